"""The side panel: what is chosen shows in it, and each view remembers how it was left."""

import re

from playwright.sync_api import expect

from tests.browser.steps import WEEK, box, visit
from tests.factories import make_appointment


def side(page):
    return page.get_by_role("complementary", name="Side panel")


def test_a_preview_shows_what_is_clicked_and_follows_a_change(sign_in, ingrid):
    make_appointment(ingrid, title="Demo")
    make_appointment(ingrid, title="Visit", start="2026-06-11 13:00", end="2026-06-11 14:00")
    page = sign_in(ingrid)
    visit(page, WEEK)
    side(page).get_by_role("link", name="Preview").click()
    expect(page).to_have_url(re.compile("panel=preview"))
    visit(page, page.url)

    box(page, "Visit").get_by_role("link").click()
    expect(side(page).get_by_role("heading", name="Visit")).to_be_visible()
    box(page, "Demo").get_by_role("link").click()
    expect(side(page).get_by_role("heading", name="Demo")).to_be_visible()
    side(page).get_by_role("button", name="Complete").click()

    expect(side(page).get_by_role("button", name="Re-open")).to_be_visible()
    expect(page.locator("peek-card")).to_have_count(0)


def test_a_view_remembers_its_panel_and_whether_it_is_shown(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)
    side(page).get_by_role("link", name="Week", exact=True).click()
    expect(page).to_have_url(re.compile("panel=week"))
    visit(page, "/diary/day/")
    page.get_by_role("button", name="Side panel").click()

    visit(page, WEEK)
    expect(side(page).get_by_role("link", name="Week", exact=True)).to_have_attribute(
        "aria-current", "true"
    )
    visit(page, "/diary/day/")
    expect(side(page)).to_be_hidden()


def test_a_day_of_the_small_month_tells_what_stands_there(sign_in, ingrid):
    make_appointment(ingrid, title="Expo", start="2026-06-18 13:00", end="2026-06-18 14:00")
    page = sign_in(ingrid)
    visit(page, WEEK)
    told = page.get_by_role("tooltip")

    side(page).get_by_role("link", name="Thursday 18 June").hover()
    expect(told).to_contain_text("Expo")
    told.hover()
    expect(told).to_contain_text("Expo")
    page.get_by_role("heading", level=1).hover()
    expect(told).to_have_count(0)
    side(page).get_by_role("link", name="Wednesday 10 June").focus()
    for key in ("ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    expect(told).to_contain_text("Expo")
    page.keyboard.press("Escape")

    expect(told).to_have_count(0)


def test_a_panel_drawn_wider_shows_more_months_and_stays_so(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)
    edge = page.get_by_role("separator", name="Width of the side panel")
    months = page.locator("mini-month")

    edge.focus()
    for _press in range(11):
        page.keyboard.press("ArrowLeft")
    expect(months).to_have_count(2)
    expect(page.get_by_role("heading", name="July 2026")).to_be_in_viewport()
    expect(edge).to_be_focused()
    visit(page, WEEK)
    expect(months).to_have_count(2)
    place = edge.bounding_box()
    page.mouse.move(place["x"] + 5, place["y"] + 200)
    page.mouse.down()
    page.mouse.move(place["x"] + 205, place["y"] + 200, steps=3)
    page.mouse.up()

    expect(months).to_have_count(1)
