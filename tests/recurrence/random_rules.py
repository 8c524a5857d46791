"""Rules thrown with a seed: every part of RFC 5545 in every combination that it allows."""

import random
from datetime import date, datetime, time, timedelta

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
INTERVALS = {"YEARLY": 4, "MONTHLY": 14, "WEEKLY": 9, "DAILY": 40, "HOURLY": 60}


def some(dice, values, most=4):
    values = list(values)
    return ",".join(map(str, dice.sample(values, dice.randint(1, min(most, len(values))))))


def either_way(most):
    return [*range(1, most + 1), *range(-most, 0)]


def random_rule(dice, frequencies):
    frequency = dice.choice(frequencies)
    parts = {"FREQ": frequency}
    if dice.random() < 0.5:
        parts["INTERVAL"] = dice.randint(1, INTERVALS.get(frequency, 2000))
    parts |= random_days(dice, frequency) | random_times(dice)
    if dice.random() < 0.3 and any(part.startswith("BY") for part in parts):
        parts["BYSETPOS"] = some(dice, [1, 2, 3, 5, -1, -2, -3, 10, -20])
    if dice.random() < 0.4:
        parts["WKST"] = dice.choice(DAYS)
    if dice.random() < 0.4:
        parts["COUNT"] = dice.choice([1, 2, 5, 20, 100, 300])
    return ";".join(f"{name}={value}" for name, value in parts.items())


def random_days(dice, frequency):
    parts = {}
    if dice.random() < 0.3:
        parts["BYMONTH"] = some(dice, range(1, 13), 6)
    if frequency == "YEARLY" and dice.random() < 0.25:
        parts["BYWEEKNO"] = some(dice, [*either_way(53), 1, -1, 53, -53, 52], 6)
    if frequency not in ("DAILY", "WEEKLY", "MONTHLY") and dice.random() < 0.2:
        parts["BYYEARDAY"] = some(dice, [*either_way(366), 366, -366, 1, -1], 30)
    if frequency != "WEEKLY" and dice.random() < 0.3:
        parts["BYMONTHDAY"] = some(dice, [*either_way(31), 31, 30, 29, -1, 1], 9)
    if dice.random() < 0.4:
        parts["BYDAY"] = random_weekdays(dice, frequency, has_weeks="BYWEEKNO" in parts)
    return parts


def random_times(dice):
    parts = {"BYHOUR": range(24), "BYMINUTE": range(60), "BYSECOND": range(60)}
    return {name: some(dice, values, 3) for name, values in parts.items() if dice.random() < 0.15}


def random_weekdays(dice, frequency, *, has_weeks):
    numbers = [""]
    if frequency in ("YEARLY", "MONTHLY") and not has_weeks:
        most = 53 if frequency == "YEARLY" else 5
        numbers = ["", "", *either_way(5), *either_way(most)[:10]]
    days = dice.sample(DAYS, dice.randint(1, 4))
    return ",".join(f"{dice.choice(numbers)}{day}" for day in days)


def cases(seed, number, frequencies):
    """Pairs of a rule and its local start."""
    dice = random.Random(seed)
    for _ in range(number):
        rule = random_rule(dice, frequencies)
        day = date(dice.randint(1997, 2027), 1, 1) + timedelta(days=dice.randint(0, 365))
        midnight = datetime.combine(day, time())
        yield rule, midnight + timedelta(seconds=dice.randrange(86_400))
