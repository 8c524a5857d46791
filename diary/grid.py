"""Day and Week: the days of a window as columns against the hours."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from diary import layout, rows
from diary.layout import HOUR, Bar, Box, Hours
from diary.pages import Page
from diary.windows import iso_week, wall_clock_before
from followups import wording

MOST_COLUMNS_IN_A_WEEK = 4
MOST_COLUMNS_IN_A_DAY = 12
MOST_LINES_IN_A_LANE = 5


@dataclass
class Column:
    """One day of the grid, all texts ready."""

    iso: str
    number: int
    weekday: str
    name: str
    classes: str
    url: str
    new_url: str
    new_name: str
    lane: SafeString
    slots: SafeString
    clock_change: str  # said on the days of 23 and 25 hours


@dataclass
class Grid:
    columns: list[Column]
    classes: str
    hours: Hours
    hour_labels: SafeString
    now_unit: int | None
    now_text: str
    corner: str


class GridMaker:
    """Draws the window of a page."""

    def __init__(self, page: Page):
        self.window = page.window
        self.lines = page.sorted_lines
        self.entries = page.entries
        self.reader = page.reader
        self.address = page.address
        self.is_day = len(page.window.days) == 1
        self.hours = layout.ALL_HOURS if page.address.get("hours") else page.reader.shown_hours
        self.new_url = page.new_url
        self.new_on = _("New on %(day)s")
        self.all_hours = page.address.with_(hours="all")

    def grid(self) -> Grid:
        days = self.window.days
        timed = self._units_by_day()
        lanes = layout.lanes(self.lines.all_day, days)
        now = self._now_unit()
        return Grid(
            columns=[
                self._column(day, timed[day], lane, now)
                for day, lane in zip(days, lanes, strict=True)
            ],
            classes=self._classes(),
            hours=self.hours,
            hour_labels=rows.joined(
                f"<li>{self.reader.hour(unit // HOUR)}</li>"
                for unit in range(self.hours.first, self.hours.last, HOUR)
            ),
            now_unit=now,
            now_text=self.reader.time_of(self.reader.now),
            corner=_("W %(number)s") % {"number": iso_week(days)},
        )

    # -- one day -------------------------------------------------------------------------------

    def _column(
        self, day: date, timed: list[Any], lane: list[Bar | None], now: int | None
    ) -> Column:
        language = self.reader.language
        is_today = day == self.reader.today
        work = self.reader.working_hours_on(day)
        name = wording.weekday_and_day(day, language)
        return Column(
            iso=day.isoformat(),
            number=day.day,
            weekday=wording.in_words(day, "EEEE" if self.is_day else "EEE", language),
            name=_("%(day)s, today") % {"day": name} if is_today else name,
            classes=f"{' today' if is_today else ''}{self._worked(work)}",
            url=self.address.at("day", day),
            new_url=self.new_url(day),
            new_name=self.new_on % {"day": name},
            lane=self._lane(day, lane),
            slots=self._slots(day, timed, now if is_today else None),
            clock_change=self._clock_change(day),
        )

    def _worked(self, work: Hours | None) -> str:
        """Classes of a day for when it is worked, where that is not as in the whole week."""
        if work is None:
            return " off"
        return "" if work == self.reader.working_hours else f" {rows.worked(work)}"

    def _slots(self, day: date, timed: list[Any], now: int | None) -> SafeString:
        most = MOST_COLUMNS_IN_A_DAY if self.is_day else MOST_COLUMNS_IN_A_WEEK
        plan = layout.plan_day(timed, self.hours, most=most)
        all_hours = self.all_hours.at("day", day)
        found = [
            rows.chip(self._texts(plan.earlier, day), all_hours, is_late=False),
            *(self._box(box, day) for box in plan.boxes),
            rows.chip(self._texts(plan.later, day), all_hours, is_late=True),
        ]
        if now is not None:
            found.append(rows.NOW.format(unit=now))
        return rows.joined(found)

    def _box(self, box: Box, day: date) -> str:
        if len(box.items) == 1:
            return rows.box(box, self.entries.timed(box.items[0]))
        entries = [self.entries.timed(line) for line in box.items]
        return rows.gathered(box, entries, self.address.at("day", day))

    def _texts(self, lines: list[Any], day: date) -> list[str]:
        """18:30 Flight"""
        entries = [(self.entries.timed(line), self._begins_on(line, day)) for line in lines]
        return [f"{entry.time_on(first_day=begins)} {entry.title}" for entry, begins in entries]

    def _begins_on(self, line: Any, day: date) -> bool:
        return bool(line.starts_at.astimezone(self.reader.zone).date() == day)

    def _lane(self, day: date, lane: list[Bar | None]) -> SafeString:
        found = [self._bar(bar, day) for bar in lane]
        found += [
            rows.due(self.entries.due(line), with_company=self.is_day) for line in self._due(day)
        ]
        if not self.is_day and len(found) > MOST_LINES_IN_A_LANE:
            hidden = len(found) - MOST_LINES_IN_A_LANE + 1
            name = wording.weekday_and_day(day, self.reader.language)
            found[-hidden:] = [f"<li>{rows.more(hidden, self.address.at('day', day), name)}</li>"]
        return rows.joined(found)

    def _due(self, day: date) -> list[Any]:
        """Open ones first, then by the hour."""
        return sorted(
            self.lines.due.get(day, ()),
            key=lambda line: (line.completed_at is not None, str(line.due_time or ""), line.title),
        )

    def _bar(self, bar: Bar | None, day: date) -> str:
        if bar is None:
            return rows.GAP
        entry = self.entries.all_day(bar.item)
        if bar.first != day:
            ends_here = day + timedelta(days=1) == bar.last
            return rows.bar_again(entry, ends_here=ends_here)
        return rows.bar(bar, entry, self._until(bar))

    def _until(self, bar: Bar) -> str:
        """Where a bar goes on beyond the days on show, its last day."""
        if not bar.goes_on or not getattr(bar.item, "ends_on", None):
            return ""
        last = bar.item.ends_on - timedelta(days=1)
        return _("until %(day)s") % {"day": wording.short_day(last, self.reader.language)}

    # -- the whole -----------------------------------------------------------------------------

    def _units_by_day(self) -> dict[date, list[tuple[int, int, Any]]]:
        found: dict[date, list[tuple[int, int, Any]]] = defaultdict(list)
        for line in self.lines.timed:
            for day, start, end in layout.spans(line.starts_at, line.ends_at, self.window):
                found[day].append((start, end, line))
        return found

    def _now_unit(self) -> int | None:
        """Where the red line stands; None when now is not on show."""
        local = self.reader.now.astimezone(self.reader.zone)
        unit = local.hour * HOUR + local.minute // 5
        shown = self.hours.first <= unit < self.hours.last
        return unit if shown and self.reader.today in self.window else None

    def _classes(self) -> str:
        work, hours = self.reader.working_hours, self.hours
        days = self.window.days
        kind = "cal-day" if self.is_day else "cal-week"
        if not self.is_day and len(days) < 7:
            kind += f" cal-work of{len(days)}"
        elif not self.is_day and days[0].weekday() != 0:
            kind += " cal-sun"
        return f"{kind} from{hours.first // HOUR} to{hours.last // HOUR} {rows.worked(work)}"

    def _clock_change(self, day: date) -> str:
        """Said of the days that have 23 or 25 hours."""
        change = self.window.clock_changes.get(day)
        if change is None:
            return ""
        before = wall_clock_before(change, self.window.zone)
        goes_back = change.astimezone(self.window.zone).replace(tzinfo=None) < before
        text = (
            _("The clocks go back at %(time)s")
            if goes_back
            else _("The clocks go forward at %(time)s")
        )
        return text % {"time": wording.clock(before.hour, before.minute, self.reader.clock)}
