from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from followups.recurrence import expand
from tests.recurrence.shown import days, local, occurrences, utc

JUNE = {"low": "2026-06-01", "high": "2026-07-01"}


def test_a_window_has_its_beginning_and_not_its_end():
    window = {"low": "2026-06-10 07:00", "high": "2026-06-12 07:00"}

    found = occurrences("FREQ=DAILY", "2026-06-01 09:00", **window)

    assert found == ["2026-06-10 09:00", "2026-06-11 09:00"]


def test_windows_side_by_side_give_what_one_window_gives():
    edges = [utc("2026-03-25") + timedelta(hours=7 * n) for n in range(60)]
    rule, start = "FREQ=MINUTELY;INTERVAL=50", local("2026-01-01 00:20")

    in_parts = [
        at for window in pairwise(edges) for at in expand(rule, start, "Europe/Oslo", window)
    ]

    assert in_parts == list(expand(rule, start, "Europe/Oslo", (edges[0], edges[-1])))


def test_an_empty_window_and_one_before_the_start_have_nothing():
    before = {"low": "2020-01-01", "high": "2026-06-01"}

    assert occurrences("FREQ=DAILY", "2026-06-01 09:00", low="2026-06-10", high="2026-06-10") == []
    assert occurrences("FREQ=DAILY", "2026-06-01 09:00", **before) == []


def test_answers_are_aware_times_in_the_zone_of_the_series():
    (found,) = expand(
        "RRULE:FREQ=DAILY;COUNT=1",
        local("2026-06-10 09:00"),
        "Europe/Oslo",
        (utc("2026-06-01"), utc("2026-07-01")),
    )

    assert found == datetime(2026, 6, 10, 9, tzinfo=ZoneInfo("Europe/Oslo"))
    assert str(found.tzinfo) == "Europe/Oslo"


ENDS = {
    "a date is the end of that local day": ("20260612", 3),
    "an instant, included": ("20260612T070000Z", 3),
    "an instant before it": ("20260612T065959Z", 2),
    "a local time, included": ("20260612T090000", 3),
    "a local time before it": ("20260612T085959", 2),
    "before the start": ("20200101", 0),
    "the end of all time": ("99991231T235959Z", 21),
}


@pytest.mark.parametrize(("until", "number"), ENDS.values(), ids=ENDS)
def test_until(until, number):
    found = occurrences(f"FREQ=DAILY;UNTIL={until}", "2026-06-10 09:00", **JUNE)

    assert len(found) == number


def test_until_in_the_hour_that_comes_twice_keeps_the_last_occurrence():
    rule = "FREQ=DAILY;UNTIL=20261025T003000Z"

    found = occurrences(rule, "2026-10-24 02:30", low="2026-10-01", high="2026-11-01")

    assert found == ["2026-10-24 02:30", "2026-10-25 02:30"]


def test_a_long_window_after_until_costs_nothing():
    found = occurrences(
        "FREQ=DAILY;UNTIL=20260611T220000Z", "2026-06-10 09:00", low="2026-06-11", high="9000-01-01"
    )

    assert found == ["2026-06-11 09:00"]


def test_dates_are_left_out_as_instants_local_times_or_whole_days():
    left_out = [utc("2026-06-11 07:00"), local("2026-06-12 09:00"), date(2026, 6, 13)]

    found = occurrences("FREQ=DAILY;COUNT=5", "2026-06-10 09:00", exdates=left_out, **JUNE)

    assert found == ["2026-06-10 09:00", "2026-06-14 09:00"]


def test_dates_are_added_once_in_order_and_inside_the_window():
    added = [
        utc("2026-06-11 12:00"),
        local("2026-06-10 09:00"),
        date(2026, 6, 20),
        date(2026, 7, 9),
    ]

    found = occurrences("FREQ=DAILY;COUNT=2", "2026-06-10 09:00", rdates=added, **JUNE)

    assert found == ["2026-06-10 09:00", "2026-06-11 09:00", "2026-06-11 14:00", "2026-06-20 09:00"]


def test_a_date_added_and_left_out_is_left_out():
    both = [local("2026-06-20 09:00")]

    found = occurrences("FREQ=DAILY;COUNT=1", "2026-06-10 09:00", rdates=both, exdates=both, **JUNE)

    assert found == ["2026-06-10 09:00"]


def test_whole_days_have_no_zone():
    found = days("FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20260612T215959Z", "2026-06-01", **JUNE)

    assert found == ["2026-06-01", "2026-06-05", "2026-06-08", "2026-06-12"]


def test_whole_days_can_be_added_and_left_out():
    dates = {"rdates": [date(2026, 6, 20)], "exdates": [date(2026, 6, 2)]}

    assert days("FREQ=DAILY;COUNT=3", "2026-06-01", **dates, **JUNE) == (
        ["2026-06-01", "2026-06-03", "2026-06-20"]
    )


def test_a_window_of_instants_has_the_whole_days_that_begin_in_it():
    window = (utc("2026-06-09 22:00"), utc("2026-06-11 22:00"))

    found = list(expand("FREQ=DAILY", date(2026, 6, 1), "Europe/Oslo", window))
    later = list(
        expand(
            "FREQ=DAILY",
            date(2026, 6, 1),
            "Europe/Oslo",
            (window[0] + timedelta(seconds=1), window[1]),
        )
    )

    assert found == [date(2026, 6, 10), date(2026, 6, 11)]
    assert later == [date(2026, 6, 11)]


def test_what_is_not_meant_is_an_error_of_the_caller():
    window = (utc("2026-06-01"), utc("2026-07-01"))

    with pytest.raises(TypeError, match="wall clock"):
        expand("FREQ=DAILY", datetime(2026, 6, 1, tzinfo=UTC), "Europe/Oslo", window)
    with pytest.raises(TypeError, match="instants"):
        expand("FREQ=DAILY", local("2026-06-01"), "Europe/Oslo", (date(2026, 6, 1), window[1]))
