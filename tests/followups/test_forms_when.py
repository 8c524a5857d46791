"""Typed days and times become instants: lengths, midnight, and the nights the clocks change."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from followups.forms.when import Typed, WhenError, read_span
from tests.factories import at

OSLO = ZoneInfo("Europe/Oslo")


def typed(kind="appointment", **values):
    read = {
        name: datetime.time.fromisoformat(value)
        if name in ("start", "end")
        else datetime.date.fromisoformat(value)
        for name, value in values.items()
        if name not in ("all_day", "zone")
    }
    return Typed(
        kind=kind,
        zone=values.get("zone", OSLO),
        minutes=60,
        all_day=values.get("all_day", False),
        **read,
    )


def test_a_start_and_an_end_are_instants_of_the_zone():
    span = read_span(typed(date="2026-06-10", start="13:00", end="14:30"))

    assert (span.starts_at, span.ends_at) == (at("2026-06-10 13:00"), at("2026-06-10 14:30"))
    assert span.notes == []


def test_without_an_end_it_takes_its_default_length():
    span = read_span(typed(date="2026-06-10", start="23:30"))

    assert span.ends_at == at("2026-06-11 00:30")


def test_an_end_date_takes_it_over_midnight():
    span = read_span(typed(date="2026-06-10", start="22:00", end_date="2026-06-12", end="01:00"))

    assert span.ends_at == at("2026-06-12 01:00")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"date": "2026-06-10", "start": "14:00", "end": "13:00"}, "end"),
        ({"date": "2026-06-10", "start": "14:00", "end": "14:00"}, "end"),
        (
            {"date": "2026-06-10", "start": "14:00", "end_date": "2026-06-09", "end": "15:00"},
            "end_date",
        ),
        ({"date": "2026-06-10", "end": "15:00"}, "start"),
        ({"date": "2026-06-10"}, "start"),
        ({"start": "14:00", "end": "15:00"}, "date"),
        ({"all_day": True}, "date"),
        ({"date": "2026-06-10", "end_date": "2026-06-09", "all_day": True}, "end_date"),
    ],
)
def test_times_of_a_meeting_that_do_not_fit_are_refused_at_their_field(values, field):
    with pytest.raises(WhenError) as refused:
        read_span(typed(**values))

    assert refused.value.name == field


def test_an_end_at_midnight_is_the_midnight_that_closes_the_day():
    span = read_span(typed(date="2026-06-10", start="23:00", end="00:00"))

    assert span.ends_at - span.starts_at == datetime.timedelta(hours=1)


def test_an_end_before_the_start_offers_the_next_day():
    with pytest.raises(WhenError) as refused:
        read_span(typed(date="2026-06-10", start="22:00", end="01:00"))

    assert refused.value.ends_next_day


@pytest.mark.parametrize("kind", ["task", "call"])
def test_tasks_and_calls_may_have_no_length(kind):
    span = read_span(typed(kind, date="2026-06-10", start="14:00", end="14:00"))

    assert span.starts_at == span.ends_at


def test_all_day_is_a_span_of_dates():
    span = read_span(typed(date="2026-06-10", end_date="2026-06-12", all_day=True, start="13:00"))

    assert (span.first, span.last) == (datetime.date(2026, 6, 10), datetime.date(2026, 6, 12))
    assert span.starts_at is None


def test_a_call_is_never_all_day():
    span = read_span(typed("call", date="2026-06-10", start="13:00", end="13:15", all_day=True))

    assert (span.first, span.starts_at) == (None, at("2026-06-10 13:00"))


def test_a_meeting_without_day_and_time_has_no_span():
    assert read_span(typed()).starts_at is None


def test_a_time_that_the_clocks_skip_moves_forward_and_says_so():
    span = read_span(typed(date="2026-03-29", start="02:30", end="04:00"))

    assert span.starts_at == datetime.datetime(2026, 3, 29, 1, 30, tzinfo=datetime.UTC)
    assert span.starts_at.astimezone(OSLO).hour == 3
    assert span.notes == ["The clocks go forward over 02:30 that night; it became 03:30."]


def test_a_meeting_that_starts_in_the_skipped_hour_keeps_its_length():
    span = read_span(typed(date="2026-03-29", start="02:30", end="03:00"))

    assert span.ends_at - span.starts_at == datetime.timedelta(minutes=30)


def test_a_time_that_comes_twice_is_the_first_one_and_says_so():
    span = read_span(typed(date="2026-10-25", start="02:30", end="03:30"))

    assert span.starts_at == datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC)
    assert span.ends_at - span.starts_at == datetime.timedelta(hours=2)
    assert span.notes == ["The clock shows 02:30 twice that night; the first time was taken."]


def test_the_29th_of_february_and_the_last_second_of_the_year_are_days_like_others():
    leap = read_span(typed(date="2028-02-29", start="13:00", end="14:00"))
    eve = read_span(typed(date="2026-12-31", start="23:30"))

    assert leap.starts_at == at("2028-02-29 13:00")
    assert eve.ends_at == at("2027-01-01 00:30")
