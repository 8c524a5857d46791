"""The patterns that a form offers, as plain data, written as a rule and read back from one.

They are written in plain RFC 5545, so that every calendar understands an export: in short months
"the last day" is the last one there is of 28, 29, 30 and 31.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from followups.recurrence import RuleRefused, parse
from followups.recurrence import rule as rules
from followups.recurrence.rule import WEEKDAYS, Rule, Weekday

WORKDAYS = (0, 1, 2, 3, 4)
NUMBERS = (1, 2, 3, 4, -1)  # first to fourth, and last
SHORTEST_MONTH = 28
ONE_DAY = timedelta(days=1)


class Every(StrEnum):
    """What a pattern comes back to."""

    WORKDAY = "workday"
    DAY = "day"
    WEEK = "week"  # on `weekdays`
    MONTH_DAY = "month-day"  # on `day`
    MONTH_WEEKDAY = "month-weekday"  # on the `number`th `weekday`
    MONTH_LAST_DAY = "month-last-day"
    MONTH_LAST_WORKDAY = "month-last-workday"
    YEAR_DAY = "year-day"  # on `day` of `month`
    YEAR_WEEKDAY = "year-weekday"  # on the `number`th `weekday` of `month`


@dataclass(frozen=True)
class Repeat:
    """Only what its kind asks for is filled in. Without `count` and `until` it has no end."""

    every: Every
    interval: int = 1
    weekdays: tuple[int, ...] = ()  # Monday is 0
    day: int = 0
    number: int = 0
    weekday: int = 0
    month: int = 0
    last_in_short_months: bool = False
    count: int | None = None
    until: date | None = None  # the last day on which it may come

    @property
    def meets_short_months(self) -> bool:
        """Whether some months or years do not have its day."""
        if self.every == Every.YEAR_DAY:
            return (self.month, self.day) == (2, 29)
        return self.every == Every.MONTH_DAY and self.day > SHORTEST_MONTH


def rule_of(repeat: Repeat) -> str:
    parts = {"FREQ": _frequency(repeat.every)}
    if repeat.interval > 1:
        parts["INTERVAL"] = str(repeat.interval)
    parts |= _days(repeat)
    if repeat.count:
        parts["COUNT"] = str(repeat.count)
    elif repeat.until:
        parts["UNTIL"] = f"{repeat.until:%Y%m%d}"
    return ";".join(f"{part}={value}" for part, value in parts.items())


def _frequency(every: Every) -> str:
    unit = every.split("-")[0]
    return {"day": rules.DAILY, "month": rules.MONTHLY, "year": rules.YEARLY}.get(
        unit, rules.WEEKLY
    )


def _days(repeat: Repeat) -> dict[str, str]:
    month = {"BYMONTH": str(repeat.month)} if repeat.month else {}
    match repeat.every:
        case Every.WORKDAY:
            return {"BYDAY": _names(WORKDAYS)}
        case Every.WEEK:
            return {"BYDAY": _names(repeat.weekdays)}
        case Every.MONTH_DAY | Every.YEAR_DAY:
            return month | _day_of_month(repeat)
        case Every.MONTH_WEEKDAY | Every.YEAR_WEEKDAY:
            return month | {"BYDAY": f"{repeat.number}{WEEKDAYS[repeat.weekday]}"}
        case Every.MONTH_LAST_DAY:
            return {"BYMONTHDAY": "-1"}
        case Every.MONTH_LAST_WORKDAY:
            return {"BYDAY": _names(WORKDAYS), "BYSETPOS": "-1"}
    return {}


def _day_of_month(repeat: Repeat) -> dict[str, str]:
    if not (repeat.last_in_short_months and repeat.meets_short_months):
        return {"BYMONTHDAY": str(repeat.day)}
    days = ",".join(str(day) for day in range(SHORTEST_MONTH, repeat.day + 1))
    return {"BYMONTHDAY": days, "BYSETPOS": "-1"}


def _names(weekdays: tuple[int, ...]) -> str:
    return ",".join(WEEKDAYS[weekday] for weekday in sorted(weekdays))


def repeat_of(text: str, start: date, zone: str = "UTC") -> Repeat | None:
    """The pattern that writes this rule, or none: then it came from elsewhere and is kept as it is.

    `start` is the local one of the series; what a rule leaves open, it tells.
    """
    try:
        rule = parse(text)
    except RuleRefused:
        return None
    if rule.hours or rule.minutes or rule.seconds:
        return None
    first = start if isinstance(start, datetime) else datetime.combine(start, datetime.min.time())
    days = _in_one_way(replace(rule, **rule.days_of(first), count=None, until=None))
    found = _recognised(days)
    if not found or parse(rule_of(found)) != days:
        return None
    return replace(found, count=rule.count, until=_last_day(rule.until, first, zone))


def _in_one_way(rule: Rule) -> Rule:
    """Without differences of writing that make none to the dates."""
    if rule.frequency == rules.DAILY and rule.interval == 1 and rule.weekdays:
        rule = replace(rule, frequency=rules.WEEKLY)
    week_matters = rule.frequency == rules.WEEKLY and rule.interval > 1 and len(rule.weekdays) > 1
    in_order = tuple(sorted(rule.weekdays, key=lambda weekday: weekday.day))
    return replace(rule, weekdays=in_order, week_start=rule.week_start if week_matters else 0)


def _recognised(rule: Rule) -> Repeat | None:
    """A guess, from the parts that the rule has; whoever asks writes it out and compares."""
    each = tuple(weekday.day for weekday in rule.weekdays)
    if rule.frequency == rules.DAILY:
        return Repeat(Every.DAY, rule.interval)
    if rule.frequency == rules.WEEKLY:
        is_workdays = each == WORKDAYS and rule.interval == 1
        return Repeat(Every.WORKDAY) if is_workdays else Repeat(Every.WEEK, rule.interval, each)
    if rule.frequency in (rules.MONTHLY, rules.YEARLY):
        return _of_months(rule, each)
    return None


def _of_months(rule: Rule, each: tuple[int, ...]) -> Repeat | None:
    interval, month = rule.interval, (rule.months or (0,))[0]
    unit = "month" if rule.frequency == rules.MONTHLY else "year"
    if rule.month_days == (-1,):
        return Repeat(Every.MONTH_LAST_DAY, interval)
    if rule.month_days:
        found = Repeat(Every(f"{unit}-day"), interval, day=rule.month_days[-1], month=month)
        return replace(found, last_in_short_months=bool(rule.positions))
    if each == WORKDAYS and unit == "month":
        return Repeat(Every.MONTH_LAST_WORKDAY, interval)
    return _numbered_weekday(Every(f"{unit}-weekday"), rule, month)


def _numbered_weekday(every: Every, rule: Rule, month: int) -> Repeat | None:
    weekday = rule.weekdays[0] if rule.weekdays else Weekday(0)
    if weekday.number not in NUMBERS or (every == Every.YEAR_WEEKDAY and not month):
        return None
    number, day = weekday.number, weekday.day
    return Repeat(every, rule.interval, number=number, weekday=day, month=month)


def _last_day(until: date | None, start: datetime, zone: str) -> date | None:
    """The last day on which the series may come, at its own time of day."""
    if not isinstance(until, datetime):
        return until
    local = until.astimezone(ZoneInfo(zone)) if until.tzinfo else until
    return local.date() if start.time() <= local.time() else local.date() - ONE_DAY


def suggestions(day: date) -> list[Repeat]:
    """The patterns that fit a date, the most usual ones first."""
    weekday, number = day.weekday(), (day.day - 1) // 7 + 1
    in_month = Repeat(Every.MONTH_DAY, day=day.day, last_in_short_months=day.day > SHORTEST_MONTH)
    in_year = Repeat(Every.YEAR_DAY, day=day.day, month=day.month)
    found = [
        Repeat(Every.DAY),
        Repeat(Every.WORKDAY) if weekday in WORKDAYS else None,
        Repeat(Every.WEEK, weekdays=(weekday,)),
        Repeat(Every.WEEK, 2, weekdays=(weekday,)),
        Repeat(Every.MONTH_LAST_DAY) if _is_last_day(day) else in_month,
        Repeat(Every.MONTH_LAST_WORKDAY) if _is_last_workday(day) else None,
        Repeat(Every.MONTH_WEEKDAY, number=number, weekday=weekday) if number < 5 else None,
        Repeat(Every.MONTH_WEEKDAY, number=-1, weekday=weekday) if _is_last_of_kind(day) else None,
        replace(in_year, last_in_short_months=in_year.meets_short_months),
    ]
    return [repeat for repeat in found if repeat]


def _is_last_of_kind(day: date) -> bool:
    return (day + 7 * ONE_DAY).month != day.month


def _is_last_day(day: date) -> bool:
    return (day + ONE_DAY).month != day.month


def _is_last_workday(day: date) -> bool:
    to_next = 3 if day.weekday() == 4 else 1
    return day.weekday() in WORKDAYS and (day + to_next * ONE_DAY).month != day.month
