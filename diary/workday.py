"""How a day is filled: what is booked, when somebody is free, when all of them are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from crm.work_week import WorkWeek
from diary.diaries import Diary
from diary.layout import Span, common_span, cut, free_time
from diary.reader import Reader
from diary.windows import Window
from followups import wording
from followups.visibility import BusyBlock

HALF_HOUR = timedelta(minutes=30)
QUARTER = timedelta(minutes=15)
MOST_NAMED = 3


def takes_time(line: Any) -> bool:
    """Whether a line of a diary blocks its time; free and due ones do not."""
    return isinstance(line, BusyBlock) or (line.part != "due" and line.blocks > 0)


def booked(lines: Iterable[Any], window: Window) -> timedelta:
    """How much of the window is taken, what overlaps counted once."""
    whole = window.end - window.start
    free = free_time(_taken(lines), (window.start, window.end))
    return whole - sum((end - start for start, end in free), timedelta())


def free_in_workday(lines: Iterable[Any], day: date, reader: Reader) -> list[Span]:
    """The free half hours and more within the reader's working day, from now on."""
    work = working_span(day, reader.work_week, reader.zone)
    if work is None or (still := from_now(work, reader.now)) is None:
        return []
    return [span for span in free_time(_taken(lines), still) if span[1] - span[0] >= HALF_HOUR]


def _taken(lines: Iterable[Any]) -> list[Span]:
    return [(line.starts_at, line.ends_at) for line in lines if takes_time(line)]


def common_free(
    lines: Iterable[Any],
    diaries: Iterable[Diary],
    window: Window,
    reader: Reader,
    length: timedelta,
) -> list[Span]:
    """Meetings of `length` that fit into everybody's working hours and free time, from now on."""
    day = window.first
    people = [(diary.work_week, diary.zone) for diary in diaries if diary.work_week]
    work = [working_span(day, *person) for person in people or [(reader.work_week, reader.zone)]]
    shared = common_span([(window.start, window.end), *(span for span in work if span)])
    still = from_now(shared, reader.now) if shared and all(work) else None
    return cut(free_time(_taken(lines), still), length, HALF_HOUR) if still else []


def working_span(day: date, work_week: WorkWeek, zone: ZoneInfo) -> Span | None:
    """The working hours of somebody who lives in `zone`, as instants; none on a day off."""
    if (times := work_week.on(day)) is None:
        return None
    start, end = (datetime.combine(day, time, zone).astimezone(UTC) for time in times)
    return (start, end) if start < end else None


def from_now(span: Span, now: datetime) -> Span | None:
    """What is left of a span, from the next quarter of an hour."""
    start, end = span
    past = timedelta(minutes=now.minute % 15, seconds=now.second, microseconds=now.microsecond)
    start = max(start, now + (QUARTER - past if past else past))
    return (start, end) if start < end else None


@dataclass(frozen=True)
class Sums:
    """The heading of a day: 5 h 30 min booked, Free 12:00–13:00."""

    booked: str = ""
    free: str = ""


def sums(page: Any) -> Sums:
    """Of the one diary on show; its all-day lines aside."""
    if page.on_show.only is None:
        return Sums()
    timed = page.sorted_lines.timed
    minutes = int(booked(timed, page.window).total_seconds()) // 60
    free = free_in_workday(timed, page.window.first, page.reader)
    return Sums(
        booked=_("%(length)s booked") % {"length": wording.length(minutes)} if minutes else "",
        free=_("Free %(times)s") % {"times": _spans(free, page.reader)} if free else "",
    )


def _spans(free: list[Span], reader: Reader) -> str:
    named = free[:MOST_NAMED]
    return ", ".join(f"{reader.time_of(start)}–{reader.time_of(end)}" for start, end in named)
