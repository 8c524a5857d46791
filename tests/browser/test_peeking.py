"""A click shows a card, a second one opens the form; keys do the same."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import TODAY, WEEK, box, dialog, due, field, peek_at, peek_card, visit
from tests.factories import make_all_day, make_appointment, make_company, make_person, make_task


@pytest.fixture
def meeting(ingrid):
    company = make_company()
    person = make_person(company=company, mobile="+44 7700 900123")
    return make_appointment(ingrid, title="Demo", location="Dock 7", company=company, person=person)


def test_a_click_shows_what_it_is_about_and_escape_gives_the_focus_back(sign_in, ingrid, meeting):
    page = sign_in(ingrid)
    visit(page, WEEK)

    card = peek_at(page, box(page, "Demo"))

    expect(card).to_contain_text("13:00–14:00")
    for text in ("Moonbeam Ladders Ltd", "Penny Rung", "Dock 7"):
        expect(card).to_contain_text(text)
    expect(card.get_by_role("link", name="+44 7700 900123")).to_be_visible()
    expect(card.get_by_role("link", name="Open")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(box(page, "Demo").get_by_role("link")).to_be_focused()


WATCH_CARDS = """() => {
  window.cardsSeen = 0;
  const look = () => { cardsSeen += document.querySelectorAll("peek-card:not([hidden])").length; };
  const all = { childList: true, subtree: true, attributes: true };
  new MutationObserver(look).observe(document.body, all);
}"""


def test_the_second_click_is_never_swallowed(sign_in, ingrid, meeting):
    page = sign_in(ingrid)
    visit(page, WEEK)

    page.evaluate(WATCH_CARDS)
    link = box(page, "Demo").get_by_role("link")
    link.dblclick()
    expect(field(dialog(page), "Title")).to_have_value("Demo")
    assert page.evaluate("cardsSeen") == 0
    page.keyboard.press("Escape")

    expect(dialog(page)).to_have_count(0)
    expect(peek_card(page)).to_have_count(0)
    expect(link).to_be_focused()


def test_a_slow_double_click_opens_too_because_the_card_leaves_the_box_free(
    sign_in, ingrid, meeting
):
    page = sign_in(ingrid)
    for day, view in (("10", "week"), ("10", "day")):
        visit(page, f"/diary/{view}/2026-06-{day}/")
        link = box(page, "Demo").get_by_role("link")
        place = link.bounding_box()
        x, y = place["x"] + 20, place["y"] + place["height"] / 2
        page.mouse.click(x, y)
        expect(peek_card(page)).to_be_visible()

        on_top = page.evaluate(
            "([x, y]) => !!document.elementFromPoint(x, y).closest('.ev')", [x, y]
        )

        assert on_top, view
        page.mouse.dblclick(x, y)
        expect(field(dialog(page), "Title")).to_have_value("Demo")


def test_enter_opens_the_form_and_space_the_card(sign_in, ingrid, meeting):
    page = sign_in(ingrid)
    visit(page, WEEK)
    link = box(page, "Demo").get_by_role("link")

    link.focus()
    page.keyboard.press("Space")
    expect(peek_card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")

    expect(field(dialog(page), "Title")).to_be_focused()


def test_open_on_the_card_leads_to_the_form_and_back_to_the_box(sign_in, ingrid, meeting):
    page = sign_in(ingrid)
    visit(page, WEEK)

    peek_at(page, box(page, "Demo")).get_by_role("link", name="Open").click()
    expect(field(dialog(page), "Title")).to_be_focused()
    expect(peek_card(page)).to_have_count(0)
    dialog(page).get_by_role("link", name="Cancel").click()

    expect(dialog(page)).to_have_count(0)


def test_lane_month_and_overview_have_cards_too(sign_in, ingrid, meeting):
    make_task(ingrid, title="Send minutes")
    make_all_day(ingrid, title="Expo")
    page = sign_in(ingrid)
    visit(page, WEEK)
    expect(peek_at(page, due(page, "Send minutes"))).to_contain_text("Send minutes")
    expect(peek_at(page, page.locator(".lane .bar-ev", has_text="Expo"))).to_contain_text("Expo")
    visit(page, f"/diary/month/{TODAY}/")
    expect(peek_at(page, page.locator(".month li", has_text="Demo"))).to_contain_text("Dock 7")
    visit(page, f"/diary/overview/{TODAY}/")
    expect(peek_at(page, page.locator(".track li", has_text="Demo"))).to_contain_text("Dock 7")


def test_a_link_in_a_new_tab_is_a_page_of_its_own(sign_in, ingrid, meeting):
    page = sign_in(ingrid)
    visit(page, WEEK)

    with page.context.expect_page() as opened:
        box(page, "Demo").get_by_role("link").click(modifiers=["ControlOrMeta"])

    expect(field(opened.value.get_by_role("main"), "Title")).to_have_value("Demo")
    expect(peek_card(page)).to_have_count(0)


def test_a_line_without_a_tooltip_gets_it_when_it_is_pointed_at(sign_in, ingrid, meeting):
    page = sign_in(ingrid)
    visit(page, f"/diary/month/{TODAY}/")
    link = page.locator(".month li a", has_text="Demo")
    expect(link).not_to_have_attribute("title", re.compile("."))

    link.hover()

    expect(link).to_have_attribute("title", re.compile("^Demo.*13:00–14:00.*Dock 7"))
