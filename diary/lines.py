"""The lines of a page sorted by where they stand: in the hours, in the all-day lane, due."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from diary.reader import Reader
from diary.windows import TICK, Window
from followups.models import Participant
from followups.visibility import BusyBlock

HALF_DAY = timedelta(hours=12)
FAR = datetime.max.replace(tzinfo=UTC)
Line = Any  # a Claim or a BusyBlock of followups.visibility


@dataclass
class Lines:
    timed: list[Line] = field(default_factory=list)
    all_day: list[tuple[date, date, Line]] = field(default_factory=list)
    due: dict[date, list[Line]] = field(default_factory=lambda: defaultdict(list))


def fetch(on_show, window, reader):
    """All that stands in these diaries in `window`, as `reader` may see it; one query."""
    found = Participant.objects.in_diaries(
        on_show.users, on_show.resources, window, seen_by=reader.user
    )
    found.sort(key=_order)
    return found


def _order(line: Line) -> Any:
    """By start; what begins together by name, so that a page looks the same every time."""
    title = "" if isinstance(line, BusyBlock) else line.title
    return line.starts_at or FAR, title, line.user_id or 0


def sort(lines: list[Line], reader: Reader, *, once: bool) -> Lines:
    """`once`: what stands in several of the diaries is taken once, first the reader's own."""
    if once:
        lines = _each_once(lines, reader)
    found = Lines()
    for line in lines:
        if is_due(line):
            if not reader.shows_due:
                continue
            found.due[line.due_on].append(line)
        elif is_all_day(line):
            found.all_day.append((*all_day_span(line, reader.zone), line))
        else:
            found.timed.append(line)
    return found


def _each_once(lines: list[Line], reader: Reader) -> list[Line]:
    own_first = sorted(lines, key=lambda line: line.user_id != reader.user.pk)
    seen: set[Any] = set()
    kept = []
    for line in own_first:
        key = id(line) if isinstance(line, BusyBlock) else (line.public_id.int, line.part)
        if key not in seen:
            seen.add(key)
            kept.append(line)
    return kept


def is_all_day(line: Line) -> bool:
    return line.is_all_day if isinstance(line, BusyBlock) else line.starts_on is not None


def is_due(line: Line) -> bool:
    return getattr(line, "part", "") == "due"


def touches(line: Line, window: Window) -> bool:
    """Whether any of it lies in `window`."""
    if is_due(line):
        return line.due_on in window
    if is_all_day(line):
        first, last = all_day_span(line, window.zone)
        return first < window.last and last > window.first
    ends_at = max(line.ends_at, line.starts_at + TICK)
    return bool(line.starts_at < window.end and ends_at > window.start)


def on_day(line: Line, day: date, zone: ZoneInfo) -> bool:
    """Whether an all-day line covers that day."""
    first, last = all_day_span(line, zone)
    return first <= day < last


def all_day_span(line: Line, zone: ZoneInfo) -> tuple[date, date]:
    """Its days, half-open. A busy block has the midnights of its diary, which may be elsewhere."""
    if isinstance(line, BusyBlock):
        return _nearest_day(line.starts_at, zone), _nearest_day(line.ends_at, zone)
    return line.starts_on, line.ends_on


def _nearest_day(instant: datetime, zone: ZoneInfo) -> date:
    return (instant.astimezone(zone) + HALF_DAY).date()
