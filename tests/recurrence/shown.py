"""Short ways to ask the engine and to write down what it answers."""

from datetime import UTC, date, datetime

from followups.recurrence import expand


def local(text):
    return datetime.fromisoformat(text)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def occurrences(rule, start, zone="Europe/Oslo", *, low, high, **more):
    """As local times; `low` and `high` are texts in UTC."""
    found = expand(rule, local(start), zone, (utc(low), utc(high)), **more)
    return [f"{at:%Y-%m-%d %H:%M}" for at in found]


def days(rule, start, *, low, high, **more):
    """Of a series of whole days."""
    window = (date.fromisoformat(low), date.fromisoformat(high))
    return [str(day) for day in expand(rule, date.fromisoformat(start), None, window, **more)]
