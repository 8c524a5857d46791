from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from followups import wording

OSLO = ZoneInfo("Europe/Oslo")
WEDNESDAY = date(2026, 6, 10)


def test_a_day_is_written_in_the_language_of_the_reader():
    assert wording.long_day(WEDNESDAY, "en") == "Wednesday 10 June 2026"
    assert wording.long_day(WEDNESDAY, "nb") == "onsdag 10. juni 2026"
    assert wording.weekday_and_day(WEDNESDAY, "nb") == "onsdag 10. juni"
    assert wording.short_day(WEDNESDAY, "en") == "Wed 10 June"
    assert wording.month(WEDNESDAY, "nb") == "Juni 2026"


@pytest.mark.parametrize(
    ("first", "last", "english", "norwegian"),
    [
        (date(2026, 6, 8), date(2026, 6, 14), "8–14 June 2026", "8.–14. juni 2026"),
        (date(2026, 6, 29), date(2026, 7, 5), "29 June – 5 July 2026", "29. juni–5. juli 2026"),
        (
            date(2026, 12, 28),
            date(2027, 1, 3),
            "28 December 2026 – 3 January 2027",
            "28. desember 2026–3. januar 2027",
        ),
    ],
)
def test_a_period_says_month_and_year_as_often_as_needed(first, last, english, norwegian):
    assert wording.period(first, last, "en") == english
    assert wording.period(first, last, "nb") == norwegian


@pytest.mark.parametrize(
    ("hour", "minute", "of_24", "of_12"),
    [
        (0, 0, "00:00", "12:00 am"),
        (8, 5, "08:05", "8:05 am"),
        (12, 0, "12:00", "12:00 pm"),
        (23, 59, "23:59", "11:59 pm"),
    ],
)
def test_the_clock_has_24_hours_or_12(hour, minute, of_24, of_12):
    assert wording.clock(hour, minute, "24") == of_24
    assert wording.clock(hour, minute, "12") == of_12


def test_a_time_that_comes_twice_tells_which_one_it_is():
    first = datetime(2026, 10, 25, 2, 30, tzinfo=OSLO)

    assert wording.time_of(first, "24") == "02:30 CEST"
    assert wording.time_of(first.replace(fold=1), "24") == "02:30 CET"
    assert wording.time_of(datetime(2026, 10, 25, 3, 0, tzinfo=OSLO), "24") == "03:00"


def test_a_length_is_told_in_hours_and_minutes():
    assert wording.length(330) == "5 h 30 min"
    assert wording.length(120) == "2 h"
    assert wording.length(0) == "0 min"
