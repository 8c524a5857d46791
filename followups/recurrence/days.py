"""Which days a rule chooses: all that fit every part of it that speaks of days."""

from calendar import isleap, monthrange
from datetime import date

from followups.recurrence.rule import BACKWARD, Rule

EVERY_SHAPE = tuple((length, weekday) for length in (28, 29, 30, 31) for weekday in range(7))


def weekday_of(ordinal: int) -> int:
    return (ordinal + 6) % 7


class DaySet:
    """Days are ordinals. A month has one of 28 shapes: its length and the weekday it begins on."""

    def __init__(self, rule: Rule):
        self.rule = rule
        self._by_shape: dict[tuple[int, int], tuple[int, ...]] = {}
        self._year_days = {length: self._days_of_year(length) for length in (365, 366)}
        self._each = {weekday.day for weekday in rule.weekdays if not weekday.number}
        self._numbered = {(w.day, w.number) for w in rule.weekdays if w.number}
        self._asks_year = bool(
            rule.year_days or rule.weeks or (self._numbered and rule.counts_weekdays_in_year)
        )

    def between(self, first: int, last: int) -> list[int]:
        """The days chosen from `first` up to `last`, which is not in it."""
        day = date.fromordinal(first)
        year, month = day.year, day.month
        found = []
        while (start := date(year, month, 1).toordinal()) < last:
            if not self.rule.months or month in self.rule.months:
                shape = (monthrange(year, month)[1], weekday_of(start))
                found += [start + day - 1 for day in self.of_month(shape)]
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return [
            day
            for day in found
            if first <= day < last and (not self._asks_year or self._fits_year(day))
        ]

    def of_month(self, shape: tuple[int, int]) -> tuple[int, ...]:
        """The days of such a month, 1 for its first, as if the rule named no months or years."""
        if shape not in self._by_shape:
            length, weekday = shape
            days = (
                sorted(self._month_days(length)) if self.rule.month_days else range(1, length + 1)
            )
            if self.rule.weekdays:
                days = [d for d in days if self._fits_weekday(d, length, (weekday + d - 1) % 7)]
            self._by_shape[shape] = tuple(days)
        return self._by_shape[shape]

    def _month_days(self, length: int) -> set[int]:
        days = {_from_start(day, length) for day in self.rule.month_days}
        if self.rule.skip == BACKWARD:
            days = {min(day, length) for day in days}
        return {day for day in days if 1 <= day <= length}

    def _fits_weekday(self, day: int, length: int, weekday: int) -> bool:
        if weekday in self._each or not self._numbered:
            return weekday in self._each
        if self.rule.counts_weekdays_in_year:
            return True  # asked of the year
        return self._is_numbered(day, length, weekday)

    def _is_numbered(self, day: int, length: int, weekday: int) -> bool:
        """Whether it is the nth such weekday, from either end of a month or year."""
        from_start, from_end = (day - 1) // 7 + 1, -((length - day) // 7 + 1)
        return bool({(weekday, from_start), (weekday, from_end)} & self._numbered)

    def _fits_year(self, ordinal: int) -> bool:
        year = date.fromordinal(ordinal).year
        length = 365 + isleap(year)
        day = ordinal - date(year, 1, 1).toordinal() + 1
        if self.rule.year_days and day not in self._year_days[length]:
            return False
        if self.rule.weeks and not self._fits_week(ordinal, year):
            return False
        if self._numbered and self.rule.counts_weekdays_in_year:
            weekday = weekday_of(ordinal)
            return weekday in self._each or self._is_numbered(day, length, weekday)
        return True

    def _days_of_year(self, length: int) -> set[int]:
        days = {_from_start(day, length) for day in self.rule.year_days}
        return {min(day, length) for day in days} if self.rule.skip == BACKWARD else days

    def _fits_week(self, ordinal: int, year: int) -> bool:
        """A week belongs to the year that most of its days are in, also across New Year."""
        start = self.rule.week_start
        monday = ordinal - (weekday_of(ordinal) - start) % 7
        year = date.fromordinal(monday + 3).year
        first, following = first_week(year, start), first_week(year + 1, start)
        number, weeks = (monday - first) // 7 + 1, (following - first) // 7
        return number in self.rule.weeks or number - weeks - 1 in self.rule.weeks


def first_week(year: int, week_start: int) -> int:
    """The first day of week 1: the first week with at least four days in the year."""
    fourth = date(year, 1, 4).toordinal()
    return fourth - (weekday_of(fourth) - week_start) % 7


def _from_start(day: int, length: int) -> int:
    return day if day > 0 else length + 1 + day
