from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crm.work_week import WorkWeek, usual_hours
from diary import windows

OSLO = ZoneInfo("Europe/Oslo")
SUNDAY = 6


def test_a_day_goes_from_midnight_to_midnight_where_the_reader_is():
    window = windows.day_of(date(2026, 6, 10), OSLO)

    assert window.start == datetime(2026, 6, 9, 22, tzinfo=UTC)
    assert window.end == datetime(2026, 6, 10, 22, tzinfo=UTC)
    assert window.days == [date(2026, 6, 10)]


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 10), 24)]
)
def test_a_day_has_as_many_hours_as_the_clocks_give_it(day, hours):
    window = windows.day_of(day, OSLO)

    assert window.end - window.start == timedelta(hours=hours)


def test_a_day_without_a_midnight_begins_with_its_first_instant():
    beirut = ZoneInfo("Asia/Beirut")

    window = windows.day_of(date(2026, 3, 29), beirut)

    assert window.start.astimezone(beirut) == datetime(2026, 3, 29, 1, tzinfo=beirut)


def test_a_week_begins_on_the_weekday_of_the_reader():
    wednesday = date(2026, 6, 10)

    assert windows.week_of(wednesday, OSLO).first == date(2026, 6, 8)
    assert windows.week_of(wednesday, OSLO, SUNDAY).first == date(2026, 6, 7)
    assert windows.week_of(date(2026, 6, 7), OSLO, SUNDAY).first == date(2026, 6, 7)
    assert windows.week_of(date(2026, 6, 7), OSLO).first == date(2026, 6, 1)


MONDAY_TO_FRIDAY = WorkWeek(usual_hours())


def test_a_working_week_is_usually_monday_to_friday():
    window = windows.working_week_of(date(2026, 6, 13), OSLO, MONDAY_TO_FRIDAY)

    assert (window.first, window.last_day) == (date(2026, 6, 8), date(2026, 6, 12))


def test_a_working_week_goes_from_the_first_to_the_last_working_day():
    saturdays = WorkWeek({weekday: ["09:00", "17:00"] for weekday in "135"})

    window = windows.working_week_of(date(2026, 6, 10), OSLO, saturdays)

    assert (window.first, window.last_day) == (date(2026, 6, 9), date(2026, 6, 13))


def test_the_working_week_of_a_sunday_that_begins_the_week_comes_after_it():
    window = windows.working_week_of(date(2026, 6, 7), OSLO, MONDAY_TO_FRIDAY, SUNDAY)

    assert window.first == date(2026, 6, 8)


def test_a_month_is_shown_in_whole_weeks():
    window = windows.month_of(date(2026, 6, 10), OSLO)

    assert (window.first, window.last_day) == (date(2026, 6, 1), date(2026, 7, 5))
    assert len(windows.weeks(window)) == 5


def test_a_month_can_take_six_weeks_or_four():
    assert len(windows.weeks(windows.month_of(date(2026, 8, 31), OSLO))) == 6
    assert len(windows.weeks(windows.month_of(date(2027, 2, 1), OSLO))) == 4


def test_a_leap_february_ends_on_the_29th():
    assert date(2028, 2, 29) in windows.month_of(date(2028, 2, 29), OSLO)
    assert windows.next_month(date(2028, 2, 29)) == date(2028, 3, 1)
    assert windows.month_before(date(2028, 3, 31)) == date(2028, 2, 1)


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2026, 6, 10), 24),
        (date(2026, 12, 31), 53),
        (date(2027, 1, 1), 53),
        (date(2027, 1, 4), 1),
        (date(2024, 12, 30), 1),
    ],
)
def test_weeks_are_numbered_by_iso(day, number):
    assert windows.iso_week(windows.week_of(day, OSLO).days) == number
    assert windows.iso_week([day]) == number


def test_a_week_from_sunday_has_the_number_of_its_working_days():
    days = windows.week_of(date(2026, 6, 7), OSLO, SUNDAY).days

    assert windows.iso_week(days) == 24


def test_the_diary_ends_at_its_first_and_last_year():
    assert windows.within_bounds(date(1899, 12, 31)) is None
    assert windows.within_bounds(date(1900, 1, 1)) == date(1900, 1, 1)
    assert windows.within_bounds(date(2199, 12, 31)) == date(2199, 12, 31)
    assert windows.within_bounds(date(2200, 1, 1)) is None


def test_the_grid_of_the_first_and_the_last_month_can_be_drawn():
    assert windows.month_of(date(1900, 1, 1), OSLO).first == date(1900, 1, 1)
    assert windows.month_of(date(2199, 12, 31), OSLO).last_day == date(2200, 1, 5)
