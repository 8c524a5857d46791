"""From days and times on somebody's clock to the instants that a follow-up takes."""

import datetime
import zoneinfo
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from followups import wording
from followups.models import Kind
from followups.models.rules import wall_clock

ONE_DAY = datetime.timedelta(days=1)
MIDNIGHT = datetime.time()


@dataclass(frozen=True)
class Typed:
    """What was typed about the time. `minutes`: the length where no end was typed."""

    kind: str
    zone: zoneinfo.ZoneInfo
    minutes: int
    date: datetime.date | None = None
    start: datetime.time | None = None
    end_date: datetime.date | None = None
    end: datetime.time | None = None
    all_day: bool = False


@dataclass
class Span:
    """Instants, or all-day dates (both included), or neither; `notes` tell what was adjusted."""

    starts_at: datetime.datetime | None = None
    ends_at: datetime.datetime | None = None
    first: datetime.date | None = None
    last: datetime.date | None = None
    notes: list[str] = field(default_factory=list)


class WhenError(ValueError):
    """A rule that the times break: the field it stands at and what to do."""

    def __init__(self, name: str, message: str, *, ends_next_day: bool = False):
        self.name, self.ends_next_day = name, ends_next_day
        super().__init__(message)


def read_span(typed: Typed) -> Span:
    if typed.all_day and typed.kind != Kind.CALL:
        return _days(typed)
    if typed.start is None:
        _refuse_half_a_time(typed)
        return Span()
    if typed.date is None:
        raise WhenError("date", _("Write the day, for example 10.6, Friday or tomorrow."))
    return _times(typed, typed.date, typed.start)


def _days(typed: Typed) -> Span:
    if typed.date is None:
        raise WhenError("date", _("Write the day, for example 10.6, Friday or tomorrow."))
    last = typed.end_date or typed.date
    if last < typed.date:
        raise WhenError("end_date", _("The last day is before the first. Choose a later day."))
    return Span(first=typed.date, last=last)


def _refuse_half_a_time(typed: Typed) -> None:
    """A meeting without any time is kept in Activities; a day alone leaves its time open."""
    if typed.end is not None:
        raise WhenError("start", _("Write when it starts."))
    if typed.kind == Kind.APPOINTMENT and typed.date is not None:
        raise WhenError(
            "start",
            _(
                "Write when it starts, or choose All day. "
                "Empty the date to keep the meeting in Activities without a time."
            ),
        )


def _times(typed: Typed, date: datetime.date, start: datetime.time) -> Span:
    notes: list[str] = []
    starts_at = _instant(date, start, typed.zone, notes)
    if typed.end is None:
        return Span(starts_at, starts_at + datetime.timedelta(minutes=typed.minutes), notes=notes)
    last = typed.end_date or day_of_end(date, start, typed.end)
    ends_at = _instant(last, typed.end, typed.zone, notes)
    combine = datetime.datetime.combine
    length = combine(last, typed.end) - combine(date, start)
    if ends_at <= starts_at and length > datetime.timedelta():  # the clocks skipped the start
        ends_at = starts_at + length
    _refuse_wrong_end(typed, last, ends_at - starts_at)
    return Span(starts_at, ends_at, notes=notes)


def day_of_end(date: datetime.date, start: datetime.time, end: datetime.time) -> datetime.date:
    """The same day; an end at 00:00 is the midnight that closes it."""
    return date + ONE_DAY if end == MIDNIGHT != start else date


def _refuse_wrong_end(typed: Typed, last: datetime.date, length: datetime.timedelta) -> None:
    if length == datetime.timedelta() and typed.kind == Kind.APPOINTMENT:
        raise WhenError("end", _("A meeting takes some time. Choose a later end."))
    if length >= datetime.timedelta():
        return
    if last == typed.date:
        raise WhenError(
            "end",
            _("The end is before the start. Choose a later end, or the day on which it ends."),
            ends_next_day=True,
        )
    raise WhenError("end_date", _("The end is before the start. Choose a later day."))


def _instant(
    day: datetime.date, time: datetime.time, zone: zoneinfo.ZoneInfo, notes: list[str]
) -> datetime.datetime:
    """The instant of a wall clock time; what the clocks skip or repeat is told in `notes`."""
    instant = wall_clock(day, time, zone)
    local = instant.astimezone(zone)
    if local.replace(tzinfo=None) != datetime.datetime.combine(day, time):
        notes.append(
            _("The clocks go forward over %(skipped)s that night; it became %(kept)s.")
            % {"skipped": time.strftime("%H:%M"), "kept": local.strftime("%H:%M")}
        )
    elif wording.comes_twice(local):
        notes.append(
            _("The clock shows %(time)s twice that night; the first time was taken.")
            % {"time": time.strftime("%H:%M")}
        )
    return instant
