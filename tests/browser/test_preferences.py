"""What each person sets for themselves takes effect at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import (
    TODAY,
    WEEK,
    box,
    click_free_time,
    dialog,
    field,
    new,
    quick_add,
    toast,
    visit,
)
from tests.factories import make_appointment


@pytest.fixture
def preferences(sign_in, ingrid):
    """The page, and a way to set one thing and save its card."""
    page = sign_in(ingrid)

    def set_and_save(card, label, value):
        visit(page, "/preferences/")
        control = field(page.get_by_role("main"), label)
        if control.evaluate("el => el.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
        page.locator(f"#{card}").get_by_role("button").click()
        expect(toast(page)).not_to_be_empty()
        return page

    return set_and_save


def test_default_lengths_change_what_new_and_quick_add_propose(preferences):
    preferences("default-values", "Duration for new appointment", "45")
    page = preferences("default-values", "Duration for new call", "20")

    visit(page, WEEK)
    expect(click_free_time(page, "2026-06-11", "13:00")).to_contain_text("13:00–13:45")
    quick_add(page).get_by_role("radio", name="Call").check()
    expect(quick_add(page)).to_contain_text("13:00–13:20")
    page.keyboard.press("Escape")
    form = new(page, "Meeting")
    expect(field(form, "Start")).to_have_value("11:30")
    expect(field(form, "End")).to_have_value("12:15")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    form = new(page, "Log a call")
    expect(field(form, "End")).to_have_value("11:40")


def test_a_length_that_makes_no_sense_is_told_and_kept(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, "/preferences/")

    page.get_by_role("textbox", name="Friday, to").fill("07:00")
    page.locator("#diary").get_by_role("button", name="Save").click()

    expect(page.get_by_role("region", name="Nothing was saved yet.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Friday, to")).to_have_value("07:00")


def test_everything_speaks_norwegian(preferences):
    page = preferences("language-and-time", "Language", "nb")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile("Personlige innstillinger")
    )

    visit(page, WEEK)
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    expect(page.get_by_role("heading", level=1)).to_contain_text("8.–14. juni 2026")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Uke 24")
    views = page.get_by_role("navigation", name=re.compile("visninger", re.I))
    expect(views.get_by_role("link")).to_have_text(["Dag", "Uke", "Måned", "Oversikt"])


def test_a_browser_that_asks_for_norwegian_gets_it(open_as, ingrid):
    page = open_as(ingrid, locale="nb-NO")

    visit(page, WEEK)

    expect(page.get_by_role("link", name="I dag").first).to_be_visible()


def test_the_time_zone_moves_what_is_shown(preferences, ingrid):
    make_appointment(ingrid, start="2026-06-10 13:00", end="2026-06-10 14:00")

    page = preferences("language-and-time", "Time zone", "Europe/London")
    visit(page, WEEK)

    expect(box(page, "Demo: route planner")).to_contain_text("12:00")


def test_a_clock_of_twelve_hours(preferences, ingrid):
    make_appointment(ingrid, start="2026-06-10 13:00", end="2026-06-10 14:00")

    page = preferences("language-and-time", "Clock", "12")
    visit(page, WEEK)

    expect(box(page, "Demo: route planner")).to_contain_text("1:00 pm")
    expect(click_free_time(page, "2026-06-11", "14:00")).to_contain_text(re.compile("2:00 ?pm"))
    page.keyboard.press("Escape")
    expect(field(new(page, "Meeting"), "Start")).to_have_value("11:30 am")


def test_the_week_begins_on_sunday_if_one_likes(preferences):
    page = preferences("diary", "First day of the week", "6")

    visit(page, WEEK)

    first = page.locator("section.day").first
    expect(first).to_have_attribute("data-date", "2026-06-07")
    expect(page.locator("section.day").last).to_have_attribute("data-date", "2026-06-13")


def test_each_weekday_has_working_hours_of_its_own(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, "/preferences/")
    page.get_by_role("checkbox", name="Monday").uncheck()
    page.get_by_role("textbox", name="Friday, to").fill("14")
    page.locator("#diary").get_by_role("button", name="Save").click()
    expect(page.get_by_role("textbox", name="Friday, to")).to_have_value("14:00")

    visit(page, f"{WEEK}?days=working")

    expect(page.locator("section.day")).to_have_count(4)
    expect(page.locator("calendar-grid")).to_have_class(re.compile(r"\bws8 we16\b"))
    expect(page.locator('[data-date="2026-06-12"]')).to_have_class(re.compile(r"\bws8 we14\b"))
    visit(page, "/followups/new/appointment/?date=2026-06-12")
    page.get_by_role("button", name="Working day").click()
    expect(field(page.get_by_role("main"), "End")).to_have_value("14:00")


def test_dark_is_dark_whatever_the_device_says(preferences):
    page = preferences("look", "Colours", "dark")

    visit(page, WEEK)

    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_button_of_the_top_bar_switches_light_and_dark_and_is_remembered(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)

    page.get_by_role("link", name="Switch between light and dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    visit(page, f"/diary/day/{TODAY}/")

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
