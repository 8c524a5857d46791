"""Month: whole weeks of days, three lines in each, the rest behind a number."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from diary import layout, rows, windows
from diary.layout import Bar
from diary.pages import Page
from diary.windows import ONE_DAY, TICK
from followups import wording

MOST_LINES = 3


@dataclass
class Cell:
    iso: str
    number: int
    name: str
    classes: str
    url: str
    new_url: str
    new_name: str
    is_today: bool
    count: int
    lines: SafeString
    more: SafeString


@dataclass
class Week:
    number: int
    name: str
    url: str
    cells: list[Cell]


class MonthMaker:
    def __init__(self, page: Page):
        self.window = page.window
        self.month = page.day
        self.lines = page.sorted_lines
        self.entries = page.entries
        self.reader = page.reader
        self.address = page.address
        self.new_url = page.new_url
        self.new_on = _("New on %(day)s")

    def weeks(self) -> list[Week]:
        bars = [*self.lines.all_day, *self._long()]
        timed = self._timed_by_day()
        return [
            self._week(days, layout.lanes(bars, days), timed) for days in windows.weeks(self.window)
        ]

    def _week(self, days: list[date], lanes: Any, timed: Any) -> Week:
        number = windows.iso_week(days)
        return Week(
            number=number,
            name=wording.week_number(number),
            url=self.address.at("week", days[0]),
            cells=[
                self._cell(day, lane, timed[day]) for day, lane in zip(days, lanes, strict=True)
            ],
        )

    def _cell(self, day: date, lane: list[Bar | None], timed: list[Any]) -> Cell:
        due = sorted(self.lines.due.get(day, ()), key=lambda line: line.completed_at is not None)
        bars = [bar for bar in lane if bar]
        room = max(MOST_LINES - len(lane), 0)
        drawn = [self._bar(bar, day) for bar in lane[:MOST_LINES]]
        drawn += [self._line(line, day) for line in timed[:room]]
        room = max(room - len(timed), 0)
        drawn += [rows.due(self.entries.due(line)) for line in due[:room]]
        count = len(bars) + len(timed) + len(due)
        hidden = count - sum(row != rows.GAP for row in drawn)
        name = wording.weekday_and_day(day, self.reader.language)
        url = self.address.at("day", day)
        return Cell(
            iso=day.isoformat(),
            number=day.day,
            name=f"{name}, {wording.count_of_followups(count)}" if count else name,
            classes=self._classes(day),
            url=url,
            new_url=self.new_url(day),
            new_name=self.new_on % {"day": name},
            is_today=day == self.reader.today,
            count=count,
            lines=rows.joined(drawn),
            more=rows.joined([rows.more(hidden, url, name)] if hidden else []),
        )

    def _classes(self, day: date) -> str:
        classes = {
            "today": day == self.reader.today,
            "off": self.reader.work_week.on(day) is None,
            "out": day.month != self.month.month,
        }
        return " ".join(name for name, holds in classes.items() if holds)

    def _bar(self, bar: Bar | None, day: date) -> str:
        if bar is None:
            return rows.GAP
        entry = self.entries.of(bar.item)
        if bar.first != day:
            return rows.bar_again(entry, ends_here=day + ONE_DAY == bar.last)
        return rows.bar(bar, entry)

    def _line(self, line: Any, day: date) -> str:
        first_day = line.starts_at.astimezone(self.reader.zone).date() == day
        return rows.line(self.entries.timed(line), first_day=first_day)

    def _long(self) -> list[tuple[date, date, Any]]:
        """What has hours but lasts longer than a day stands as a bar."""
        zone = self.reader.zone
        return [
            (
                line.starts_at.astimezone(zone).date(),
                (line.ends_at - TICK).astimezone(zone).date() + ONE_DAY,
                line,
            )
            for line in self.lines.timed
            if is_long(line)
        ]

    def _timed_by_day(self) -> dict[date, list[Any]]:
        found: dict[date, list[Any]] = defaultdict(list)
        for line in self.lines.timed:
            if not is_long(line):
                for day, _start, _end in layout.spans(line.starts_at, line.ends_at, self.window):
                    found[day].append(line)
        return found


def is_long(line: Any) -> bool:
    return bool(line.ends_at - line.starts_at > ONE_DAY)
