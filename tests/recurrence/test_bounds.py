"""What a window costs is counted in steps, which are the same on every machine."""

import itertools

import pytest

from followups.recurrence import Steps, TooMuch, expand
from tests.recurrence.shown import local, occurrences, utc

MONTH = (utc("2026-06-01"), utc("2026-07-01"))

PATTERNS = [
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
    "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=6;BYDAY=3WE",
    "FREQ=HOURLY;INTERVAL=5",
    "FREQ=MINUTELY;INTERVAL=45;BYHOUR=9",
]


def steps_of(rule, start):
    steps = Steps()
    list(expand(rule, local(start), "Europe/Oslo", MONTH, steps=steps))
    return steps.taken


@pytest.mark.parametrize("rule", PATTERNS)
def test_a_month_of_an_old_series_takes_as_many_steps_as_one_of_a_young_series(rule):
    old, young = steps_of(rule, "1926-05-04 09:00"), steps_of(rule, "2026-05-05 09:00")

    assert abs(old - young) <= 1
    assert old <= 32


@pytest.mark.parametrize("rule", PATTERNS)
def test_counting_takes_a_step_a_year_at_most(rule):
    rule = f"{rule};COUNT=200000"

    old, young = steps_of(rule, "2006-05-04 09:00"), steps_of(rule, "2026-05-05 09:00")

    assert old <= young + 21


def test_a_count_in_the_past_ends_the_search():
    steps = Steps()

    found = expand("FREQ=DAILY;BYMONTH=6;COUNT=9", local("1990-01-01"), "UTC", MONTH, steps=steps)

    assert (list(found), steps.taken) == ([], 1)


NEVER = ["FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5"]
NEVER += ["FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTHDAY=1;BYSETPOS=2"]
NEVER += ["FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1", "FREQ=HOURLY;INTERVAL=24;BYHOUR=7"]


@pytest.mark.parametrize("rule", NEVER)
def test_a_rule_that_never_matches_ends(rule):
    window = {"low": "2026-01-01", "high": "2046-01-01"}

    assert occurrences(rule, "2006-01-30 09:00", **window) == []


def test_a_search_that_takes_too_long_is_refused():
    window = {"low": "2026-01-01", "high": "9000-01-01"}

    with pytest.raises(TooMuch, match="more than 10000 steps"):
        occurrences("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-30 09:00", **window)


def test_more_dates_than_there_may_be_are_refused_and_not_cut_off():
    endless = expand("FREQ=SECONDLY", local("2006-01-01"), "Europe/Oslo", MONTH)

    first = list(itertools.islice(endless, 2000))

    assert len(first) == 2000
    with pytest.raises(TooMuch, match="more than 2000 dates"):
        next(endless)


@pytest.mark.parametrize("year", ["0002", "1600", "9998"])
def test_the_ends_of_the_calendar_hold(year):
    window = {"low": "0001-01-01", "high": "9999-12-31"}

    found = occurrences("FREQ=YEARLY;INTERVAL=100", f"{year}-01-01 09:00", **window)

    assert found[0].endswith("-01-01 09:00")
    assert found[-1].endswith(f"{year[2:]}-01-01 09:00")


def test_an_interval_beyond_the_calendar_gives_the_start_alone():
    window = {"low": "2026-01-01", "high": "9000-01-01"}

    for frequency in ("YEARLY", "MONTHLY", "WEEKLY", "DAILY"):
        rule = f"FREQ={frequency};INTERVAL=999999999"
        assert occurrences(rule, "2026-01-30 09:00", **window) == ["2026-01-30 09:00"]
