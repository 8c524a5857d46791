"""The years, months, weeks or days that a rule goes through, found by their number.

Number 0 is the one of the start. Any other is found by arithmetic, never by walking there.
"""

from dataclasses import dataclass
from datetime import MAXYEAR, date

from followups.recurrence.days import weekday_of


@dataclass(frozen=True)
class Days:
    """Every `interval` times `length` days."""

    first: int
    interval: int
    length: int = 1

    def number_at(self, day: int) -> int:
        """Of the last period that begins on `day` or before it."""
        return (day - self.first) // (self.interval * self.length)

    def span(self, number: int) -> tuple[int, int]:
        """Its first day and the day after its last one."""
        first = self.first + number * self.interval * self.length
        return first, first + self.length


@dataclass(frozen=True)
class Months:
    """Every `interval` times `length` months; 12 of them are a year."""

    first: int  # months from the beginning of the calendar
    interval: int
    length: int = 1

    def number_at(self, day: int) -> int:
        at = date.fromordinal(day)
        return (at.year * 12 + at.month - 1 - self.first) // (self.interval * self.length)

    def span(self, number: int) -> tuple[int, int]:
        first = self.first + number * self.interval * self.length
        return first_of(first), first_of(first + self.length)


def first_of(month: int) -> int:
    year, month = divmod(month, 12)
    if year > MAXYEAR:
        return date.max.toordinal() + 1
    return date(year, month + 1, 1).toordinal()


def days(start: date, interval: int) -> Days:
    return Days(start.toordinal(), interval)


def weeks(start: date, interval: int, week_start: int) -> Days:
    day = start.toordinal()
    return Days(day - (weekday_of(day) - week_start) % 7, interval, 7)


def months(start: date, interval: int) -> Months:
    return Months(start.year * 12 + start.month - 1, interval)


def years(start: date, interval: int) -> Months:
    return Months(start.year * 12, interval, 12)
