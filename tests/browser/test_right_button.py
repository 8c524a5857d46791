"""The right button of the mouse: a card with what one may do, on whatever stands there."""

from playwright.sync_api import expect

from tests.browser.steps import (
    TODAY,
    WEEK,
    box,
    due,
    free_time,
    peek_card,
    point_at,
    quick_add,
    row,
    toast,
    undo,
    visit,
)
from tests.factories import make_appointment, make_company, make_task


def test_a_box_is_deleted_by_it_and_brought_back(sign_in, ingrid):
    make_appointment(ingrid, title="Demo")
    page = sign_in(ingrid)
    visit(page, WEEK)

    box(page, "Demo").click(button="right")
    peek_card(page).get_by_role("button", name="Delete").click()
    expect(toast(page)).to_contain_text("Deleted: Demo")
    expect(box(page, "Demo")).to_have_count(0)
    undo(page)

    expect(box(page, "Demo")).to_be_visible()


def test_a_line_of_the_lane_is_completed_by_it(sign_in, ingrid):
    task = make_task(ingrid, title="Send the minutes")
    page = sign_in(ingrid)
    visit(page, WEEK)

    due(page, "Send the minutes").click(button="right")
    peek_card(page).get_by_role("button", name="Complete").click()

    expect(toast(page)).to_contain_text("Completed: Send the minutes")
    task.refresh_from_db()
    assert task.is_completed


def test_a_row_of_activities_is_seen_completed_and_opened_again_by_it(sign_in, ingrid):
    make_task(ingrid, title="Send the minutes", company=make_company())
    page = sign_in(ingrid)
    visit(page, WEEK)

    row(page, "Send the minutes").click(button="right")
    expect(peek_card(page)).to_contain_text("Moonbeam Ladders Ltd")
    peek_card(page).get_by_role("button", name="Complete").click()
    expect(row(page, "Send the minutes").get_by_role("checkbox")).to_be_checked()
    row(page, "Send the minutes").click(button="right")
    peek_card(page).get_by_role("button", name="Re-open").click()

    expect(row(page, "Send the minutes").get_by_role("checkbox")).not_to_be_checked()


def test_in_free_time_it_plans_something_new(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)

    free_time(page, TODAY).click(button="right", **point_at(page, TODAY, "13:00"))

    expect(quick_add(page)).to_contain_text("13:00–14:00")


def test_with_shift_the_browser_has_its_own_menu(sign_in, ingrid):
    make_appointment(ingrid, title="Demo")
    page = sign_in(ingrid)
    visit(page, WEEK)
    page.evaluate(
        """() => addEventListener("contextmenu", (event) => {
            document.body.dataset.own = event.defaultPrevented ? "no" : "yes";
            event.preventDefault();
        })"""
    )

    box(page, "Demo").click(button="right", modifiers=["Shift"])

    expect(page.locator("body")).to_have_attribute("data-own", "yes")
    expect(peek_card(page)).to_have_count(0)
