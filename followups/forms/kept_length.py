"""Start, end and duration in step, where no script did it already: what was changed wins."""

import datetime

from django.utils.translation import gettext as _

from followups.durations import MOST
from followups.forms.when import WhenError, day_of_end
from followups.models import Kind

TIMES = ("date", "start", "end_date", "end")
MIDNIGHT = datetime.time()


class KeptLength:
    """Part of the follow-up form. Its page sends along what it was sent with, and what moved since.

    `shown_when`: the times; `shown_due`: the deadline. `holds`: which of "end" and "duration" was
    changed last, if a script saw it; without one, what differs from the times shown was changed.
    """

    @property
    def shown_when(self):
        """2026-06-10T13:00/2026-06-10T14:00"""
        span = span_of(*(self.shown(name) for name in TIMES), all_day=self.shown("all_day"))
        return "/".join(moment.isoformat() for moment in span) if span else ""

    @property
    def shown_due(self):
        due_on = self.shown("due_on")
        return due_on.isoformat() if due_on else ""

    @property
    def day(self):
        """The day of the times; of a task or a call its deadline, where no other day is written."""
        cleaned = self.cleaned_data
        if cleaned["date"] or cleaned["kind"] == Kind.APPOINTMENT:
            return cleaned["date"]
        return cleaned.get("due_on") or self.fields["date"].today

    def keep_length(self):
        """Move the end by what is meant to last, and say how long it takes."""
        cleaned, shown = self.cleaned_data, read_shown(self.data.get("shown_when", ""))
        is_all_day = cleaned["all_day"] and cleaned["kind"] != Kind.CALL
        if cleaned["start"] is None and not is_all_day:
            return self._refuse_duration_alone(shown)
        span = span_of(self.day, *(cleaned[name] for name in TIMES[1:]), all_day=is_all_day)
        if not self.day or (is_all_day and not (shown and span)):
            return None
        start = span[0] if span else datetime.datetime.combine(self.day, cleaned["start"])
        length = self._length_meant(start, span and span[1], shown, is_all_day=is_all_day)
        if length is not None:
            span = start, start + length
            self._settle_end(*span, is_all_day=is_all_day)
        if span and span[0] <= span[1] and not is_all_day:
            self._settle("duration", span[1] - span[0])
        return None

    def _length_meant(self, start, end, shown, *, is_all_day):
        """How long it shall last; None where the end as typed stands."""
        duration = None if is_all_day else self.cleaned_data["duration"]
        if end is None or (duration is not None and self.data.get("holds") == "duration"):
            return duration
        if self.data.get("holds") == "end":
            return None
        usual, is_changed = self._usual_length(shown), self._changed(duration, shown)
        if shown and self._end_is_as_shown(shown):
            self.end_moved = start.time() != shown[0].time() and not is_changed
            return duration if is_changed else usual if start != shown[0] else None
        if is_changed and start + duration != end:
            raise WhenError(
                "duration",
                _("The duration and the end do not fit together. Empty the one that is wrong."),
            )
        return None

    def _usual_length(self, shown):
        return shown[1] - shown[0] if shown else self.initial.get("duration")

    def _changed(self, duration, shown):
        return duration is not None and duration != self._usual_length(shown)

    def _refuse_duration_alone(self, shown):
        if self._changed(self.cleaned_data["duration"], shown):
            raise WhenError("start", _("Write when it starts."))

    def _settle_end(self, start, end, *, is_all_day):
        self._settle("end_date", end.date() if end.date() != start.date() else None)
        if not is_all_day:
            self._settle("end", end.time())

    def _end_is_as_shown(self, shown):
        start, end = shown
        cleaned = self.cleaned_data
        end_date = end.date() if end.date() != start.date() else None
        return cleaned["end_date"] == end_date and (
            cleaned["all_day"] or cleaned["end"] == end.time()
        )

    def keep_deadline(self):
        """What becomes a task is due on the day it begins, unless another one is written."""
        cleaned, was = self.cleaned_data, self.initial["kind"]
        if cleaned["kind"] != Kind.TASK or was == Kind.TASK or not cleaned["date"]:
            return
        shown = read_shown(self.data.get("shown_when", ""))
        is_moved = was == Kind.APPOINTMENT and shown and self.day != shown[0].date()
        is_untouched = str(cleaned["due_on"]) == self.data.get("shown_due")
        if not cleaned["due_on"] or (is_moved and is_untouched):
            self._settle("due_on", cleaned["date"])

    @property
    def notes(self):
        """What a saved form says besides when it is."""
        moved = [_("The end moved along with the start.")] if self.end_moved else []
        return [*moved, *self.span.notes]


def span_of(date, start, end_date, end, *, all_day):
    """(start, end) on the wall clock; of whole days their midnights. None while one is missing."""
    if all_day:
        start = end = MIDNIGHT
    if not date or start is None or end is None:
        return None
    combine = datetime.datetime.combine
    return combine(date, start), combine(end_date or day_of_end(date, start, end), end)


def length_of(values):
    """How long something with these values of the form takes, where it has start and end."""
    span = span_of(*(values.get(name) for name in TIMES), all_day=False)
    length = span and span[1] - span[0]
    return length if length and datetime.timedelta() <= length <= MOST else None


def read_shown(text):
    start, _slash, end = text.partition("/")
    try:
        span = datetime.datetime.fromisoformat(start), datetime.datetime.fromisoformat(end)
        return span if span[0] <= span[1] else None
    except (ValueError, TypeError):
        return None
