"""When a follow-up is, in the words, the zone and the clock of the person who reads it."""

import datetime
import zoneinfo
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from followups import wording
from followups.models import Kind

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Moments:
    """Who reads, where and when: what the texts of days and times depend on."""

    zone: zoneinfo.ZoneInfo
    clock: str
    language: str
    today: datetime.date

    @classmethod
    def of(cls, reader, now):
        preferences = reader.preferences
        today = timezone.localdate(now, preferences.zone)
        return cls(preferences.zone, preferences.clock, get_language(), today)

    def day(self, day: datetime.date) -> str:
        """Wed 10 June; with the year where it is another one."""
        text = wording.short_day(day, self.language)
        return text if day.year == self.today.year else f"{text} {day.year}"

    def time(self, time: datetime.time) -> str:
        return wording.clock(time.hour, time.minute, self.clock)

    def moment(self, instant: datetime.datetime) -> str:
        """Wed 10 June, 11:20"""
        local = instant.astimezone(self.zone)
        return f"{self.day(local.date())}, {wording.time_of(local, self.clock)}"

    def between(self, start: datetime.datetime, end: datetime.datetime) -> str:
        """Wed 10 June, 13:00–14:00; over midnight with both days."""
        first, last = start.astimezone(self.zone), end.astimezone(self.zone)
        if first.date() == last.date():
            times = (wording.time_of(first, self.clock), wording.time_of(last, self.clock))
            return f"{self.day(first.date())}, {'–'.join(times)}"
        return f"{self.moment(start)} – {self.moment(end)}"

    def hours(self, start: datetime.datetime, end: datetime.datetime) -> str:
        """12:30–13:30; with the days where they differ, and whole days as such."""
        first, last = start.astimezone(self.zone), end.astimezone(self.zone)
        if first.date() == last.date():
            return "–".join(wording.time_of(at, self.clock) for at in (first, last))
        if first.time() == last.time() == datetime.time():
            return self.whole_days(first.date(), last.date() - ONE_DAY)
        return self.between(start, end)

    def whole_days(self, first: datetime.date, last: datetime.date) -> str:
        """Wed 10 June – Fri 12 June, all day; both days are in it."""
        days = self.day(first)
        if last != first:
            days = f"{days} – {self.day(last)}"
        return _("%(days)s, all day") % {"days": days}

    def span(self, followup) -> str:
        """The time it takes; empty without any."""
        if followup.is_timed:
            return self.between(followup.starts_at, followup.ends_at)
        if not followup.is_all_day:
            return ""
        return self.whole_days(followup.starts_on, followup.ends_on - ONE_DAY)

    def deadline(self, followup) -> str:
        """Fri 12 June, 15:00; empty without one."""
        if not followup.due_on:
            return ""
        day = self.day(followup.due_on)
        return f"{day}, {self.time(followup.due_time)}" if followup.due_time else day

    def when(self, followup) -> str:
        """Both in one line: what a card or a toast says."""
        span, deadline = self.span(followup), self.deadline(followup)
        if deadline and not (followup.kind == Kind.CALL and followup.is_timed):
            due = _("due %(day)s") % {"day": deadline}
            return f"{span}, {due}" if span else due
        return span or _("without a time")
