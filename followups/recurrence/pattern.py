"""A rule from its start on, in local time: which moments of the wall clock it names, in order."""

import sys
from bisect import bisect_left
from calendar import isleap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from followups.recurrence import periods
from followups.recurrence import rule as rules
from followups.recurrence.days import EVERY_SHAPE, DaySet, weekday_of
from followups.recurrence.periods import Days, Months
from followups.recurrence.refusals import Steps
from followups.recurrence.rule import Rule
from followups.recurrence.times import TimeSet, chosen

ENDLESS = sys.maxsize


@dataclass(frozen=True)
class Moments:
    """What a rule names in one period: each day at each time, or of these what BYSETPOS picks."""

    days: Sequence[int]
    times: Sequence[int]
    places: Sequence[int]

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, number: int) -> datetime:
        day, time = divmod(self.places[number], len(self.times))
        return datetime.fromordinal(self.days[day]) + timedelta(seconds=self.times[time])

    def number_before(self, moment: datetime) -> int:
        day = bisect_left(self.days, moment.toordinal())
        place = day * len(self.times)
        if day < len(self.days) and self.days[day] == moment.toordinal():
            midnight = datetime.fromordinal(moment.toordinal())
            place += bisect_left(self.times, (moment - midnight).total_seconds())
        return bisect_left(self.places, place)


class Pattern:
    def __init__(self, rule: Rule, start: datetime, *, is_all_day: bool = False):
        self.start = start
        self.rule = rule.completed(start, is_all_day=is_all_day)
        self.days, self.times = DaySet(self.rule), TimeSet(self.rule, self.start)
        self.is_within_day = self.rule.frequency in rules.WITHIN_A_DAY
        self.positions = () if self.is_within_day else self.rule.positions
        self.periods = self._periods()
        self._sizes: dict[tuple, int] = {}

    def between(self, low: datetime, high: datetime, steps: Steps) -> Iterator[datetime]:
        """The moments from `low` on, before `high`."""
        low = max(low, self.start)
        if low >= high:
            return
        number = self.periods.number_at(low.toordinal())
        left = self._left(number, steps)
        while left > 0:
            span = self.periods.span(number)
            if span[0] > high.toordinal():
                return
            steps.take()
            moments = self._moments(*span)
            for at in range(moments.number_before(low), min(len(moments), left)):
                moment = moments[at]
                if moment >= high:
                    return
                yield moment
            left -= len(moments)
            number += 1

    def _moments(self, first: int, last: int) -> Moments:
        days, times = self.days.between(first, last), self.times.on(first)
        return Moments(days, times, self._places(len(days) * len(times)))

    def _places(self, size: int) -> Sequence[int]:
        return chosen(self.positions, size) if self.positions else range(size)

    # -- Which periods it goes through ------------------------------------------------------

    def _periods(self) -> Days | Months:
        """Its own, or longer ones that name the same moments in fewer steps.

        A rule for every day that names months is one for every year, every other one of every
        day is one for every week.
        """
        rule, start = self.rule, self.start
        interval = 1 if self.is_within_day else rule.interval
        can_be_longer = interval == 1 and not self.positions and self.times.is_same_every_day
        if rule.frequency == rules.YEARLY or (can_be_longer and self._is_of_years):
            return periods.years(start, interval)
        if rule.frequency == rules.MONTHLY:
            return periods.months(start, interval)
        if rule.frequency == rules.WEEKLY or can_be_longer:
            return periods.weeks(start, interval, rule.week_start)
        return periods.days(start, interval)

    @property
    def _is_of_years(self) -> bool:
        if self.rule.frequency == rules.MONTHLY:
            return self.rule.count is not None and self._size_of_each_month is None
        return self._names_dates

    @property
    def _names_dates(self) -> bool:
        return bool(self.rule.months or self.rule.month_days or self.rule.year_days)

    # -- COUNT ------------------------------------------------------------------------------

    def _left(self, number: int, steps: Steps) -> int:
        """How many of COUNT are left when the period `number` begins."""
        if self.rule.count is None:
            return ENDLESS
        left = self.rule.count + self._moments(*self.periods.span(0)).number_before(self.start)
        if self._is_of_uneven_steps:
            return left - self.times.number_before(self.periods.span(number)[0])
        if self._size_of_each is not None:
            return left - number * self._size_of_each
        for each in range(number):
            if left <= 0:
                break
            steps.take()
            left -= self._size(*self.periods.span(each))
        return left

    @property
    def _is_of_uneven_steps(self) -> bool:
        """Every 5 hours, say, on whatever day."""
        is_every_day = not self._names_dates and not self.rule.weekdays
        is_uneven = not self.times.is_same_every_day
        return is_uneven and is_every_day and self.times.takes_every_step

    @cached_property
    def _size_of_each(self) -> int | None:
        """How many moments a period has, where that is the same for all of them."""
        if not self.times.is_same_every_day:
            return None
        if isinstance(self.periods, Months):
            return self._size_of_each_month if self.periods.length == 1 else None
        weekdays = {weekday.day for weekday in self.rule.weekdays}
        if self._names_dates or (weekdays and self.periods.length == 1):
            return None
        return self._size_of(len(weekdays) or self.periods.length)

    @cached_property
    def _size_of_each_month(self) -> int | None:
        sizes = {self._size_of(len(self.days.of_month(shape))) for shape in EVERY_SHAPE}
        return sizes.pop() if len(sizes) == 1 and not self.rule.months else None

    def _size_of(self, days: int) -> int:
        return len(self._places(days * len(self.times.on(0))))

    def _size(self, first: int, last: int) -> int:
        """How many moments a period has: years and months of one shape have as many."""
        if not isinstance(self.periods, Months):
            return len(self._moments(first, last))
        day = date.fromordinal(first)
        around = (isleap(day.year - 1), isleap(day.year), isleap(day.year + 1))
        shape = (last - first, weekday_of(first), day.month, *around)
        if shape not in self._sizes:
            self._sizes[shape] = len(self._moments(first, last))
        return self._sizes[shape]
