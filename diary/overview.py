"""Overview: people and resources as rows against the hours of one day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.addresses import BLANK
from crm.templatetags.icons import icon
from diary import layout, rows
from diary.diaries import Diary
from diary.layout import HOUR, Box, Hours, Span
from diary.lines import is_all_day, is_due, on_day
from diary.pages import Page
from diary.workday import common_free
from followups import wording

HALVES = 2


@dataclass
class FreeSlot:
    start: int
    end: int
    text: str
    name: str
    url: str


@dataclass
class Overview:
    people: SafeString
    resources: SafeString
    free: list[FreeSlot]
    free_title: str
    free_first: str
    new_url: str
    span: Hours
    classes: str
    hours: list[tuple[int, str]]


class OverviewMaker:
    def __init__(self, page: Page):
        self.window = page.window
        self.day: date = page.window.first
        self.on_show = page.on_show
        self.lines = page.lines
        self.entries = page.entries
        self.reader = page.reader
        self.address = page.address
        self.new_url = f"{page.create_url}?date={self.day.isoformat()}"
        self.new_in = f"{self.new_url}&diary={BLANK}"
        self.new_for = _("New for %(name)s")
        self.hours = layout.ALL_HOURS if page.address.get("hours") else page.reader.shown_hours
        self.now_unit = self._now_unit()
        address = page.address.of_diary(BLANK)
        self.day_url = address.at("day", self.day)
        self.all_hours_url = address.with_(hours="all").at("day", self.day)

    def overview(self) -> Overview:
        by_owner = defaultdict(list)
        for line in self.lines:
            by_owner[line.user_id, line.resource_id].append(line)
        made = [(diary, self._track(diary, by_owner[diary.owner])) for diary in self.on_show.rows]
        free = self._free_slots()
        return Overview(
            people=rows.joined(track for diary, track in made if diary.user),
            resources=rows.joined(track for diary, track in made if diary.resource),
            free=free,
            free_title=self._free_title(),
            free_first=self._free_first(free),
            new_url=f"{self.new_url}&{self.for_all}",
            span=self.hours,
            classes=self._classes(),
            hours=[
                (unit, self.reader.hour(unit // HOUR))
                for unit in range(self.hours.first, self.hours.last, HOUR)
            ],
        )

    def _track(self, diary: Diary, lines: list[Any]) -> str:
        plan = layout.plan_day(self._units(lines), self.hours, most=HALVES)
        key = str(diary.key)
        all_hours_url = self.all_hours_url.replace(BLANK, key)
        is_me = diary.user == self.reader.user
        return rows.track(
            rows.Track(
                name=diary.name,
                detail=_("You") if is_me else diary.detail,
                mark=icon(diary.icon, "m") if diary.resource else diary.initials,
                url=self.day_url.replace(BLANK, key),
                outside=self._outside(plan),
                new_url=self.new_in.replace(BLANK, key),
                new_name=self.new_for % {"name": diary.name},
                all_hours_url=all_hours_url,
                blocks=[
                    self._whole_day(lines, all_hours_url),
                    *(self._block(box, all_hours_url) for box in plan.boxes),
                ],
                now_unit=self.now_unit,
            )
        )

    def _units(self, lines: list[Any]) -> list[tuple[int, int, Any]]:
        found = []
        for line in lines:
            if not is_all_day(line) and not is_due(line):
                spans = layout.spans(line.starts_at, line.ends_at, self.window)
                found += [(start, end, line) for _day, start, end in spans]
        return found

    def _whole_day(self, lines: list[Any], all_hours_url: str) -> str:
        """All-day lines, as one strip above the others."""
        zone = self.reader.zone
        found = [line for line in lines if is_all_day(line) and on_day(line, self.day, zone)]
        entries = [self.entries.all_day(line) for line in found]
        return rows.whole_day(self.hours, entries, all_hours_url)

    def _block(self, box: Box, all_hours_url: str) -> str:
        entries = [self.entries.timed(line) for line in box.items]
        if len(entries) == 1:
            return rows.block(box, entries[0])
        return rows.blocks_gathered(box, entries, all_hours_url)

    def _outside(self, plan: layout.DayPlan) -> str:
        """What lies outside the shown hours, in words with the way to it."""
        parts = []
        if plan.earlier:
            parts.append(_("+%(count)s earlier") % {"count": len(plan.earlier)})
        if plan.later:
            parts.append(_("+%(count)s later") % {"count": len(plan.later)})
        return ", ".join(parts)

    # -- common free time ----------------------------------------------------------------------

    def _free_slots(self) -> list[FreeSlot]:
        length = timedelta(minutes=self.reader.user.preferences.appointment_minutes)
        asked = {diary.owner for diary in self.on_show.diaries}
        lines = [line for line in self.lines if (line.user_id, line.resource_id) in asked]
        free = common_free(lines, self.on_show.diaries, self.window, self.reader, length)
        slots = [self._free_slot(span) for span in free]
        return [slot for slot in slots if slot.start < slot.end]

    def _free_slot(self, span: Span) -> FreeSlot:
        start, end = (self.reader.time_of(instant) for instant in span)
        ((_day, first, last),) = layout.spans(*span, self.window)
        return FreeSlot(
            start=max(first, self.hours.first),
            end=min(last, self.hours.last),
            text=start,
            name=_("%(start)s to %(end)s, book for all") % {"start": start, "end": end},
            url=self._booking_url(span),
        )

    def _booking_url(self, span: Span) -> str:
        start, end = (f"{instant.astimezone(self.reader.zone):%H:%M}" for instant in span)
        query = urlencode([("start", start), ("end", end)])
        return f"{self.new_url}&{query}&{self.for_all}"

    @cached_property
    def for_all(self) -> str:
        """What every booking for all says: whose it is. The way back is where it came from."""
        return urlencode([("diary", str(diary.key)) for diary in self.on_show.diaries])

    def _free_title(self) -> str:
        people = sum(diary.user is not None for diary in self.on_show.diaries)
        resources = len(self.on_show.diaries) - people
        parts = []
        if people:
            parts.append(
                ngettext("%(count)s person", "%(count)s people", people) % {"count": people}
            )
        if resources:
            text = ngettext("%(count)s resource", "%(count)s resources", resources)
            parts.append(text % {"count": resources})
        length = wording.length(self.reader.user.preferences.appointment_minutes)
        return ", ".join((_("Common free time"), *parts, length))

    def _free_first(self, free: list[FreeSlot]) -> str:
        if not free:
            return _("None this day")
        if len(free) == 1:
            return _("First: %(first)s") % {"first": free[0].text}
        return _("First: %(first)s, next: %(next)s") % {"first": free[0].text, "next": free[1].text}

    # -- the whole -----------------------------------------------------------------------------

    def _classes(self) -> str:
        work = self.reader.working_hours_on(self.day) or self.reader.working_hours
        first, last = self.hours.first // HOUR, self.hours.last // HOUR
        return f"from{first} to{last} {rows.worked(work)} hrs{last - first}"

    def _now_unit(self) -> int | None:
        local = self.reader.now.astimezone(self.reader.zone)
        unit = local.hour * HOUR + local.minute // 5
        shown = self.hours.first <= unit < self.hours.last
        return unit if shown and self.reader.today == self.day else None
