"""Calls are planned with a deadline, and made with a start and a length."""

import datetime
import re

from playwright.sync_api import expect

from followups.models import FollowUp
from tests.browser.steps import (
    WEEK,
    box,
    choose_type,
    dialog,
    due,
    field,
    new,
    row,
    save,
    tick,
    toast,
    visit,
)
from tests.factories import at, make_call, make_company, make_person

QUARTER = datetime.timedelta(minutes=15)
WEDNESDAY = datetime.date(2026, 6, 10)


def test_new_call_plans_it_with_todays_deadline(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)

    form = new(page, "Call")
    expect(field(form, "Deadline")).to_have_value(re.compile("^Wed 10 Jun"))
    expect(field(form, "Start")).to_have_value("")
    field(form, "Title").fill("Ask about the rungs")
    save(form)

    expect(due(page, "Ask about the rungs")).to_be_visible()
    call = FollowUp.objects.get()
    assert (call.kind, call.due_on, call.starts_at) == ("call", WEDNESDAY, None)


def test_ticking_off_a_planned_call_makes_it_now_and_keeps_its_deadline(sign_in, ingrid):
    call = make_call(ingrid, title="Ring Penny", due_on="2026-06-09")
    page = sign_in(ingrid)
    visit(page, WEEK)
    expect(box(page, "Ring Penny")).to_have_count(0)

    tick(due(page, "Ring Penny"))

    expect(box(page, "Ring Penny")).to_contain_text("11:20")
    call.refresh_from_db()
    assert (call.starts_at, call.duration) == (at("2026-06-10 11:20"), QUARTER)
    assert (call.due_on, call.is_completed) == (datetime.date(2026, 6, 9), True)


def test_a_call_that_was_made_is_re_opened_and_edited(sign_in, ingrid):
    call = make_call(ingrid, title="Ring Penny", due_on="2026-06-10")
    page = sign_in(ingrid)
    visit(page, WEEK)

    tick(due(page, "Ring Penny"))
    box(page, "Ring Penny").get_by_role("link").dblclick()
    dialog(page).get_by_role("button", name="Re-open and edit").click()
    form = dialog(page)
    expect(field(form, "Start")).to_have_value("11:20")
    field(form, "End").fill("11:50")
    form.get_by_role("checkbox", name="Completed").check()
    save(form)

    expect(toast(page)).to_contain_text("Saved: Ring Penny")
    call.refresh_from_db()
    assert (call.duration, call.is_completed) == (2 * QUARTER, True)
    assert call.due_on == WEDNESDAY


def test_a_call_is_logged_from_the_page_of_a_contact(sign_in, ingrid):
    penny = make_person(company=make_company(), mobile="+44 7700 900123")
    page = sign_in(ingrid)
    visit(page, f"/contacts/{penny.public_id}/")

    page.get_by_role("link", name="Log a call").click()
    form = dialog(page)
    expect(field(form, "Start")).to_have_value("11:20")
    expect(field(form, "End")).to_have_value("11:35")
    expect(field(form, "Company")).to_have_value("Moonbeam Ladders Ltd")
    expect(field(form, "Contact")).to_have_value(re.compile("^Penny Rung"))
    number = form.get_by_role("link", name="+44 7700 900123")
    expect(number).to_have_attribute("href", "tel:+447700900123")
    field(form, "Title").fill("Wants longer ladders")
    save(form)

    expect(row(page, "Wants longer ladders")).to_be_visible()
    call = FollowUp.objects.get()
    assert (call.starts_at, call.duration) == (at("2026-06-10 11:20"), QUARTER)
    assert (call.person, call.due_on) == (penny, None)


def test_start_call_begins_now_and_shows_the_numbers(sign_in, ingrid):
    penny = make_person(company=make_company(), mobile="+44 7700 900123")
    page = sign_in(ingrid)
    visit(page, f"/contacts/{penny.public_id}/")

    page.get_by_role("button", name="Start call").click()

    expect(field(page.get_by_role("main"), "Start")).to_have_value("11:20")
    expect(page.get_by_role("link", name="+44 7700 900123")).to_be_visible()
    call = FollowUp.objects.get()
    assert (call.starts_at, call.duration) == (at("2026-06-10 11:20"), QUARTER)
    visit(page, WEEK)
    expect(box(page, "Call")).to_be_visible()


def test_a_planned_call_is_started_from_its_card(sign_in, ingrid):
    penny = make_person(mobile="+44 7700 900123")
    call = make_call(ingrid, title="Ring Penny", person=penny)
    page = sign_in(ingrid)
    visit(page, WEEK)

    due(page, "Ring Penny").get_by_role("link").click()
    card = page.locator("peek-card")
    expect(card.get_by_role("link", name="+44 7700 900123")).to_be_visible()
    card.get_by_role("button", name="Start call").click()

    expect(toast(page)).to_contain_text("Started: Ring Penny")
    call.refresh_from_db()
    assert (call.starts_at, call.due_on) == (at("2026-06-10 11:20"), WEDNESDAY)
    assert not call.is_completed


def test_an_incoming_call_is_a_type_of_call(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)

    form = new(page, "Call")
    choose_type(form, "Incoming call")
    field(form, "Title").fill("They rang")
    save(form)

    expect(toast(page)).to_contain_text("Saved: They rang")
    assert FollowUp.objects.get().type.direction == "in"
    visit(page, WEEK)
    open_form_of_what_is_due = due(page, "They rang").get_by_role("link")
    open_form_of_what_is_due.dblclick()
    expect(field(dialog(page), "Type")).to_have_value("Incoming call")


def test_choosing_a_contact_shows_the_numbers_at_once(sign_in, ingrid):
    company = make_company("Moonbeam Ladders Ltd", phone="+44 7700 900999")
    make_person("Penny", "Rung", company=company, mobile="+44 7700 900123")
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = new(page, "Call")

    field(form, "Company").press_sequentially("moon")
    form.get_by_role("option", name="Moonbeam").click()
    expect(form.get_by_role("link", name="+44 7700 900999")).to_be_visible()
    field(form, "Contact").press_sequentially("pen")
    form.get_by_role("option", name="Penny").click()

    number = form.get_by_role("link", name="+44 7700 900123")
    expect(number).to_have_attribute("href", "tel:+447700900123")
    field(form, "Contact").fill("")
    field(form, "Contact").press("Tab")
    expect(number).to_have_count(0)
