"""Rows below the calendar: one click shows what they are about, a second opens it."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import WEEK, all_here, dialog, field, peek_card, row, visit
from tests.factories import make_company, make_sale, make_task

FAR = datetime.date(2027, 3, 1)


@pytest.fixture
def some(ingrid):
    company = make_company("Cloudberry AS")
    sale = make_sale("Loft ladders", owner=ingrid, company=company, sale_on=FAR, amount=38500)
    make_task(ingrid, title="Send the quote", company=company, sale=sale)
    make_task(ingrid, title="Book a van", due_on="2026-06-09")


def preview(page):
    return page.locator("[data-preview]")


def open_preview(page, address):
    visit(page, address)
    page.locator("#side").get_by_role("link", name="Preview").click()
    expect(preview(page)).to_be_visible()
    all_here(page)


def test_a_click_on_a_row_fills_the_preview_and_a_second_opens_it(sign_in, ingrid, some):
    page = sign_in(ingrid)
    open_preview(page, WEEK)

    row(page, "Send the quote").locator(".st").click()
    expect(preview(page)).to_contain_text("Cloudberry AS")
    expect(row(page, "Send the quote")).to_have_class(re.compile("sel"))
    row(page, "Book a van").get_by_role("link", name="Book a van").click()
    expect(preview(page)).to_contain_text("Book a van")
    expect(dialog(page)).to_have_count(0)

    row(page, "Book a van").get_by_role("link", name="Book a van").dblclick()
    expect(field(dialog(page), "Title")).to_have_value("Book a van")


def test_keys_show_and_open_a_row(sign_in, ingrid, some):
    page = sign_in(ingrid)
    open_preview(page, WEEK)
    title = row(page, "Send the quote").get_by_role("link", name="Send the quote")

    title.focus()
    page.keyboard.press("Space")
    expect(preview(page)).to_contain_text("Send the quote")
    expect(title).to_be_focused()
    page.keyboard.press("Enter")

    expect(field(dialog(page), "Title")).to_have_value("Send the quote")


def test_a_sale_is_shown_with_its_next_step(sign_in, ingrid, some, accessibility_faults):
    page = sign_in(ingrid)
    open_preview(page, f"{WEEK}?card=sales&show=open")

    row(page, "Loft ladders").locator("td").first.click()

    expect(preview(page)).to_contain_text("Today: Send the quote")
    expect(preview(page)).to_contain_text(re.compile("NOK\\s38\\s500"))
    faults = accessibility_faults(page, widths=(1440,), within="#side")
    preview(page).get_by_role("link", name="Open", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Loft ladders")
    assert faults == []


def test_where_nothing_previews_a_row_shows_a_card_and_its_title_opens(sign_in, ingrid, some):
    page = sign_in(ingrid)
    visit(page, WEEK)

    row(page, "Send the quote").locator(".st").click()
    expect(peek_card(page)).to_contain_text("Cloudberry AS")
    page.keyboard.press("Escape")
    row(page, "Send the quote").get_by_role("link", name="Send the quote").click()

    expect(field(dialog(page), "Title")).to_have_value("Send the quote")
