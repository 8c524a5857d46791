"""What a follow-up may be asked to do, and how its times hang together."""

import datetime
import zoneinfo

from django.utils.translation import gettext as _

from followups.models.kinds import Availability, Kind


class TimeRules:
    """Verbs and questions of a follow-up. They set fields and keep the rules; `changes` saves."""

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def is_all_day(self):
        return self.starts_on is not None

    @property
    def is_timed(self):
        return self.starts_at is not None

    @property
    def is_parked(self):
        """An appointment without a time, kept in Activities."""
        return self.kind == Kind.APPOINTMENT and not self.is_timed and not self.is_all_day

    @property
    def is_planned_call(self):
        return self.kind == Kind.CALL and not self.is_timed

    @property
    def is_completed(self):
        return self.completed_at is not None

    @property
    def is_deleted(self):
        return self.deleted_at is not None

    @property
    def duration(self):
        return self.ends_at - self.starts_at if self.is_timed else None

    def span_in(self, zone):
        """(start, end) instants that it takes in a diary of `zone`; (None, None) without a time.

        An all-day span runs between the midnights of that diary.
        """
        if self.is_timed:
            return self.starts_at, self.ends_at
        if self.is_all_day:
            return midnight(self.starts_on, zone), midnight(self.ends_on, zone)
        return None, None

    def day_listed(self, zone):
        """The local date it is listed under: deadline, else start, else when it was made."""
        if self.due_on and not (self.kind == Kind.CALL and self.is_timed):
            return self.due_on
        if self.is_timed:
            return self.starts_at.astimezone(zone).date()
        return self.starts_on or self.created_at.astimezone(zone).date()

    def is_overdue(self, now):
        """Open, and its time or deadline has passed at the instant `now`."""
        if self.is_completed or self.is_deleted:
            return False
        ends = self.ends_at
        if self.due_on and not (self.kind == Kind.CALL and self.is_timed):
            ends = wall_clock(self.due_on, self.due_time, self.zone)
        elif self.is_all_day:
            ends = midnight(self.ends_on, self.zone)
        return ends is not None and ends < now

    # -- verbs --------------------------------------------------------------------------------

    def reschedule(self, starts_at, ends_at):
        self.starts_at, self.ends_at = starts_at, ends_at
        self.starts_on = self.ends_on = None

    def span_days(self, first, last):
        """All day from `first` to `last`, both included."""
        self.starts_at = self.ends_at = None
        self.starts_on, self.ends_on = first, last + datetime.timedelta(days=1)

    def move_to_day(self, day):
        """To the local date `day`: same clock, same length; a deadline moves as far."""
        by = day - self.day_listed(self.zone)
        if self.is_timed:
            local = self.starts_at.astimezone(self.zone)
            start = wall_clock(local.date() + by, local.time(), self.zone)
            self.reschedule(start, start + self.duration)
        elif self.is_all_day:
            self.starts_on, self.ends_on = self.starts_on + by, self.ends_on + by
        if self.due_on:
            self.due_on += by

    def park(self):
        self.starts_at = self.ends_at = self.starts_on = self.ends_on = None

    def complete(self, at, by, preferences):
        """Mark as done. A planned call is made by that: it starts at `at` with its length."""
        if self.is_planned_call:
            minutes = self.type.minutes_for(preferences)
            start = at.replace(second=0, microsecond=0)
            self.reschedule(start, start + datetime.timedelta(minutes=minutes))
        self.completed_at, self.completed_by = at, by

    def reopen(self):
        self.completed_at = self.completed_by = None

    def trash(self, at, by):
        self.deleted_at, self.deleted_by = at, by

    def restore(self):
        self.deleted_at = self.deleted_by = None

    def change_type(self, new_type):
        """Take another type and with it its kind, losing nothing that the new kind can hold."""
        before, self.type, self.kind = self.kind, new_type, new_type.kind
        if before != self.kind:
            self._fit_times_to_kind()

    def _fit_times_to_kind(self):
        if self.kind == Kind.APPOINTMENT:
            self.due_on = self.due_time = None
        elif not self.due_on and (self.kind == Kind.TASK or not self.is_timed):
            self.due_on = self._first_day()
        if self.kind == Kind.CALL and self.is_all_day:
            self.due_on = self.due_on or self.starts_on
            self.starts_on = self.ends_on = None

    def _first_day(self):
        if self.is_timed:
            return self.starts_at.astimezone(self.zone).date()
        return self.starts_on or self.created_at.astimezone(self.zone).date()

    def take_defaults_of_type(self):
        self.availability = self.type.availability or Availability.BUSY

    def time_errors(self):
        """{field: message} for each rule of its kind that the times break."""
        errors = {}
        if self.is_timed:
            shortest = datetime.timedelta(minutes=1 if self.kind == Kind.APPOINTMENT else 0)
            if self.ends_at - self.starts_at < shortest:
                errors["end"] = _("The end is before the start. Choose a later end.")
        if self.is_all_day and self.ends_on <= self.starts_on:
            errors["end"] = _("The last day is before the first. Choose a later day.")
        if self.kind == Kind.TASK and not self.due_on:
            errors["due_on"] = _("A task needs a deadline. Write a date, for example tomorrow.")
        if self.is_planned_call and not self.due_on:
            errors["due_on"] = _("A planned call needs a deadline. Write a date.")
        if self.due_time and not self.due_on:
            errors["due_on"] = _("The deadline has a time but no date. Write the date.")
        return errors


def midnight(day, zone):
    """The instant at which the local date `day` begins in `zone`."""
    return wall_clock(day, datetime.time(), zone)


def wall_clock(day, time, zone):
    """The instant of a local date and time; without a time the end of that date.

    A time that the clocks skip becomes the same span later, one that comes twice its first pass
    (RFC 5545 3.3.5).
    """
    if time is None:
        return midnight(day + datetime.timedelta(days=1), zone)
    local = datetime.datetime.combine(day, time, tzinfo=zone)
    return local.astimezone(datetime.UTC)
