"""Through whose eyes a page is drawn: language, zone, clock, and the moment it is drawn at."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from crm.work_week import WorkWeek
from diary.layout import HOUR, WHOLE_DAY, Hours
from followups import wording


def in_whole_hours(starts: time, ends: time) -> Hours:
    return Hours(starts.hour * HOUR, (ends.hour + (ends.minute > 0)) * HOUR)


@dataclass(frozen=True)
class Reader:
    user: Any
    language: str
    zone: ZoneInfo
    clock: str
    first_weekday: int
    work_week: WorkWeek
    shown: Hours
    shows_due: bool
    now: datetime

    @classmethod
    def of(cls, user: Any, now: datetime) -> "Reader":
        chosen = user.preferences
        return cls(
            user=user,
            language=get_language() or "en",
            zone=chosen.zone,
            clock=chosen.clock,
            first_weekday=chosen.first_weekday,
            work_week=chosen.work_week,
            shown=Hours(chosen.shown_from * HOUR, chosen.shown_to * HOUR),
            shows_due=chosen.shows_due,
            now=now,
        )

    @cached_property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @cached_property
    def working_hours(self) -> Hours:
        """All that are worked in the week, in whole hours, as the background marks them."""
        return in_whole_hours(*self.work_week.whole)

    def working_hours_on(self, day: date) -> Hours | None:
        """Those of one day; None on a day off."""
        times = self.work_week.on(day)
        return in_whole_hours(*times) if times else None

    @cached_property
    def shown_hours(self) -> Hours:
        """Those preferred, and an hour around the working day where that reaches further."""
        work = self.working_hours
        return Hours(
            max(0, min(self.shown.first, work.first - HOUR)),
            min(WHOLE_DAY, max(self.shown.last, work.last + HOUR)),
        )

    def time_of(self, instant: datetime) -> str:
        return wording.time_of(instant.astimezone(self.zone), self.clock)

    def hour(self, number: int) -> str:
        return wording.clock(number % 24, 0, self.clock)
