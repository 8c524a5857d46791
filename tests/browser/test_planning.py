"""Quick add: the grid is the form."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from followups.models import FollowUp
from tests.browser.steps import (
    WEEK,
    box,
    click_free_time,
    dialog,
    field,
    free_time,
    new,
    open_form,
    point_at,
    quick_add,
    save,
    toast,
    visit,
)
from tests.factories import (
    at,
    make_appointment,
    make_company,
    make_person,
    make_project,
    make_sale,
)


def test_a_click_in_a_free_slot_a_title_and_enter_plan_a_meeting(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)

    card = click_free_time(page, "2026-06-11", "13:00")
    expect(card).to_contain_text("Thursday 11 June, 13:00–14:00")
    expect(card.get_by_label("Title")).to_be_focused()
    page.keyboard.type("Demo of the route planner")
    page.keyboard.press("Enter")

    expect(box(page, "Demo of the route planner")).to_be_visible()
    expect(toast(page)).to_contain_text(
        "Saved: Demo of the route planner, Thu 11 June, 13:00–14:00"
    )
    made = FollowUp.objects.get()
    assert (made.kind, made.owner) == ("appointment", ingrid)
    assert (made.starts_at, made.ends_at) == (at("2026-06-11 13:00"), at("2026-06-11 14:00"))


def test_dragging_over_free_time_chooses_the_length(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)

    column = free_time(page, "2026-06-11")
    column.scroll_into_view_if_needed()
    corner = column.bounding_box()
    start, end = (point_at(page, "2026-06-11", clock)["position"] for clock in ("10:00", "11:30"))
    page.mouse.move(corner["x"] + 30, corner["y"] + start["y"])
    page.mouse.down()
    page.mouse.move(corner["x"] + 30, corner["y"] + end["y"], steps=4)
    page.mouse.up()

    expect(quick_add(page)).to_contain_text("Thursday 11 June, 10:00–11:30")
    quick_add(page).get_by_label("Title").fill("Workshop")
    page.keyboard.press("Enter")
    expect(box(page, "Workshop")).to_be_visible()
    assert FollowUp.objects.get().duration == datetime.timedelta(minutes=90)


def test_the_keyboard_alone_finds_a_slot_changes_its_length_and_plans(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)

    page.get_by_role("region", name="Calendar, 8–14 June 2026").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="New, Wednesday 10 June")).to_be_focused()
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowDown"):
        page.keyboard.press(key)
    span = page.get_by_role("button", name="New, Thursday 11 June").inner_text()
    page.keyboard.press("Enter")
    expect(quick_add(page)).to_contain_text(f"Thursday 11 June, {span}")
    page.keyboard.type("Planned by keys")
    page.keyboard.press("Enter")

    expect(box(page, "Planned by keys")).to_be_visible()
    assert FollowUp.objects.get().duration == datetime.timedelta(minutes=75)


def test_escape_puts_the_slot_and_the_card_away_and_gives_the_focus_back(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)
    grid = page.get_by_role("region", name="Calendar, 8–14 June 2026")

    grid.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("button.cursor")).to_be_focused()
    page.keyboard.press("Enter")
    expect(quick_add(page)).to_be_visible()
    page.keyboard.press("Escape")

    expect(quick_add(page)).to_have_count(0)
    expect(grid).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("button.cursor")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("button.cursor")).to_have_count(0)
    assert not FollowUp.objects.exists()


def test_quick_add_makes_a_task_or_a_call_too_and_finds_the_company(sign_in, ingrid):
    moonbeam = make_company("Moonbeam Ladders Ltd")
    page = sign_in(ingrid)
    visit(page, WEEK)

    card = click_free_time(page, "2026-06-12", "09:00")
    card.get_by_role("radio", name="Call").check()
    expect(card).to_contain_text("09:00–09:15")
    card.get_by_label("Title").fill("Ask about rungs")
    card.get_by_role("combobox", name="Company or contact").press_sequentially("moonb")
    page.get_by_role("option", name="Moonbeam Ladders Ltd").click()
    card.get_by_role("button", name="Save").click()

    expect(box(page, "Ask about rungs")).to_be_visible()
    made = FollowUp.objects.get()
    assert (made.kind, made.company) == ("call", moonbeam)
    assert made.duration == datetime.timedelta(minutes=15)


def test_more_options_keeps_what_was_typed(sign_in, ingrid):
    make_company("Moonbeam Ladders Ltd")
    page = sign_in(ingrid)
    visit(page, WEEK)

    card = click_free_time(page, "2026-06-11", "10:30")
    card.get_by_role("radio", name="Task").check()
    card.get_by_label("Title").fill("Prepare the samples")
    card.get_by_role("combobox", name="Company or contact").fill("Moonbeam")
    card.get_by_role("link", name="More options").click()

    form = dialog(page)
    expect(form.get_by_label("Title")).to_have_value("Prepare the samples")
    expect(field(form, "Company")).to_have_value("Moonbeam")
    expect(form.get_by_label("Task")).to_be_checked()
    expect(field(form, "Date")).to_have_value(re.compile("Thu 11 Jun"))
    expect(form.get_by_label("Start")).to_have_value("10:30")
    save(form)
    expect(box(page, "Prepare the samples")).to_be_visible()
    assert str(FollowUp.objects.get().company) == "Moonbeam Ladders Ltd"


def test_what_quick_add_cannot_read_is_asked_in_the_full_form(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)

    card = click_free_time(page, "2026-06-11", "10:00")
    card.get_by_label("Title").fill("Visit")
    card.get_by_role("combobox", name="Company or contact").fill("Nobody knows them")
    card.get_by_role("button", name="Save").click()

    form = dialog(page)
    expect(form.get_by_role("region", name="Nothing is saved yet.")).to_be_focused()
    expect(form.get_by_label("Title")).to_have_value("Visit")
    expect(field(form, "Company")).to_have_value("Nobody knows them")
    assert not FollowUp.objects.exists()


def test_a_double_click_in_free_time_opens_the_full_form(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)

    free_time(page, "2026-06-11").dblclick(**point_at(page, "2026-06-11", "14:00"))

    expect(dialog(page).get_by_label("Start")).to_have_value("14:00")
    expect(dialog(page).get_by_label("Title")).to_be_focused()


def test_nothing_is_planned_where_something_stands(sign_in, ingrid):
    make_appointment(ingrid, start="2026-06-11 13:00", end="2026-06-11 14:00")
    page = sign_in(ingrid)
    visit(page, WEEK)

    box(page, "Demo: route planner").click()

    expect(page.locator("peek-card")).to_be_visible()
    expect(quick_add(page)).to_have_count(0)


@pytest.mark.parametrize(
    ("label", "typed"), [("Contact", "pen"), ("Sale", "ladder"), ("Project", "exp")]
)
def test_who_is_chosen_brings_the_company_along(sign_in, ingrid, label, typed):
    company = make_company()
    made = [make_person(company=company), make_sale(company=company), make_project(company=company)]
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = new(page, "Meeting")

    field(form, label).press_sequentially(typed)
    form.get_by_role("option").filter(has_text=re.compile(typed, re.I)).click()

    expect(field(form, label)).to_have_value(re.compile("|".join(map(str, made))))
    expect(field(form, "Company")).to_have_value(company.name)


def test_another_day_moves_all_of_what_takes_several_days(sign_in, ingrid):
    trip = make_appointment(
        ingrid, title="Road trip", start="2026-06-10 09:00", end="2026-06-12 15:00"
    )
    page = sign_in(ingrid)
    visit(page, f"/followups/{trip.public_id}/")

    form = page.locator("main")
    field(form, "Date").fill("thu")
    save(form)

    expect(toast(page)).to_contain_text("Thu 11 June, 09:00 – Sat 13 June, 15:00")
    trip.refresh_from_db()
    assert (trip.starts_at, trip.ends_at) == (at("2026-06-11 09:00"), at("2026-06-13 15:00"))


def test_a_start_moved_late_takes_the_end_to_the_next_day(sign_in, ingrid):
    make_appointment(ingrid, title="Demo", start="2026-06-10 13:00", end="2026-06-10 14:00")
    page = sign_in(ingrid)
    visit(page, WEEK)

    form = open_form(page, "Demo")
    field(form, "Start").fill("23:30")
    save(form)

    expect(toast(page)).to_contain_text("Wed 10 June, 23:30 – Thu 11 June, 00:30")


def test_an_end_that_was_chosen_stands_whatever_becomes_of_the_start(sign_in, ingrid):
    meeting = make_appointment(
        ingrid, title="Demo", start="2026-06-10 13:00", end="2026-06-10 14:00"
    )
    page = sign_in(ingrid)
    visit(page, WEEK)

    form = open_form(page, "Demo")
    field(form, "Start").fill("12:00")
    field(form, "Start").press("Tab")
    expect(field(form, "End")).to_have_value("13:00")
    field(form, "End").fill("14:00")
    save(form)

    expect(toast(page)).to_contain_text("Saved: Demo")
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.ends_at) == (at("2026-06-10 12:00"), at("2026-06-10 14:00"))


def test_places_follow_the_company_that_is_chosen(sign_in, ingrid):
    make_company("Moonbeam Ladders Ltd", address="Dock 7", city="Oslo")
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = new(page, "Meeting")
    place = form.locator("#places option[value='Dock 7, Oslo']")
    expect(place).to_have_count(0)

    field(form, "Company").press_sequentially("moon")
    form.get_by_role("option", name="Moonbeam").click()

    expect(place).to_have_count(1)
