"""Where things stand in the grid of a day: pure arithmetic, in units of five minutes.

A unit counts five minutes of the wall clock from midnight, 0 to 288, on every day, so that the
hours of all days of a week stand beside each other. A box covers every minute of the wall clock
that its item takes. On the night when the clocks go back, the hour that comes twice is drawn once:
what lies in its two passes stands side by side there, told apart by the zone in its time, and what
spans both covers the whole hour. When they go forward, the hour that is missing stays empty.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from diary.windows import Window, wall_clock_before

HOUR = 12
WHOLE_DAY = 24 * HOUR
LEAST_SHOWN = HOUR // 2


class Hours(NamedTuple):
    """The part of the day that a grid shows, in units; the rest stands at its edges as chips."""

    first: int
    last: int


ALL_HOURS = Hours(0, WHOLE_DAY)


@dataclass(slots=True)
class Box:
    """One item of a day, or several behind one "+n": where it stands and in which column.

    `width` counts the columns it is drawn over, `clear` those of them free for its whole length.
    """

    start: int
    end: int
    items: list[Any]
    column: int = 0
    columns: int = 1
    width: int = 1
    clear: int = 1

    @property
    def is_lapped(self) -> bool:
        return self.clear < self.width

    def overlaps(self, other: "Box") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(slots=True)
class DayPlan:
    """The timed items of one day: boxes within the shown hours, chips before and after them."""

    boxes: list[Box] = field(default_factory=list)
    earlier: list[Any] = field(default_factory=list)
    later: list[Any] = field(default_factory=list)


# -- from instants to units ---------------------------------------------------------------------


@lru_cache(8192)
def spans(start: datetime, end: datetime, window: Window) -> tuple[tuple[date, int, int], ...]:
    """(day, first unit, last unit) on each day of `window` that the item touches.

    Both instants in UTC, as they are stored: in a zone of its own an hour that comes twice is
    taken for the first one.
    """
    return tuple(_spans(start, end, window))


def _spans(start: datetime, end: datetime, window: Window) -> Iterator[tuple[date, int, int]]:
    zone = window.zone
    begins = start.astimezone(zone).replace(tzinfo=None)
    ends = wall_clock_before(end, zone) if end > start else begins
    day = max(begins.date(), window.first)
    if begins.date() == ends.date() and not window.clock_changes and day < window.last:
        if begins.date() == day:
            yield day, _unit(begins, day, up=False), _unit(ends, day, up=True)
        return
    while day < window.last and (day < ends.date() or _reaches(begins, ends, day)):
        change = window.clock_changes.get(day)
        low = _unit(begins, day, up=False)
        high = _unit(ends, day, up=True)
        if change and start < change < end:
            before = wall_clock_before(change, zone)
            after = change.astimezone(zone).replace(tzinfo=None)
            low = min(low, _unit(after, day, up=False))
            high = max(high, _unit(before, day, up=True))
        yield day, low, high
        day += timedelta(days=1)


def _reaches(begins: datetime, ends: datetime, day: date) -> bool:
    """Whether an item that ends on `day` takes any of it; one without length does."""
    return ends.date() == day and (ends == begins or ends.time() != ends.time().min)


def _unit(wall: datetime, day: date, *, up: bool) -> int:
    if wall.date() != day:
        return 0 if wall.date() < day else WHOLE_DAY
    minutes = wall.hour * 60 + wall.minute
    if up:
        return -(-(minutes + (wall.second > 0 or wall.microsecond > 0)) // 5)
    return minutes // 5


# -- one day ------------------------------------------------------------------------------------


def plan_day(
    items: Iterable[tuple[int, int, Any]], hours: Hours = ALL_HOURS, *, most: int = 12
) -> DayPlan:
    """Lay out (first unit, last unit, item) of one day in at most `most` columns."""
    plan = DayPlan()
    for start, end, item in items:
        if end <= hours.first and start < hours.first:
            plan.earlier.append(item)
        elif start >= hours.last:
            plan.later.append(item)
        else:
            start = min(max(start, hours.first), hours.last - LEAST_SHOWN)
            end = max(min(end, hours.last), start + LEAST_SHOWN)
            plan.boxes.append(Box(start, end, [item]))
    plan.boxes.sort(key=lambda box: (box.start, box.start - box.end))
    plan.boxes = [box for cluster in _clusters(plan.boxes) for box in _in_columns(cluster, most)]
    return plan


def _clusters(boxes: list[Box]) -> Iterator[list[Box]]:
    """Runs of boxes that touch in time; the next begins at or after every end so far."""
    cluster: list[Box] = []
    reach = 0
    for box in boxes:
        if cluster and box.start >= reach:
            yield cluster
            cluster = []
        cluster.append(box)
        reach = max(reach, box.end)
    if cluster:
        yield cluster


def _in_columns(cluster: list[Box], most: int) -> list[Box]:
    if len(cluster) == 1:
        return cluster
    columns: list[list[Box]] = []
    for box in cluster:
        _leftmost_free(columns, box).append(box)
    if len(columns) > most:
        overflow = [box for column in columns[most - 1 :] for box in column]
        columns[most - 1 :] = [_gathered(overflow)]
    for at, column in enumerate(columns):
        for box in column:
            box.column, box.columns = at, len(columns)
            _widen(box, columns[at + 1 :])
    return sorted((box for column in columns for box in column), key=lambda box: box.start)


def _leftmost_free(columns: list[list[Box]], box: Box) -> list[Box]:
    for column in columns:
        if column[-1].end <= box.start:
            return column
    columns.append([])
    return columns[-1]


def _gathered(boxes: list[Box]) -> list[Box]:
    """One box for each run of overlapping ones, holding their items."""
    runs = _clusters(sorted(boxes, key=lambda box: box.start))
    return [
        Box(
            min(box.start for box in run),
            max(box.end for box in run),
            [item for box in run for item in box.items],
        )
        for run in runs
    ]


def _widen(box: Box, columns_to_the_right: list[list[Box]]) -> None:
    """Over columns that are free, or where the next begins late enough to leave the title seen."""
    for column in columns_to_the_right:
        if any(box.overlaps(other) and other.start < box.start + LEAST_SHOWN for other in column):
            return
        box.width += 1
        if box.clear == box.width - 1 and not any(box.overlaps(other) for other in column):
            box.clear += 1


# -- the all-day lane ---------------------------------------------------------------------------


@dataclass(slots=True)
class Bar:
    """An item of whole days as it stands in one row of days, in the lane's row `row`."""

    item: Any
    first: date
    last: date
    row: int = 0
    comes_from_before: bool = False
    goes_on: bool = False

    @property
    def days(self) -> int:
        return (self.last - self.first).days


def lanes(items: Iterable[tuple[date, date, Any]], days: list[date]) -> list[list[Bar | None]]:
    """For each of `days` its bars from the top, None where a row is left free for another day.

    Items are (first day, day after the last, item).
    """
    bars = [bar for item in items if (bar := _bar(*item, days))]
    bars.sort(key=lambda bar: (bar.first, -bar.days))
    free_from: list[date] = []
    table: list[list[Bar | None]] = [[] for _ in days]
    for bar in bars:
        bar.row = next((n for n, free in enumerate(free_from) if free <= bar.first), len(free_from))
        free_from[bar.row : bar.row + 1] = [bar.last]
        for lane in table[days.index(bar.first) :][: bar.days]:
            lane.extend([None] * (bar.row + 1 - len(lane)))
            lane[bar.row] = bar
    return table


def _bar(first: date, last: date, item: Any, days: list[date]) -> Bar | None:
    after = days[-1] + timedelta(days=1)
    if last <= days[0] or first >= after:
        return None
    return Bar(
        item,
        max(first, days[0]),
        min(last, after),
        comes_from_before=first < days[0],
        goes_on=last > after,
    )


# -- common free time ---------------------------------------------------------------------------

Span = tuple[datetime, datetime]


def common_span(spans_of_each: Iterable[Span]) -> Span | None:
    """The time that all of these spans share."""
    starts, ends = zip(*spans_of_each, strict=True)
    start, end = max(starts), min(ends)
    return (start, end) if start < end else None


def merged(spans_of_time: Iterable[Span]) -> list[Span]:
    """The same time as spans that neither overlap nor touch."""
    joined: list[Span] = []
    for start, end in sorted(spans_of_time):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def free_time(busy: Iterable[Span], within: Span) -> list[Span]:
    """What is left of `within` when nobody may be busy."""
    start, end = within
    free = []
    for taken_from, taken_to in merged(busy):
        if taken_from >= end:
            break
        if taken_from > start:
            free.append((start, taken_from))
        start = max(start, taken_to)
    if start < end:
        free.append((start, end))
    return free


def cut(free: Iterable[Span], length: timedelta, least: timedelta) -> list[Span]:
    """Pieces of `length` one after the other; a last one is kept when it lasts `least`."""
    pieces = []
    for start, end in free:
        while end - start >= min(least, length):
            stop = min(start + length, end)
            pieces.append((start, stop))
            start = stop
    return pieces
