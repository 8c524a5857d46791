"""From the wall clock of a zone to instants and back.

A time that the clocks skip is as much later as they skip (02:30 is 03:30 then); of a time that
comes twice the first one counts.
"""

import heapq
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from followups.recurrence.refusals import RuleRefused
from followups.recurrence.refusals import gettext_noop as _

ONE_DAY, ONE_SECOND = timedelta(days=1), timedelta(seconds=1)
EARLIEST = datetime.combine(date(2, 1, 1), time())
LATEST = datetime.combine(date(9998, 12, 31), time())


class WallClock:
    """Of a series of times: its moments are instants."""

    def __init__(self, zone: str):
        self.zone = zone_named(zone)

    def instant(self, local: datetime) -> datetime:
        return local.replace(tzinfo=self.zone, fold=0).astimezone(UTC)

    def edge(self, instant: date) -> datetime:
        """One end of a window."""
        if not isinstance(instant, datetime) or instant.tzinfo is None:
            raise TypeError("the window of a series of times is a pair of instants")
        return max(EARLIEST.replace(tzinfo=UTC), min(LATEST.replace(tzinfo=UTC), in_utc(instant)))

    def local(self, start: datetime, end: datetime) -> tuple[datetime, datetime]:
        """A stretch of the wall clock that holds every time between these two instants."""
        return min(self._readings(start)), max(self._readings(end))

    def _readings(self, instant: datetime) -> list[datetime]:
        """What the clock shows, and what it would if it had not been changed in between."""
        around = (instant - ONE_DAY, instant, instant + ONE_DAY)
        offsets = [each.astimezone(self.zone).utcoffset() or timedelta() for each in around]
        return [(instant + offset).replace(tzinfo=None) for offset in offsets]

    def in_order(self, locals_: Iterable[datetime]) -> Iterator[datetime]:
        """The instants of wall-clock times that come in order.

        Where the clocks skip an hour, a time in it is an instant after those that follow it.
        """
        waiting: list[datetime] = []
        for local in locals_:
            instant = self.instant(local)
            again = local.replace(tzinfo=self.zone, fold=1).astimezone(UTC)
            while waiting and waiting[0] < min(instant, again):
                yield heapq.heappop(waiting)
            heapq.heappush(waiting, instant)
        while waiting:
            yield heapq.heappop(waiting)

    def moment(self, value: date, start: datetime) -> datetime:
        """Of a date added or left out: an instant, a local time, or the start's time that day."""
        if not isinstance(value, datetime):
            value = datetime.combine(value, start.time())
        return in_utc(value) if value.tzinfo else self.instant(value)

    def end(self, until: date) -> datetime:
        """The first moment after UNTIL: an instant if that is one, else of the wall clock."""
        if not isinstance(until, datetime):
            return end_of_day(until)
        return min(until, LATEST.replace(tzinfo=until.tzinfo)) + ONE_SECOND

    def shown(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)


class Calendar:
    """Of a series of whole days: its moments are midnights without a zone."""

    def __init__(self, zone: str | None):
        self.zone = zone_named(zone) if zone else UTC

    def edge(self, value: date) -> datetime:
        """One end of a window of days, or the first day that begins from this instant on."""
        if isinstance(value, datetime):
            if value.tzinfo is None:
                raise TypeError("the window of a series of days is a pair of dates or instants")
            local = value.astimezone(self.zone)
            begun = local.time() > time()
            value = local.date() + ONE_DAY * begun
        return max(EARLIEST, min(LATEST, midnight(value)))

    def local(self, start: datetime, end: datetime) -> tuple[datetime, datetime]:
        return start, end

    def in_order(self, locals_: Iterable[datetime]) -> Iterator[datetime]:
        return iter(locals_)

    def moment(self, value: date, start: datetime) -> datetime:
        if isinstance(value, datetime) and value.tzinfo:
            value = value.astimezone(self.zone)
        return midnight(value)

    def end(self, until: date) -> datetime:
        return end_of_day(until)

    def shown(self, moment: datetime) -> date:
        return moment.date()


Clock = WallClock | Calendar


@lru_cache(1024)
def zone_named(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(str(zone))
    except (KeyError, ValueError, OSError) as fault:
        reason = _("There is no time zone “%(zone)s”.")
        raise RuleRefused("TZID", reason, zone=str(zone)[:60]) from fault


def in_utc(instant: datetime) -> datetime:
    """In UTC; what lies outside the calendar there is the end of the calendar."""
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        return (EARLIEST if instant.year < 5000 else LATEST).replace(tzinfo=UTC)


def midnight(day: date) -> datetime:
    return datetime.fromordinal(day.toordinal())


def end_of_day(day: date) -> datetime:
    return min(midnight(day), LATEST) + ONE_DAY
