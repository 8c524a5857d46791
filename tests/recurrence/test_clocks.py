import pytest

from tests.recurrence.shown import occurrences

NIGHTS = {
    "the clocks skip an hour": (
        ("Europe/Oslo", "2026-03-28 02:30", "2026-03-27", "2026-03-31"),
        ["2026-03-28 02:30", "2026-03-29 03:30", "2026-03-30 02:30"],
    ),
    "an hour comes twice": (
        ("Europe/Oslo", "2026-10-24 02:30", "2026-10-23", "2026-10-27"),
        ["2026-10-24 02:30", "2026-10-25 02:30", "2026-10-26 02:30"],
    ),
    "New York": (
        ("America/New_York", "2026-03-07 02:00", "2026-03-07", "2026-03-10"),
        ["2026-03-07 02:00", "2026-03-08 03:00", "2026-03-09 02:00"],
    ),
    "half an hour is skipped": (
        ("Australia/Lord_Howe", "2026-10-03 02:15", "2026-10-02", "2026-10-05"),
        ["2026-10-03 02:15", "2026-10-04 02:45", "2026-10-05 02:15"],
    ),
    "midnight is skipped": (
        ("Africa/Cairo", "2026-04-23 00:00", "2026-04-22", "2026-04-25"),
        ["2026-04-23 00:00", "2026-04-24 01:00", "2026-04-25 00:00"],
    ),
    "a day is skipped, and not doubled": (
        ("Pacific/Apia", "2011-12-28 10:00", "2011-12-28", "2012-01-01"),
        ["2011-12-28 10:00", "2011-12-29 10:00", "2011-12-31 10:00", "2012-01-01 10:00"],
    ),
    "summer time was given up": (
        ("America/Sao_Paulo", "2019-02-15 08:00", "2019-02-15", "2019-02-18"),
        ["2019-02-15 08:00", "2019-02-16 08:00", "2019-02-17 08:00"],
    ),
    "winter time comes for Ramadan": (
        ("Africa/Casablanca", "2026-02-14 02:30", "2026-02-14", "2026-02-17"),
        ["2026-02-14 02:30", "2026-02-15 02:30", "2026-02-16 02:30"],
    ),
}


@pytest.mark.parametrize(("series", "expected"), NIGHTS.values(), ids=NIGHTS)
def test_every_day_keeps_its_time_on_the_wall_clock(series, expected):
    zone, start, low, high = series

    assert occurrences("FREQ=DAILY", start, zone, low=low, high=high) == expected


def test_of_a_time_that_comes_twice_the_first_one_counts():
    window = {"low": "2026-10-25 00:00", "high": "2026-10-25 01:00"}

    assert occurrences("FREQ=DAILY", "2026-10-01 02:30", **window) == ["2026-10-25 02:30"]


def test_every_half_hour_in_the_night_that_skips_an_hour():
    window = {"low": "2026-03-29 00:00", "high": "2026-03-29 03:00"}

    found = occurrences("FREQ=MINUTELY;INTERVAL=30", "2026-03-28 00:00", **window)

    assert [at[11:] for at in found] == ["01:00", "01:30", "03:00", "03:30", "04:00", "04:30"]


def test_a_time_in_the_skipped_hour_stands_in_order_among_those_after_it():
    window = {"low": "2026-03-29 00:30", "high": "2026-03-29 03:00"}

    found = occurrences("FREQ=MINUTELY;INTERVAL=50", "2026-03-29 00:00", **window)

    assert [at[11:] for at in found] == ["01:40", "03:20", "03:30", "04:10"]


def test_two_times_that_are_one_instant_give_one_occurrence_and_count_as_two():
    window = {"low": "2026-03-28 23:00", "high": "2026-03-30 23:00"}

    found = occurrences("FREQ=DAILY;BYHOUR=2,3;COUNT=3", "2026-03-29 00:00", **window)

    assert found == ["2026-03-29 03:00", "2026-03-30 02:00"]


def test_a_window_that_begins_inside_the_moved_hour_has_what_was_moved_there():
    window = {"low": "2026-03-29 01:15", "high": "2026-03-29 01:45"}

    assert occurrences("FREQ=DAILY", "2026-03-01 02:30", **window) == ["2026-03-29 03:30"]
