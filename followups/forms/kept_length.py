"""The end goes along with a start that is moved alone, where no script did it already."""

import datetime

from django.utils.translation import gettext as _

TIMES = ("date", "start", "end_date", "end")
MIDNIGHT = datetime.time()


class KeptLength:
    """Part of the follow-up form. `shown_when`: the times that its page was sent with."""

    @property
    def shown_when(self):
        """2026-06-10T13:00/2026-06-10T14:00 to be sent along; gone once the end is chosen."""
        span = span_of(*(self.shown(name) for name in TIMES), all_day=self.shown("all_day"))
        return "/".join(moment.isoformat() for moment in span) if span else ""

    def keep_length(self):
        """Move the end by as much as the start, if nobody touched the end itself."""
        cleaned, shown = self.cleaned_data, read_span(self.data.get("shown_when", ""))
        typed = span_of(*(cleaned[name] for name in TIMES), all_day=cleaned["all_day"])
        if not shown or not typed or typed[0] == shown[0] or not self._end_is_as_shown(shown):
            return
        end = typed[0] + (shown[1] - shown[0])
        self._settle("end_date", end.date() if end.date() != typed[0].date() else None)
        if not cleaned["all_day"]:
            self._settle("end", end.time())
            self.end_moved = end.time() != shown[1].time()

    def _end_is_as_shown(self, shown):
        start, end = shown
        cleaned = self.cleaned_data
        end_date = end.date() if end.date() != start.date() else None
        return cleaned["end_date"] == end_date and (
            cleaned["all_day"] or cleaned["end"] == end.time()
        )

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
    return combine(date, start), combine(end_date or date, end)


def read_span(text):
    start, _slash, end = text.partition("/")
    try:
        span = datetime.datetime.fromisoformat(start), datetime.datetime.fromisoformat(end)
        return span if span[0] <= span[1] else None
    except (ValueError, TypeError):
        return None
