"""Searching from the top of any page: by keys, by mouse, and with scripts off."""

import re

from playwright.sync_api import expect

from tests.browser.steps import WEEK, dialog, field, visit
from tests.factories import make_company, make_task


def find_box(page):
    return page.get_by_role("banner").get_by_role("combobox", name="Search")


def test_a_customer_is_opened_by_keys_alone(sign_in, ingrid):
    company = make_company("Moonbeam Ladders Ltd")
    make_company("Sunbeam Stairs")
    page = sign_in(ingrid)
    visit(page, WEEK)

    page.keyboard.press("/")
    page.keyboard.type("moon")
    expect(page.get_by_role("option", name="Moonbeam Ladders Ltd")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(f"/companies/{company.public_id}/$"))


def test_a_follow_up_opens_above_the_page_and_enter_shows_everything(sign_in, ingrid):
    make_task(ingrid, title="Send the brochure")
    page = sign_in(ingrid)
    visit(page, WEEK)

    find_box(page).fill("broch")
    page.get_by_role("option", name="Send the brochure").click()
    expect(field(dialog(page), "Title")).to_have_value("Send the brochure")
    page.keyboard.press("Escape")
    find_box(page).fill("broch")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/search/\?q=broch$"))
    expect(page.get_by_role("link", name="Send the brochure")).to_be_visible()


def test_without_script_the_field_leads_to_a_page(open_as, ingrid):
    make_company("Moonbeam Ladders Ltd")
    page = open_as(ingrid, java_script_enabled=False)
    page.goto(WEEK)

    page.get_by_role("banner").get_by_role("searchbox", name="Search").fill("moon")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Moonbeam Ladders Ltd").click()

    expect(page.get_by_role("heading", name="Moonbeam Ladders Ltd")).to_be_visible()
