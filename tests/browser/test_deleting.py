"""Undo instead of "Are you sure?"; the trash for what is missed later."""

from playwright.sync_api import expect

from tests.browser.steps import WEEK, box, dialog, open_form, peek_at, row, toast, undo, visit
from tests.factories import make_appointment, make_task


def test_delete_takes_it_away_and_undo_brings_it_back(sign_in, ingrid, lars):
    meeting = make_appointment(ingrid, title="Demo", users=[lars])
    page = sign_in(ingrid)
    visit(page, WEEK)

    peek_at(page, box(page, "Demo")).get_by_role("button", name="Delete").click()
    expect(box(page, "Demo")).to_have_count(0)
    expect(toast(page)).to_contain_text("Deleted: Demo")
    undo(page)

    expect(box(page, "Demo")).to_be_visible()
    meeting.refresh_from_db()
    assert meeting.deleted_at is None
    assert meeting.participants.count() == 2


def test_delete_in_the_form_leads_back_to_the_week(sign_in, ingrid):
    make_appointment(ingrid, title="Demo")
    page = sign_in(ingrid)
    visit(page, WEEK)

    open_form(page, "Demo").get_by_role("button", name="Delete").click()

    expect(dialog(page)).to_have_count(0)
    expect(box(page, "Demo")).to_have_count(0)
    page.keyboard.press("z")
    expect(box(page, "Demo")).to_be_visible()


def test_what_is_missed_later_is_restored_from_the_trash(sign_in, ingrid):
    task = make_task(ingrid, title="Send the minutes")
    page = sign_in(ingrid)
    visit(page, f"/followups/{task.public_id}/")
    page.get_by_role("button", name="Delete").click()
    expect(toast(page)).to_contain_text("Deleted: Send the minutes")

    page.get_by_role("button", name="Ingrid Solberg, settings").click()
    page.get_by_role("link", name="Trash").click()
    page.get_by_role("button", name="Restore: Send the minutes").click()

    expect(toast(page)).to_contain_text("Restored: Send the minutes")
    expect(page.get_by_text("The trash is empty.")).to_be_visible()
    visit(page, WEEK)
    expect(page.locator(".lane .due", has_text="Send the minutes")).to_be_visible()


def test_a_copy_is_made_and_opened_to_change_what_differs(sign_in, ingrid):
    make_appointment(ingrid, title="Demo")
    page = sign_in(ingrid)
    visit(page, WEEK)

    peek_at(page, box(page, "Demo")).get_by_role("button", name="Copy").click()

    expect(toast(page)).to_contain_text("Copied: Demo")
    assert ingrid.followups.count() == 2


def test_several_rows_are_chosen_and_deleted_with_one_undo(sign_in, ingrid, accessibility_faults):
    for title in ("First", "Second", "Third"):
        make_task(ingrid, title=title)
    page = sign_in(ingrid)
    visit(page, WEEK)

    page.get_by_role("link", name="Choose several").click()
    for title in ("First", "Third"):
        page.get_by_role("checkbox", name=f"Choose: {title}").check()
    faults = accessibility_faults(page, within="#cards")
    page.get_by_role("button", name="Delete the chosen").click()
    expect(toast(page)).to_contain_text("Deleted: 2 follow-ups")
    expect(row(page, "Second")).to_be_visible()
    expect(row(page, "First")).to_have_count(0)
    undo(page)

    expect(row(page, "First")).to_be_visible()
    expect(row(page, "Third")).to_be_visible()
    assert faults == []
