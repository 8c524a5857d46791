"""A diary in the hand: what a desk shows is a tap away."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import TODAY, visit, whose_diary
from tests.factories import make_appointment, make_company, make_person

DAY = f"/diary/day/{TODAY}/"


@pytest.fixture
def page(open_as, ingrid):
    company = make_company(address="Dock 7", city="Larvik")
    penny = make_person(company=company, mobile="+44 7700 900123")
    make_appointment(ingrid, title="Demo", company=company, person=penny)
    return open_as(ingrid, viewport={"width": 390, "height": 844})


def up_next(page):
    return page.get_by_role("region", name="Up next")


def test_up_next_stands_above_the_day_with_company_call_and_way(page):
    visit(page, DAY)

    expect(up_next(page)).to_have_count(1)
    expect(up_next(page)).to_be_in_viewport(ratio=1)
    expect(up_next(page)).to_contain_text("13:00–14:00")
    for way in ("Moonbeam Ladders Ltd", "Call Penny", "Directions", "Brief", "History"):
        expect(up_next(page).get_by_role("link", name=way)).to_be_visible()
    up_next(page).get_by_role("link", name="Demo").click()
    expect(page.locator("dialog[open]")).to_be_visible()


def test_another_day_leaves_it_out(page):
    visit(page, "/diary/day/2026-06-11/")

    expect(up_next(page)).to_have_count(0)


def test_on_a_desk_it_stands_in_the_side_panel_alone(page):
    page.set_viewport_size({"width": 1440, "height": 900})
    visit(page, DAY)

    expect(up_next(page)).to_have_count(1)
    expect(page.get_by_role("complementary").get_by_role("link", name="Call Penny")).to_be_visible()


@pytest.mark.parametrize("view", ["day", "week", "month"])
def test_whose_diary_it_is_leads_to_those_of_colleagues(page, lars, view):
    visit(page, f"/diary/{view}/{TODAY}/")

    expect(whose_diary(page)).to_contain_text("Ingrid Solberg")
    whose_diary(page).click()
    page.get_by_role("link", name="Lars Brekke").click()

    expect(page).to_have_url(re.compile(f"/diary/{view}/{TODAY}/\\?diary={lars.public_id}"))
    expect(whose_diary(page)).to_contain_text("Lars Brekke")


def test_the_calendar_sign_has_the_ways_that_the_bar_has_no_room_for(page):
    visit(page, DAY)

    page.get_by_role("button", name="Go to a date").click()
    panel = page.locator("#go")
    for way in ("Today", "This week", "Small calendar", "Choose another diary"):
        expect(panel.get_by_role("link", name=way)).to_be_visible()
    panel.get_by_role("link", name="Small calendar").click()

    expect(page.get_by_role("main").get_by_role("link", name="Week 24")).to_be_visible()


def test_booked_and_free_time_are_said_on_a_phone_too(page):
    visit(page, DAY)

    expect(page.locator(".day-h .pill").first).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
