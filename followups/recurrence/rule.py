"""A recurrence rule as data: the parts of RFC 5545, and what a start fills in."""

from dataclasses import dataclass, replace
from datetime import date, datetime

YEARLY, MONTHLY, WEEKLY, DAILY = "YEARLY", "MONTHLY", "WEEKLY", "DAILY"
HOURLY, MINUTELY, SECONDLY = "HOURLY", "MINUTELY", "SECONDLY"
FREQUENCIES = (YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY)
WITHIN_A_DAY = (HOURLY, MINUTELY, SECONDLY)

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OMIT, BACKWARD = "OMIT", "BACKWARD"

Numbers = tuple[int, ...]


@dataclass(frozen=True)
class Weekday:
    """MO, or with a number the nth one of its month or year: 1MO, -1FR."""

    day: int  # Monday is 0
    number: int = 0  # 0: each one


@dataclass(frozen=True)
class Rule:
    """Empty parts are parts that the rule does not have."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None  # a datetime is in UTC, or naive: local
    months: Numbers = ()
    weeks: Numbers = ()
    year_days: Numbers = ()
    month_days: Numbers = ()
    weekdays: tuple[Weekday, ...] = ()
    hours: Numbers = ()
    minutes: Numbers = ()
    seconds: Numbers = ()
    positions: Numbers = ()
    week_start: int = 0
    skip: str = OMIT

    @property
    def counts_weekdays_in_year(self) -> bool:
        """Whether 20MO is the twentieth Monday of the year, not of a month."""
        return self.frequency == YEARLY and not self.months

    @property
    def names_days(self) -> bool:
        return bool(self.weekdays or self.month_days or self.year_days or self.weeks)

    def completed(self, start: datetime, *, is_all_day: bool) -> "Rule":
        """With what the rule leaves open taken from its start, as RFC 5545 says."""
        if is_all_day:
            return replace(self, hours=(0,), minutes=(0,), seconds=(0,), **self.days_of(start))
        return replace(self, **self.days_of(start), **self._times(start))

    def days_of(self, start: datetime) -> dict:
        """The parts about days that the start fills in."""
        weekday = (Weekday(start.weekday()),)
        if self.frequency == YEARLY and not self.names_days:
            return {"months": self.months or (start.month,), "month_days": (start.day,)}
        if self.frequency == YEARLY and self.weeks:
            names_day = self.weekdays or self.month_days or self.year_days
            return {} if names_day else {"weekdays": weekday}
        if self.frequency == MONTHLY and not self.names_days:
            return {"month_days": (start.day,)}
        if self.frequency == WEEKLY and not self.weekdays:
            return {"weekdays": weekday}
        return {}

    def _times(self, start: datetime) -> dict:
        finer = WITHIN_A_DAY.index(self.frequency) + 1 if self.frequency in WITHIN_A_DAY else 0
        given = ("hours", start.hour), ("minutes", start.minute), ("seconds", start.second)
        return {name: (value,) for name, value in given[finer:] if not getattr(self, name)}
