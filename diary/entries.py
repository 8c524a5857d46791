"""What one line of a diary says: its texts, its state and its icons, made once in Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.addresses import BLANK, pattern
from diary.diaries import OnShow
from diary.lines import Line, is_all_day
from diary.reader import Reader
from diary.windows import TICK
from followups import wording
from followups.visibility import BusyBlock

MOST_ICONS = 3
Times = tuple[str, str, str, str, str]  # of an `Entry`, from `time` to `end`


@dataclass(slots=True)
class Entry:
    """The texts of a line, not yet escaped. Somebody else's hidden one has a time and a title."""

    title: str
    time: str  # 09:30, or Wed 22:00–Thu 01:30
    until: str = ""  # 10:30, where `time` does not say it
    heard_until: str = ""  # to 10:30
    start: str = ""
    end: str = ""
    whose: str = ""  # the diary it stands in, where several are on show
    public_id: str = ""
    url: str = ""
    type_id: int | str = ""
    state: str = ""
    words: tuple[str, ...] = ()
    icons: tuple[str, ...] = ()
    company: str = ""
    place: str = ""
    hint: str = ""
    tick_url: str = ""
    tick_name: str = ""

    def time_on(self, *, first_day: bool) -> str:
        """Its time in the cell of one day: from its start, on a later day until its end."""
        if not self.start:
            return self.time
        return self.start if first_day else f"–{self.end}"

    @property
    def spoken(self) -> str:
        """What a screen reader says after the time: to 10:30, Meeting (external), repeats."""
        return ", ".join((self.heard_until, *self.words) if self.heard_until else self.words)


class Entries:
    """Makes the entries of one page for its reader."""

    def __init__(self, reader: Reader, on_show: OnShow, *, hints: bool = True):
        """`hints`: each comes with its tooltip, which a script fetches otherwise."""
        self.hints = hints
        self.reader = reader
        self.pk = reader.user.pk
        self.now = reader.now
        several = len(on_show.rows) > 1
        self.names = {diary.owner: diary.name for diary in on_show.rows} if several else {}
        self.lengths: dict[timedelta, str] = {}
        self.made: dict[int, Entry] = {}
        self.busy = _("Busy")

    def of(self, line: Line) -> Entry:
        """Of a line that takes time: for whole days, or between two times."""
        return self.all_day(line) if is_all_day(line) else self.timed(line)

    def timed(self, line: Line) -> Entry:
        """Of a line with a start and an end, all-day ones aside; made once for a page."""
        if id(line) not in self.made:
            self.made[id(line)] = self._timed(line)
        return self.made[id(line)]

    def _timed(self, line: Line) -> Entry:
        times = self.span(line.starts_at, line.ends_at)
        if isinstance(line, BusyBlock):
            return Entry(self.busy, *times, self.whose(line))
        return self._filled(line, self.state(line), Entry(line.title, *times, self.whose(line)))

    def all_day(self, line: Line) -> Entry:
        if isinstance(line, BusyBlock):
            return Entry(self.busy, self.words["all day"], whose=self.whose(line))
        state = "done" if line.completed_at else self.answer(line)
        entry = Entry(line.title, self.words["all day"], whose=self.whose(line))
        return self._filled(line, state, entry)

    def due(self, claim: Line) -> Entry:
        """Of a task or planned call, which stands on the day it is due."""
        due = claim.due_time
        time = wording.clock(due.hour, due.minute, self.reader.clock) if due else ""
        late = 0 if claim.completed_at else (self.reader.today - claim.due_on).days
        state = "done" if claim.completed_at else "over" if late > 0 else ""
        if not state and claim.due_on == self.reader.today:
            state = "today"
        entry = self._filled(claim, state, Entry(claim.title, time, whose=self.whose(claim)))
        if late > 0:
            text = ngettext("%(days)s day overdue", "%(days)s days overdue", late)
            entry.words = (*entry.words, text % {"days": late})
        entry.tick_name = self.words["completed"] % {"title": claim.title}
        if self.pk in (claim.owner_id, claim.user_id):
            tick = self.addresses["reopen" if claim.completed_at else "complete"]
            entry.tick_url = tick.replace(BLANK, entry.public_id)
        return entry

    def _filled(self, claim: Line, state: str, entry: Entry) -> Entry:
        entry.public_id = str(claim.public_id)
        entry.url = self.addresses["detail"].replace(BLANK, entry.public_id)
        entry.type_id, entry.state = claim.type_id, state
        flags = self.flags(claim, state)
        entry.words = (claim.type_name, *[self.words[flag] for flag in flags])
        most = 1 if state == "done" else MOST_ICONS
        entry.icons = tuple([ICONS[flag] for flag in flags if flag in ICONS][:most])
        entry.company = claim.company_name or (claim.person_name or "").strip()
        entry.place = claim.location
        if self.hints:
            entry.hint = self.hint(claim, entry)
        return entry

    # -- state and flags -----------------------------------------------------------------------

    def state(self, claim: Line) -> str:
        """done, late, invite, tentative, free, private; "" for what is simply booked."""
        if claim.completed_at:
            return "done"
        if claim.ends_at < self.now and claim.user_id and claim.availability != "free":
            return "late"
        return self.answer(claim)

    def answer(self, claim: Line) -> str:
        if claim.user_id and claim.answer == "needs_action" and claim.role != "organiser":
            return "invite"
        if claim.availability == "tentative" or claim.answer == "tentative":
            return "tentative"
        if claim.availability == "free":
            return "free"
        return "private" if self.is_hidden_by_me(claim) else ""

    def is_hidden_by_me(self, claim: Line) -> bool:
        return claim.visibility != "all" and claim.owner_id == self.pk

    def flags(self, claim: Line, state: str) -> list[str]:
        flags = [state] if state in FLAGGED_STATES else []
        if self.is_hidden_by_me(claim):
            flags.append("private" if claim.visibility == "owner" else "group")
        if claim.series_id:
            flags.append("repeats")
        if claim.has_alarm:
            flags.append("alarm")
        if claim.video_url:
            flags.append("video")
        if claim.has_others:
            flags.append("people")
        return flags

    @cached_property
    def words(self) -> dict[str, str]:
        return {
            "completed": _("Completed: %(title)s"),
            "all day": _("all day"),
            "done": _("completed"),
            "late": _("past, not completed"),
            "invite": _("invitation, not answered"),
            "tentative": _("tentative"),
            "free": _("shown as free"),
            "private": _("private"),
            "group": _("visible to a group only"),
            "repeats": _("repeats"),
            "alarm": _("alarm on"),
            "video": _("video meeting"),
            "people": _("has participants"),
        }

    @cached_property
    def addresses(self) -> dict[str, str]:
        """With a blank id, to put in that of each row."""
        verbs = ("detail", "complete", "reopen")
        return {verb: pattern(f"followups:follow-up-{verb}") for verb in verbs}

    # -- texts ---------------------------------------------------------------------------------

    def whose(self, line: Line) -> str:
        return self.names.get((line.user_id, line.resource_id), "") if self.names else ""

    def span(self, starts_at: Any, ends_at: Any) -> Times:
        """09:30 until 10:30, or over midnight Wed 22:00–Thu 01:30."""
        reader = self.reader
        return times_of(starts_at, ends_at, reader.zone, reader.clock, reader.language)

    def hint(self, claim: Line, entry: Entry) -> str:
        """The tooltip: time, length, what, with whom, where."""
        time = f"{entry.time}–{entry.until}" if entry.until else entry.time
        parts = [time, *self._length(claim), claim.title, *entry.words, entry.whose]
        parts += [claim.company_name, (claim.person_name or "").strip(), claim.location]
        if claim.starts_at and not claim.starts_on and claim.time_zone != self.reader.zone.key:
            parts.append(self._elsewhere(claim))
        return ", ".join(filter(None, parts))

    def _length(self, claim: Line) -> list[str]:
        if not claim.starts_at or claim.starts_on or claim.part == "due":
            return []
        length = claim.ends_at - claim.starts_at
        if length not in self.lengths:
            self.lengths[length] = wording.length(int(length.total_seconds()) // 60)
        return [self.lengths[length]]

    def _elsewhere(self, claim: Line) -> str:
        """The time in the zone it was made in."""
        clock, zone = self.reader.clock, ZoneInfo(claim.time_zone)
        start, end = (
            wording.time_of(instant.astimezone(zone), clock)
            for instant in (claim.starts_at, claim.ends_at)
        )
        return f"{start}–{end} {claim.time_zone}"


@lru_cache(8192)
def times_of(
    starts_at: datetime, ends_at: datetime, zone: ZoneInfo, clock: str, language: str
) -> Times:
    """How an entry says these two instants in UTC; the same come again and again."""
    begins, ends = starts_at.astimezone(zone), ends_at.astimezone(zone)
    start, end = (wording.time_of(local, clock) for local in (begins, ends))
    last = (ends_at - TICK).astimezone(zone) if ends_at > starts_at else ends
    if begins.date() == last.date():
        return start, end, _("to %(time)s") % {"time": end}, start, end
    first, second = (wording.in_words(each.date(), "EEE", language) for each in (begins, ends))
    return f"{first} {start}–{second} {end}", "", "", start, end


FLAGGED_STATES = {"done", "late", "invite", "tentative", "free"}
ICONS = {
    "done": "ph-check-circle",
    "late": "ph-warning-circle",
    "invite": "ph-question",
    "private": "ph-lock-simple",
    "group": "ph-lock-simple",
    "repeats": "ph-arrows-clockwise",
    "alarm": "ph-bell",
    "video": "ph-video-camera",
    "people": "ph-users",
}
