"""The card under the calendar: to do and all, narrowed, paged, as high as one likes."""

import re

import pytest
from playwright.sync_api import expect

from followups.activities import PAGE
from tests.browser.steps import TODAY, WEEK, box, dialog, field, row, save, tick, visit
from tests.factories import (
    make_appointment,
    make_call,
    make_document,
    make_resource,
    make_task,
    new_followup,
)
from tests.factories import save as save_followup

STEP = 24


def card(page):
    return page.get_by_role("region", name="Cards")


def lines(page):
    return card(page).locator("tbody tr")


@pytest.fixture
def some_of_each(ingrid):
    make_task(ingrid, title="Overdue task", due_on="2026-06-01")
    make_task(ingrid, title="Far ahead", due_on="2026-06-30")
    make_call(ingrid, title="Planned call", due_on="2026-06-10")
    make_appointment(ingrid, title="Held", start="2026-06-09 09:00", end="2026-06-09 10:00")
    make_appointment(ingrid, title="Coming", start="2026-06-12 09:00", end="2026-06-12 10:00")
    make_document("Quote Q-1", owner=ingrid)


def test_to_do_shows_what_waits_and_all_shows_everything(sign_in, ingrid, some_of_each):
    page = sign_in(ingrid)
    visit(page, WEEK)

    expect(lines(page).locator(".t")).to_have_text(["Overdue task", "Held", "Planned call"])
    card(page).get_by_role("link", name="All", exact=True).click()

    expect(lines(page).locator(".t")).to_have_text(
        ["Far ahead", "Coming", "Planned call", "Quote Q-1", "Held", "Overdue task"]
    )


def test_the_list_is_narrowed_to_a_kind(sign_in, ingrid, some_of_each):
    page = sign_in(ingrid)
    visit(page, WEEK)

    card(page).get_by_role("link", name="Tasks").click()
    expect(lines(page).locator(".t")).to_have_text(["Overdue task"])
    card(page).get_by_role("link", name="Follow-ups").click()
    expect(lines(page).locator(".t")).to_have_text(["Held", "Planned call"])
    card(page).get_by_role("link", name="Documents").click()

    expect(lines(page).locator(".t")).to_have_text(["Quote Q-1"])


def test_the_card_keeps_its_content_when_the_view_changes(sign_in, ingrid, some_of_each):
    page = sign_in(ingrid)
    visit(page, f"{WEEK}?card=all&show=tasks")
    ways = page.get_by_role("navigation", name="Diary views")

    for view in ("Month", "Overview", "Day"):
        ways.get_by_role("link", name=view).click()
        expect(lines(page).locator(".t")).to_have_text(["Far ahead", "Overdue task"])
    page.locator(".bar").get_by_role("link", name="Next day").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("11 June")

    expect(lines(page).locator(".t")).to_have_text(["Far ahead", "Overdue task"])


def test_long_lists_have_pages(sign_in, ingrid):
    for number in range(PAGE + 5):
        make_task(ingrid, title=f"Task {number:02}", due_on="2026-06-10")
    page = sign_in(ingrid)
    visit(page, f"{WEEK}?card=all")
    expect(lines(page)).to_have_count(PAGE)

    card(page).get_by_role("link", name="Next", exact=True).click()
    expect(lines(page)).to_have_count(5)
    expect(card(page)).to_contain_text("Page 2")
    card(page).get_by_role("link", name="Previous", exact=True).click()

    expect(lines(page)).to_have_count(PAGE)


def test_add_plans_a_task_that_stands_in_the_list(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)

    card(page).get_by_role("link", name="Add").click()
    field(dialog(page), "Title").fill("Order rungs")
    save(dialog(page))

    expect(row(page, "Order rungs")).to_contain_text("Due today")


def test_a_follow_up_is_opened_from_its_row(sign_in, ingrid, some_of_each):
    page = sign_in(ingrid)
    visit(page, WEEK)

    row(page, "Overdue task").get_by_role("link").first.click()

    expect(field(dialog(page), "Title")).to_have_value("Overdue task")
    page.keyboard.press("Escape")
    expect(row(page, "Overdue task").get_by_role("link").first).to_be_focused()


def test_a_double_click_on_a_row_opens_it_once(sign_in, ingrid, some_of_each):
    page = sign_in(ingrid)
    visit(page, WEEK)

    row(page, "Overdue task").get_by_role("link").first.dblclick()

    expect(field(dialog(page), "Title")).to_have_value("Overdue task")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)


def test_what_is_parked_moves_into_the_calendar_when_it_gets_a_time(sign_in, ingrid):
    save_followup(new_followup("appointment", ingrid, {"title": "Lunch some day"}))
    page = sign_in(ingrid)
    visit(page, WEEK)
    expect(box(page, "Lunch some day")).to_have_count(0)

    row(page, "Lunch some day").get_by_role("link").first.click()
    field(dialog(page), "Date").fill("fri")
    field(dialog(page), "Start").fill("12")
    field(dialog(page), "End").fill("13")
    save(dialog(page))

    expect(box(page, "Lunch some day")).to_contain_text("12:00")
    expect(row(page, "Lunch some day")).to_have_count(0)


def test_the_height_is_changed_by_keys_and_mouse_and_remembered(sign_in, ingrid, some_of_each):
    page = sign_in(ingrid)
    visit(page, WEEK)
    edge = page.get_by_role("separator", name="Height of the cards")
    before = card(page).bounding_box()["height"]

    edge.focus()
    for _press in range(3):
        page.keyboard.press("ArrowUp")
    by_keys = card(page).bounding_box()["height"]
    assert by_keys == pytest.approx(before + 3 * STEP, abs=STEP)
    place = edge.bounding_box()
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 4 * STEP, steps=3)
    page.mouse.up()
    by_mouse = card(page).bounding_box()["height"]
    assert by_mouse == pytest.approx(by_keys - 4 * STEP, abs=STEP)
    visit(page, f"/diary/day/{TODAY}/")

    assert card(page).bounding_box()["height"] == by_mouse
    edge.click()
    assert card(page).bounding_box()["height"] != by_mouse


def test_it_follows_the_owner_of_the_diary(sign_in, ingrid, lars):
    room = make_resource("Galdhøpiggen")
    make_task(lars, title="Lars must sign")
    make_task(ingrid, title="Ingrid must sign")
    make_appointment(
        lars, title="Board", start="2026-06-09 09:00", end="2026-06-09 10:00", resources=[room]
    )
    page = sign_in(ingrid)

    visit(page, f"{WEEK}?diary={lars.public_id}")
    expect(lines(page).locator(".t")).to_have_text(["Board", "Lars must sign"])
    expect(row(page, "Lars must sign").get_by_role("checkbox")).to_have_count(0)
    visit(page, f"{WEEK}?diary={room.public_id}&card=all")

    expect(lines(page).locator(".t")).to_have_text(["Board"])


def test_completed_ones_stay_until_tomorrow_or_go_at_once(sign_in, ingrid):
    make_task(ingrid, title="Send the minutes")
    page = sign_in(ingrid)
    visit(page, WEEK)
    tick(row(page, "Send the minutes"))
    expect(row(page, "Send the minutes").get_by_role("checkbox")).to_be_checked()
    ingrid.preferences.removes_completed = "at_once"
    ingrid.preferences.save()

    page.reload()

    expect(card(page)).to_contain_text("Nothing to do.")


def test_only_mine_is_in_italics_and_overdue_is_marked_if_one_likes(sign_in, ingrid):
    make_task(ingrid, title="Mine alone", visibility="owner")
    make_task(ingrid, title="Late", due_on="2026-06-01")
    page = sign_in(ingrid)
    visit(page, WEEK)
    italics = (
        row(page, "Mine alone").locator(".t a").evaluate("el => getComputedStyle(el).fontStyle")
    )
    assert italics == "italic"
    expect(row(page, "Late")).to_have_class(re.compile("over"))

    ingrid.preferences.marks_overdue = False
    ingrid.preferences.save()
    page.reload()

    expect(row(page, "Late")).not_to_have_class(re.compile("over"))


def test_all_is_narrowed_to_some_days_and_shown_whole_again(
    sign_in, ingrid, some_of_each, accessibility_faults
):
    page = sign_in(ingrid)
    visit(page, f"{WEEK}?card=all")
    rows = card(page).locator("tbody tr")
    whole = rows.count()

    card(page).get_by_role("button", name="Filter").click()
    form = page.get_by_role("form", name="Filter")
    form.get_by_label("To", exact=True).fill("2026-06-09")
    form.get_by_label("Completed").select_option("Not completed")
    faults = accessibility_faults(page, within="#narrowing")
    form.get_by_role("button", name="Show").click()
    expect(rows).not_to_have_count(whole)
    expect(row(page, "Overdue task")).to_be_visible()
    card(page).get_by_role("button", name="Filter").click()
    form.get_by_role("link", name="Show the whole list").click()

    expect(rows).to_have_count(whole)
    assert faults == []
