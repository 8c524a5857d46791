"""Rules thrown with a seed, expanded three times: by the engine, day by day, and by dateutil."""

import random
import re
from datetime import UTC, timedelta
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr

from followups.recurrence import TooMuch, expand
from tests.recurrence.brute import brute
from tests.recurrence.random_rules import cases

DAYS_LOOKED_AT = {"YEARLY": 2500, "MONTHLY": 1500, "WEEKLY": 700, "DAILY": 500, "HOURLY": 50}


def span(dice, rule, start):
    """A window somewhere in the first years, months or days of a series."""
    days = DAYS_LOOKED_AT.get(rule.split(";")[0].removeprefix("FREQ="), 2)
    low = start + timedelta(seconds=int(dice.uniform(-0.1, 0.7) * days * 86_400))
    return low, low + timedelta(days=days * 0.3)


def answer(rule, start, low, high):
    window = (low.replace(tzinfo=UTC), high.replace(tzinfo=UTC))
    return [at.replace(tzinfo=None) for at in expand(rule, start, "UTC", window)]


@pytest.mark.parametrize(
    "frequency", ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"]
)
def test_it_names_what_a_walk_through_every_day_names(frequency):
    dice = random.Random(frequency)

    for rule, start in cases(frequency, 40, [frequency]):
        low, high = span(dice, rule, start)
        wanted = [at for at in brute(rule, start, high) if at >= low]
        try:
            assert answer(rule, start, low, high) == wanted, (rule, start, low, high)
        except TooMuch:
            assert len(wanted) > 2000


def is_right_in_dateutil(rule):
    """It misreads weeks at New Year, numbers beside plain weekdays, and BYSETPOS in weeks."""
    parts = dict(part.split("=") for part in rule.split(";"))
    weekdays = parts.get("BYDAY", "").split(",")
    in_week = "BYWEEKNO" in parts or (parts["FREQ"] == "WEEKLY" and "BYSETPOS" in parts)
    has_many = any(number not in "12345" for day in weekdays for number in day[:-2].strip("-"))
    return len({len(day) > 2 for day in weekdays}) == 1 and not in_week and not has_many


def comes_again(rule, start, high):
    """If it does not, dateutil looks for it until the year 9999."""
    window = (high.replace(tzinfo=UTC), high.replace(tzinfo=UTC) + timedelta(days=3_000))
    return next(expand(rule, start, "UTC", window), None)


def test_it_agrees_with_dateutil_where_that_is_right():
    dice = random.Random(1)
    compared = 0

    for rule, start in cases(2, 250, ["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]):
        rule = re.sub(";COUNT=[0-9]+", "", rule)
        low, high = span(dice, rule, start)
        if not is_right_in_dateutil(rule) or not comes_again(rule, start, high):
            continue
        found = takewhile(lambda at, high=high: at < high, rrulestr(rule, dtstart=start))
        wanted = [at for at in found if at >= low]
        if len(wanted) <= 2000:
            assert answer(rule, start, low, high) == wanted, (rule, start, low, high)
            compared += 1

    assert compared > 100
