"""Ticks: in the lane of a day, in Activities, on the card, by X; undone by the toast and by Z."""

import re

from playwright.sync_api import expect

from tests.browser.steps import (
    WEEK,
    box,
    dialog,
    due,
    field,
    peek_at,
    row,
    save,
    tick,
    toast,
    undo,
    visit,
)
from tests.factories import make_appointment, make_task


def test_a_task_is_ticked_off_in_the_lane_and_un_ticked_again(sign_in, ingrid):
    task = make_task(ingrid, title="Send the minutes", due_on="2026-06-11")
    page = sign_in(ingrid)
    visit(page, WEEK)
    box_of_task = due(page, "Send the minutes").get_by_role("checkbox")
    expect(box_of_task).not_to_be_checked()

    box_of_task.click()

    expect(box_of_task).to_be_checked()
    expect(box_of_task).to_be_focused()
    expect(toast(page)).to_contain_text("Completed: Send the minutes")
    task.refresh_from_db()
    assert task.is_completed
    box_of_task.click()
    expect(box_of_task).not_to_be_checked()
    task.refresh_from_db()
    assert not task.is_completed


def test_an_overdue_task_is_found_first_in_to_do_and_completed_there(sign_in, ingrid):
    make_task(ingrid, title="Due tomorrow", due_on="2026-06-11")
    late = make_task(ingrid, title="Update forecast", due_on="2026-06-05")
    page = sign_in(ingrid)
    visit(page, WEEK)
    rows = page.get_by_role("region", name="Cards").locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Update forecast")
    expect(rows.first).to_contain_text("5 days overdue")

    tick(row(page, "Update forecast"))

    expect(rows.last).to_contain_text("Update forecast")
    expect(rows.last.get_by_role("checkbox")).to_be_checked()
    expect(rows.first).to_contain_text("Due tomorrow")
    late.refresh_from_db()
    assert late.is_completed


def test_an_overdue_meeting_is_completed_in_activities_and_its_box_says_so(sign_in, ingrid):
    make_appointment(ingrid, title="Contract", start="2026-06-09 14:00", end="2026-06-09 15:00")
    page = sign_in(ingrid)
    visit(page, WEEK)
    expect(row(page, "Contract")).to_contain_text("Not completed")
    expect(box(page, "Contract")).to_have_attribute("data-state", re.compile("late|over|missed"))

    tick(row(page, "Contract"))

    expect(box(page, "Contract")).to_have_attribute("data-state", "done")


def test_the_toast_undoes_and_so_does_z(sign_in, ingrid):
    task = make_task(ingrid, title="Send the minutes")
    page = sign_in(ingrid)
    visit(page, WEEK)
    checkbox = due(page, "Send the minutes").get_by_role("checkbox")

    checkbox.click()
    expect(checkbox).to_be_checked()
    undo(page)
    expect(toast(page)).to_contain_text("Undone.")
    expect(checkbox).not_to_be_checked()
    checkbox.click()
    expect(checkbox).to_be_checked()
    page.keyboard.press("z")

    expect(checkbox).not_to_be_checked()
    task.refresh_from_db()
    assert not task.is_completed


def test_what_the_toast_left_behind_is_undone_in_the_toolbar_and_by_z(sign_in, ingrid):
    make_task(ingrid, title="Send the minutes")
    page = sign_in(ingrid)
    visit(page, WEEK)
    checkbox = due(page, "Send the minutes").get_by_role("checkbox")
    undo_completing = page.get_by_role("button", name="Undo (Completed: Send the minutes)")

    checkbox.click()
    expect(checkbox).to_be_checked()
    visit(page, WEEK)
    undo_completing.click()
    expect(checkbox).not_to_be_checked()
    checkbox.click()
    expect(checkbox).to_be_checked()
    visit(page, WEEK)
    expect(undo_completing).to_be_enabled()
    page.keyboard.press("z")

    expect(checkbox).not_to_be_checked()
    expect(undo_completing).to_have_count(0)


def test_the_card_completes_and_re_opens(sign_in, ingrid):
    meeting = make_appointment(ingrid)
    page = sign_in(ingrid)
    visit(page, WEEK)

    peek_at(page, box(page, meeting.title)).get_by_role("button", name="Complete").click()
    expect(box(page, meeting.title)).to_have_attribute("data-state", "done")
    peek_at(page, box(page, meeting.title)).get_by_role("button", name="Re-open").click()

    expect(box(page, meeting.title)).not_to_have_attribute("data-state", "done")
    meeting.refresh_from_db()
    assert not meeting.is_completed


def test_what_is_completed_is_re_opened_and_edited_in_one_step(sign_in, ingrid):
    task = make_task(ingrid, title="Send the minutes")
    page = sign_in(ingrid)
    visit(page, WEEK)
    tick(due(page, "Send the minutes"))
    expect(due(page, "Send the minutes").get_by_role("checkbox")).to_be_checked()

    due(page, "Send the minutes").get_by_role("link").dblclick()
    expect(dialog(page).get_by_role("heading", name="Send the minutes")).to_be_visible()
    dialog(page).get_by_role("button", name="Re-open and edit").click()
    field(dialog(page), "Title").fill("Send the minutes to Penny")
    save(dialog(page))

    checkbox = due(page, "Send the minutes to Penny").get_by_role("checkbox")
    expect(checkbox).not_to_be_checked()
    task.refresh_from_db()
    assert (task.title, task.is_completed) == ("Send the minutes to Penny", False)


def test_a_guest_ticks_off_a_meeting_for_themselves_alone(sign_in, ingrid, lars):
    meeting = make_appointment(
        lars, title="Review", start="2026-06-09 14:00", end="2026-06-09 15:00", users=[ingrid]
    )
    page = sign_in(ingrid)
    visit(page, WEEK)

    tick(row(page, "Review"))

    expect(box(page, "Review")).to_have_attribute("data-state", "done")
    meeting.refresh_from_db()
    assert not meeting.is_completed
    assert meeting.participants.get(user=ingrid).completed_at
