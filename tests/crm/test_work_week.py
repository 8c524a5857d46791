"""Working hours of each weekday, and how they are told."""

import datetime

import pytest

from crm.work_week import WorkWeek, usual_hours

FRIDAY, SATURDAY = datetime.date(2026, 6, 12), datetime.date(2026, 6, 13)
SHORT_FRIDAY = usual_hours() | {"4": ["07:30", "15:00"]}


def test_each_day_has_hours_of_its_own():
    week = WorkWeek(SHORT_FRIDAY)

    assert week.on(FRIDAY) == (datetime.time(7, 30), datetime.time(15))
    assert week.on(SATURDAY) is None


def test_who_works_on_a_day_off_does_so_as_on_the_first_day_of_the_week():
    assert WorkWeek(SHORT_FRIDAY).at_work_on(SATURDAY) == (datetime.time(8), datetime.time(16))


def test_the_whole_goes_from_the_earliest_beginning_to_the_latest_end():
    assert WorkWeek(SHORT_FRIDAY).whole == (datetime.time(7, 30), datetime.time(16))


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (usual_hours(), "Monday–Friday 08:00–16:00"),
        (SHORT_FRIDAY, "Monday–Thursday 08:00–16:00, Friday 07:30–15:00"),
        (
            {"0": ["08:00", "16:00"], "2": ["08:00", "16:00"]},
            "Monday 08:00–16:00, Wednesday 08:00–16:00",
        ),
    ],
)
def test_days_in_a_row_with_the_same_hours_are_told_together(hours, told):
    assert str(WorkWeek(hours)) == told
