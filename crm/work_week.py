"""When somebody works: on each weekday from and to what time of day, or not at all."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _


def usual_hours():
    return {str(weekday): ["08:00", "16:00"] for weekday in range(5)}


class WorkWeek:
    """`hours`: {"0": ["08:00", "16:00"]}, local times by weekday (0 is Monday) without days off."""

    def __init__(self, hours):
        self.hours = hours

    def on(self, day):
        """(from, to) of a date; None on a day off."""
        times = self.hours.get(str(day.weekday()))
        return _read(times) if times else None

    def at_work_on(self, day):
        """The same; on a day off, if one does work, as on the first day of the week."""
        return self.on(day) or _read(self.hours[min(self.hours)])

    @property
    def whole(self):
        """From the earliest beginning to the latest end."""
        starts, ends = zip(*map(_read, self.hours.values()), strict=True)
        return min(starts), max(ends)

    @property
    def weekdays(self):
        return sorted(map(int, self.hours))

    def __str__(self):
        """Monday–Thursday 08:00–16:00, Friday 08:00–15:00"""
        runs = []
        for weekday in self.weekdays:
            times = self.hours[str(weekday)]
            if runs and runs[-1][1:] == (weekday - 1, times):
                runs[-1] = (runs[-1][0], weekday, times)
            else:
                runs.append((weekday, weekday, times))
        return ", ".join(_told(*run) for run in runs)


def validate_hours(hours):
    if not hours:
        raise ValidationError(_("Tick at least one day."))
    for weekday, times in hours.items():
        start, end = _read(times)
        if end <= start:
            raise ValidationError(
                _("%(day)s: the day ends before it starts. Choose a later end.")
                % {"day": WEEKDAYS[int(weekday)]}
            )


def _read(times):
    start, end = times
    return datetime.time.fromisoformat(start), datetime.time.fromisoformat(end)


def _told(first, last, times):
    days = dict.fromkeys([str(WEEKDAYS[first]), str(WEEKDAYS[last])])
    return f"{'–'.join(days)} {'–'.join(times)}"
