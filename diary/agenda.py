"""What stands on some days, as a list in the order of those days."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from diary import rows
from diary.entries import Entries, Entry
from diary.lines import Line, all_day_span, is_all_day, is_due
from diary.windows import Window
from followups import wording


class Agenda:
    def __init__(self, window: Window, entries: Entries):
        self.window = window
        self.entries = entries
        self.reader = entries.reader

    def html(
        self, lines: Iterable[Line], row: Callable[[Entry, str], str] = rows.agenda
    ) -> SafeString:
        """Rows for those lines, which touch the window; `row` writes one."""
        return rows.joined(self._row(line, row) for line in sorted(lines, key=self._order))

    def _order(self, line: Line) -> Any:
        rank = 0 if is_all_day(line) else 1 if is_due(line) else 2
        time = line.due_time if is_due(line) else line.starts_at
        return self._day(line), rank, str(time or ""), getattr(line, "title", "")

    def _day(self, line: Line) -> date:
        if is_due(line):
            return line.due_on
        if is_all_day(line):
            day, _last = all_day_span(line, self.reader.zone)
        else:
            day = line.starts_at.astimezone(self.reader.zone).date()
        return max(day, self.window.first)

    def _row(self, line: Line, row: Callable[[Entry, str], str]) -> str:
        entry = self.entries.due(line) if is_due(line) else self.entries.of(line)
        time = entry.time_on(first_day=not self._began_before(line))
        if is_due(line):
            time = time or _("Due")
        time = wording.capitalised(time)
        if len(self.window.days) > 1:
            time = f"{wording.in_words(self._day(line), 'EEE', self.reader.language)} {time}"
        return row(entry, time)

    def _began_before(self, line: Line) -> bool:
        if is_due(line) or line.starts_at is None:
            return False
        return bool(line.starts_at < self.window.start)
