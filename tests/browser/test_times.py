"""Start, end and duration of the form go along with each other while one types."""

import datetime

import pytest
from playwright.sync_api import expect

from followups.models import FollowUp
from tests.browser.steps import WEEK, choose, field, new, open_form, save, toast, visit
from tests.factories import at, make_appointment


@pytest.fixture
def form(sign_in, ingrid):
    make_appointment(ingrid, title="Demo", start="2026-06-10 13:00", end="2026-06-10 14:00")
    page = sign_in(ingrid)
    visit(page, WEEK)
    return open_form(page, "Demo")


def times(form):
    return [field(form, name).input_value() for name in ("Start", "End", "Duration")]


def test_each_of_start_end_and_duration_moves_what_it_must_while_one_types(form):
    for name, text, expected in [
        ("Duration", "1:30", ["13:00", "14:30", "1:30"]),
        ("Start", "9", ["9", "10:30", "1:30"]),
        ("End", "10", ["9", "10", "1 h"]),
        ("Start", "1430", ["1430", "15:30", "1 h"]),
        ("Duration", "45", ["1430", "15:15", "45"]),
        ("Duration", "1t 30m", ["1430", "16:00", "1t 30m"]),
        ("Duration", "1,5 t", ["1430", "16:00", "1,5 t"]),
    ]:
        field(form, name).fill(text)
        assert times(form) == expected


def test_a_duration_in_words_moves_the_end_when_it_is_saved(form, ingrid):
    field(form, "End").fill("16")
    field(form, "Duration").fill("halvannen time")
    save(form)

    expect(toast(form.page)).to_contain_text("Wed 10 June, 13:00–14:30")


def test_a_duration_beyond_midnight_ends_on_the_next_day(form):
    field(form, "Start").fill("23")
    field(form, "Duration").fill("2 h")
    expect(field(form, "End")).to_have_value("01:00")
    save(form)

    expect(toast(form.page)).to_contain_text("Wed 10 June, 23:00 – Thu 11 June, 01:00")


def test_an_end_that_was_typed_stays_whatever_type_or_kind_is_chosen(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = new(page, "Meeting")

    field(form, "Start").fill("13")
    field(form, "End").fill("15:20")
    choose(form, "Call")
    choose(form, "Task")

    assert times(form) == ["13", "15:20", "2 h 20 min"]
    choose(form, "Meeting")
    field(form, "Title").fill("Long one")
    save(form)
    expect(toast(page)).to_contain_text("Saved: Long one")
    assert FollowUp.objects.get().ends_at == at("2026-06-10 15:20")


def test_a_length_by_default_is_that_of_the_kind(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = new(page, "Meeting")

    field(form, "Start").fill("13")
    choose(form, "Call")

    assert times(form) == ["13", "13:15", "15 min"]


def test_a_meeting_moved_to_another_day_is_due_then_when_it_becomes_a_task(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = new(page, "Meeting")
    field(form, "Title").fill("Write it up")

    field(form, "Date").fill("12.6")
    choose(form, "Task")
    expect(field(form, "Deadline")).to_have_value("12.6")
    save(form)

    expect(toast(page)).to_contain_text("Saved: Write it up")
    assert FollowUp.objects.get().due_on == datetime.date(2026, 6, 12)


def test_what_is_typed_in_words_is_told_beneath_its_field(form):
    field(form, "Date").fill("neste fredag")
    expect(form.get_by_text("= Friday 19 June", exact=True)).to_be_visible()
    expect(form.get_by_text("Week 25")).to_be_visible()

    field(form, "Start").fill("halv tre")
    expect(form.get_by_text("= 14:30", exact=True)).to_be_visible()
    expect(field(form, "End")).to_have_value("15:30")

    field(form, "Duration").fill("halvannen time")
    expect(form.get_by_text("= 1 h 30 min", exact=True)).to_be_visible()
    expect(field(form, "End")).to_have_value("16:00")

    field(form, "End").fill("24:00")
    expect(form.get_by_text("= midnight, when the day ends")).to_be_visible()
    expect(field(form, "Duration")).to_have_value("9 h 30 min")
    save(form)
    expect(toast(form.page)).to_contain_text("Fri 19 June, 14:30 – Sat 20 June, 00:00")


def test_what_is_not_understood_is_told_when_one_leaves_the_field(form, accessibility_faults):
    field(form, "Date").fill("soonish")
    field(form, "Date").press("Tab")

    expect(form.get_by_text("“soonish” is not a date we can read.")).to_be_visible()
    expect(field(form, "Date")).to_have_attribute("aria-invalid", "true")
    assert accessibility_faults(form.page) == []
    field(form, "Date").fill("fri")
    expect(form.get_by_text("= Friday 12 June", exact=True)).to_be_visible()
    expect(field(form, "Date")).to_have_attribute("aria-invalid", "false")
