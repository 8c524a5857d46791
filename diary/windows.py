"""The stretch of days that a page shows: whole local days, half-open, in the reader's zone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from crm.phrases import FIRST_YEAR, LAST_YEAR
from crm.work_week import WorkWeek

FIRST_DAY = date(FIRST_YEAR, 1, 1)
LAST_DAY = date(LAST_YEAR, 12, 31)
ONE_DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
MONDAY = 0


@dataclass(frozen=True)
class Window:
    """The days from `first` up to `last`, which is the day after the last one."""

    first: date
    last: date
    zone: ZoneInfo

    @property
    def start(self) -> datetime:
        return midnight(self.first, self.zone)

    @property
    def end(self) -> datetime:
        return midnight(self.last, self.zone)

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days)]

    @cached_property
    def clock_changes(self) -> dict[date, datetime]:
        """The instants at which the clocks go forward or back, by the day on which they do."""
        found = ((day, clock_change(day, self.zone)) for day in self.days)
        return {day: change for day, change in found if change}

    @property
    def last_day(self) -> date:
        return self.last - ONE_DAY

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day < self.last


def day_of(day: date, zone: ZoneInfo) -> Window:
    return Window(day, day + ONE_DAY, zone)


def week_of(day: date, zone: ZoneInfo, first_weekday: int = MONDAY) -> Window:
    first = day - timedelta(days=(day.weekday() - first_weekday) % 7)
    return Window(first, first + timedelta(days=7), zone)


def working_week_of(
    day: date, zone: ZoneInfo, work_week: WorkWeek, first_weekday: int = MONDAY
) -> Window:
    """From the first to the last working day of the week that the reader sees `day` in."""
    days = [each for each in week_of(day, zone, first_weekday).days if work_week.on(each)]
    return Window(days[0], days[-1] + ONE_DAY, zone)


def month_of(day: date, zone: ZoneInfo, first_weekday: int = MONDAY) -> Window:
    """The whole weeks that hold the month of `day`."""
    first = day.replace(day=1)
    last = next_month(day) - ONE_DAY
    return Window(
        week_of(first, zone, first_weekday).first, week_of(last, zone, first_weekday).last, zone
    )


def weeks(window: Window) -> list[list[date]]:
    """The days of a window of whole weeks, a list for each week."""
    days = window.days
    return [days[at : at + 7] for at in range(0, len(days), 7)]


def iso_week(days: list[date]) -> int:
    """The ISO number of the week that most of these days are in."""
    return days[len(days) // 2].isocalendar().week


def next_month(day: date) -> date:
    """The first of the month after that of `day`."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def months_from(day: date, count: int) -> list[date]:
    """The firsts of the month of `day` and of those after it, as far as there are pages."""
    firsts = [day.replace(day=1)]
    while len(firsts) < count and next_month(firsts[-1]) <= LAST_DAY:
        firsts.append(next_month(firsts[-1]))
    return firsts


def month_before(day: date) -> date:
    """The first of the month before that of `day`."""
    return (day.replace(day=1) - ONE_DAY).replace(day=1)


def within_bounds(day: date) -> date | None:
    """The day itself where the diary has a page for it, else None."""
    return day if FIRST_DAY <= day <= LAST_DAY else None


@lru_cache(4096)
def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which `day` begins, also where the clocks skip its midnight."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


@lru_cache(1024)
def clock_change(day: date, zone: ZoneInfo) -> datetime | None:
    """The first instant of `day` at which the clocks show another offset, if they change then."""
    low, high = midnight(day, zone), midnight(day + ONE_DAY, zone)
    before = _offset(low, zone)
    if before == _offset(high, zone):
        return None
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) // 2
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    return high.replace(second=0, microsecond=0)


def wall_clock_before(change: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks show at the instant `change` if they were not changed then; naive."""
    return (change - TICK).astimezone(zone).replace(tzinfo=None) + TICK


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta | None:
    return instant.astimezone(zone).utcoffset()
