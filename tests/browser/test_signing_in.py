import re

from playwright.sync_api import expect

from tests.browser.steps import sign_in_by_form, whose_diary
from tests.factories import make_user


def test_signing_in_leads_to_ones_own_week(page):
    make_user("ingrid")

    page.goto("/")
    sign_in_by_form(page, "ingrid")

    expect(page).to_have_url(re.compile("/diary/week/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("8–14 June 2026"))
    expect(whose_diary(page)).to_contain_text("Ingrid Solberg")


def test_signing_in_leads_to_the_page_that_was_asked_for(page):
    make_user("ingrid")

    page.goto("/companies/")
    sign_in_by_form(page, "ingrid")

    expect(page).to_have_url(re.compile("/companies/$"))


def test_a_wrong_password_is_told_and_the_name_stays(page):
    make_user("ingrid")

    page.goto("/accounts/login/")
    sign_in_by_form(page, "ingrid", "guessed")

    expect(page.get_by_text("The username and/or password you specified")).to_be_visible()
    expect(page.get_by_label("Login")).to_have_value("ingrid")
    sign_in_by_form(page, "ingrid")
    expect(page).to_have_url(re.compile("/diary/week/$"))


def test_who_signs_out_sees_nothing_more(page, sign_in):
    page = sign_in(make_user())

    page.goto("/preferences/")
    page.get_by_role("button", name="Ingrid Solberg, settings").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto("/diary/week/")

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
