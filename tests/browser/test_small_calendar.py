"""The small calendar of the rail, above any page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import visit
from tests.factories import make_appointment


@pytest.fixture
def page(sign_in, ingrid):
    make_appointment(ingrid, title="Demo", start="2026-07-16 10:00", end="2026-07-16 11:00")
    return sign_in(ingrid)


def way(page):
    return page.get_by_role("navigation", name="Main").get_by_role("link", name="Small calendar")


def calendar(page):
    return page.get_by_role("dialog", name="Small calendar")


def test_it_opens_above_a_page_turns_its_months_and_leads_to_a_day(page):
    visit(page, "/companies/")

    way(page).click()
    expect(calendar(page).get_by_role("link", name="June 2026")).to_be_visible()
    calendar(page).get_by_role("link", name="July 2026").click()
    expect(calendar(page).get_by_role("heading", name="July 2026")).to_be_visible()
    expect(page).to_have_url(re.compile("/companies/$"))
    calendar(page).get_by_role("link", name="Thursday 16 July, 1 h booked").hover()
    expect(page.get_by_role("tooltip")).to_contain_text("Demo")
    calendar(page).get_by_role("link", name="Thursday 16 July, 1 h booked").click()

    expect(page).to_have_url(re.compile("/diary/day/2026-07-16/"))


def test_by_keyboard_it_opens_on_today_and_escape_leads_back(page):
    visit(page, "/sales/")

    way(page).focus()
    page.keyboard.press("Enter")
    expect(calendar(page).get_by_role("link", name="Wednesday 10 June")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(calendar(page).get_by_role("link", name="Wednesday 17 June")).to_be_focused()
    page.keyboard.press("Escape")
    expect(calendar(page)).to_be_hidden()
    expect(way(page)).to_be_focused()
    page.keyboard.press("Enter")
    calendar(page).get_by_role("link", name="This week").click()

    expect(page).to_have_url(re.compile("/diary/week/$"))


def test_a_second_press_closes_it(page):
    visit(page, "/companies/")

    way(page).click()
    expect(calendar(page)).to_be_visible()
    way(page).click()

    expect(calendar(page)).to_be_hidden()


def test_axe_finds_nothing_in_it(page, accessibility_faults):
    visit(page, "/diary/week/2026-06-10/")

    way(page).click()
    expect(calendar(page)).to_be_visible()

    assert accessibility_faults(page, (1440,)) == []


def test_without_script_it_is_a_page(open_as, ingrid):
    page = open_as(ingrid, java_script_enabled=False)
    page.goto("/companies/")

    way(page).click()
    page.get_by_role("main").get_by_role("link", name="July 2026").click()
    page.get_by_role("link", name="Week 29").click()

    expect(page).to_have_url(re.compile("/diary/week/2026-07-13/"))


def test_on_a_phone_the_own_menu_leads_to_it(open_as, ingrid):
    page = open_as(ingrid, viewport={"width": 390, "height": 844})
    visit(page, "/companies/")

    page.get_by_role("button", name="settings").click()
    page.get_by_role("navigation", name="Ingrid").get_by_role("link", name="Small calendar").click()

    expect(page).to_have_url(re.compile("/diary/calendar/$"))
