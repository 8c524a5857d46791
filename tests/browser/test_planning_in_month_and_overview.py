"""A click on a day of the month, or in somebody's row of the Overview, plans there."""

import pytest
from playwright.sync_api import expect

from followups.models import FollowUp
from tests.browser.steps import TODAY, dialog, field, peek_card, save, visit
from tests.factories import make_appointment, make_group, make_resource

MONTH = f"/diary/month/{TODAY}/"
THURSDAY = "/diary/overview/2026-06-11/"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def room(ingrid, lars):
    make_group("Sales Nordics", [ingrid, lars])
    return make_resource("Preikestolen")


def day(page, iso):
    return page.locator(f".month td[data-date='{iso}']")


def track(page, name):
    return page.locator(f".track[aria-label='{name}']")


def at(page, name, clock):
    """Where a time of day stands in a row of the Overview, as options of a click."""
    first, last = (int(page.locator(".ov").get_attribute(f"data-{end}")) for end in ("from", "to"))
    hours, minutes = map(int, clock.split(":"))
    width = track(page, name).evaluate("el => el.offsetWidth")
    share = (hours * 12 + minutes / 5 - first) / (last - first)
    return {"position": {"x": share * width + 3, "y": 20}}


def test_free_space_of_a_day_opens_the_form_for_it_and_comes_back(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, MONTH)

    day(page, "2026-06-18").click(position={"x": 60, "y": 60})
    expect(field(dialog(page), "Date")).to_have_value("Thu 18 Jun 2026")
    expect(field(dialog(page), "Start")).to_have_value("08:00")
    field(dialog(page), "Title").fill("Visit")
    save(dialog(page))

    expect(day(page, "2026-06-18")).to_contain_text("Visit")
    expect(page).to_have_url(MONTH)


def test_items_of_a_month_and_its_dates_keep_their_own_clicks(sign_in, ingrid):
    make_appointment(ingrid, title="Demo", start="2026-06-18 09:00", end="2026-06-18 10:00")
    page = sign_in(ingrid)
    visit(page, MONTH)

    day(page, "2026-06-18").locator("li", has_text="Demo").click()
    expect(peek_card(page)).to_contain_text("Demo")
    expect(dialog(page)).to_have_count(0)
    page.keyboard.press("Escape")
    day(page, "2026-06-18").get_by_role("link", name="Thursday 18 June").first.click()

    expect(page).to_have_url("/diary/day/2026-06-18/")


def test_n_plans_on_the_day_of_the_month_that_has_the_focus(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, MONTH)

    day(page, "2026-06-18").get_by_role("link").first.focus()
    page.keyboard.press("n")
    expect(field(dialog(page), "Date")).to_have_value("Thu 18 Jun 2026")
    page.keyboard.press("Escape")
    expect(day(page, "2026-06-18").get_by_role("link", name="New on")).to_be_focused()
    page.keyboard.press("Enter")

    expect(field(dialog(page), "Date")).to_have_value("Thu 18 Jun 2026")


def test_on_a_phone_free_space_of_a_day_opens_the_day(open_as, ingrid):
    page = open_as(ingrid, viewport=PHONE)
    visit(page, MONTH)

    day(page, "2026-06-18").click(position={"x": 5, "y": 57})

    expect(page).to_have_url("/diary/day/2026-06-18/")


def test_a_click_in_a_row_plans_for_that_colleague_at_that_time(sign_in, ingrid, lars, room):
    page = sign_in(ingrid)
    visit(page, THURSDAY)

    track(page, "Lars Brekke").click(**at(page, "Lars Brekke", "13:30"))
    form = dialog(page)
    expect(field(form, "Start")).to_have_value("13:30")
    expect(field(form, "End")).to_have_value("14:30")
    field(form, "Title").fill("For Lars")
    save(form)

    expect(track(page, "Lars Brekke")).to_contain_text("For Lars")
    assert FollowUp.objects.get(title="For Lars").owner == lars


def test_a_click_in_the_row_of_a_room_books_it_and_an_item_is_not_swallowed(sign_in, ingrid, room):
    make_appointment(
        ingrid, title="Taken", start="2026-06-11 09:00", end="2026-06-11 11:00", resources=[room]
    )
    page = sign_in(ingrid)
    visit(page, THURSDAY)

    track(page, "Preikestolen").click(**at(page, "Preikestolen", "09:30"))
    expect(peek_card(page)).to_contain_text("Taken")
    page.keyboard.press("Escape")
    track(page, "Preikestolen").click(**at(page, "Preikestolen", "12:00"))

    expect(field(dialog(page), "Start")).to_have_value("12:00")
    expect(dialog(page)).to_contain_text("Preikestolen")


def test_n_plans_for_the_row_that_has_the_focus(sign_in, ingrid, room):
    page = sign_in(ingrid)
    visit(page, THURSDAY)

    page.locator(".rowh").get_by_role("link", name="Preikestolen", exact=True).focus()
    page.keyboard.press("n")

    expect(dialog(page)).to_contain_text("Preikestolen")
    expect(field(dialog(page), "Date")).to_have_value("Thu 11 Jun 2026")


def test_without_script_a_link_in_each_day_and_row_leads_to_the_form(open_as, ingrid, room):
    page = open_as(ingrid, java_script_enabled=False)

    page.goto(MONTH)
    day(page, "2026-06-18").get_by_role("link", name="New on Thursday 18 June").click()
    expect(field(page, "Date")).to_have_value("Thu 18 Jun 2026")
    page.goto(THURSDAY)
    page.get_by_role("link", name="New for Preikestolen").click()

    expect(page.get_by_role("main")).to_contain_text("Preikestolen")
