"""Whose time is taken: conflicts of people, and rooms that are never booked twice."""

import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from crm.prepared import Prepared
from followups.models import Participant, Resource
from followups.seats import all_day_claims
from followups.visibility import ONE_DAY

QUARTER = datetime.timedelta(minutes=15)
SEARCHED_AHEAD = datetime.timedelta(days=7)


class Taken(NamedTuple):
    """A stretch of time somebody or something is taken; no more than that is told."""

    user_id: int | None
    resource_id: int | None
    starts_at: datetime.datetime
    ends_at: datetime.datetime


class RoomTaken(Exception):
    """A protected resource is booked already at that time."""

    def __init__(self, taken):
        self.taken = taken
        super().__init__("a protected resource is taken")


def taken_times(*, users=(), resources=(), start, end, apart_from=None):
    """`Taken` for every busy claim on these people and resources in the half-open span."""
    rows = TAKEN.rows(**_asked(users, resources, start, end), apart_from=apart_from or 0)
    return [Taken._make(row) for row in rows]


def spans_taken(*, users=(), resources=(), start, end):
    """(start, end) of every claim that blocks, busy or tentative: how full these diaries are."""
    return SPANS.rows(**_asked(users, resources, start, end))


def taken_by(users, start, end):
    """{user: (start, end) of every busy claim on their diary in the span}"""
    spans = {}
    for user, *span in TAKEN_BY.rows(**_asked(users, (), start, end)):
        spans.setdefault(user, []).append(tuple(span))
    return spans


def _asked(users, resources, start, end):
    return {
        "users": list(users),
        "resources": list(resources),
        "start": start,
        "end": end,
        "day_before": start - ONE_DAY,
    }


def _taken(asked):
    busy = Participant.objects.filter(blocks=Participant.Blocks.BUSY)
    busy = busy.exclude(followup=asked.apart_from)
    columns = ("user_id", "resource_id", "starts_at", "ends_at")
    return _overlapping(busy, asked, columns).order_by("starts_at")[:200]


def _taken_by(asked):
    busy = Participant.objects.filter(blocks=Participant.Blocks.BUSY)
    return _overlapping(busy, asked, ("user_id", "starts_at", "ends_at"))


def _spans(asked):
    return _overlapping(Participant.objects.filter(blocks__gt=0), asked, ("starts_at", "ends_at"))


def _overlapping(claims, asked, columns):
    """Those of the diaries asked for that overlap the span: two bounded scans, no past read.

    As one condition with OR it is read from the first booking on where SQLite judges it so.
    """
    claims = claims.of_diaries(asked.users, asked.resources)
    short = claims.filter(
        is_long=False,
        starts_at__gte=asked.day_before,
        starts_at__lt=asked.end,
        ends_at__gt=asked.start,
    )
    long = claims.filter(is_long=True, starts_at__lt=asked.end, ends_at__gt=asked.start)
    return short.values_list(*columns).union(long.values_list(*columns), all=True)


TAKEN, TAKEN_BY, SPANS = Prepared(_taken), Prepared(_taken_by), Prepared(_spans)


def lock(resource_ids):
    """Hold these resources until the transaction ends, in one order so that nobody waits in a ring.

    SQLite has no row locks and needs none: its write transactions are one at a time.
    """
    if not resource_ids:
        return {}
    rows = Resource.objects.select_for_update().filter(pk__in=resource_ids).order_by("pk")
    return {resource.pk: resource for resource in rows}


def refuse_double_booking(followup, resources):
    """Raise `RoomTaken` where a protected one of the locked `resources` is taken then."""
    taken = []
    for resource in resources:
        start, end = followup.span_in(resource.zone)
        if resource.is_protected and start is not None:
            taken += taken_times(
                resources=[resource.pk], start=start, end=end, apart_from=followup.pk
            )
    if taken:
        raise RoomTaken(taken)


def free_resources(start, end, category):
    """Active resources of a category that nobody has booked in the span."""
    bookings = Participant.objects.filter(resource=OuterRef("pk"), blocks__gt=0).touching(
        start, end
    )
    return Resource.objects.active().filter(~Exists(bookings), category=category)


def free_starts(resource, start, length, *, most=3):
    """The next instants from `start` on, on the quarter, at which `resource` is free so long."""
    taken = taken_times(resources=[resource.pk], start=start, end=start + SEARCHED_AHEAD)
    found, at = [], start
    for block in [*taken, None]:
        while len(found) < most and (block is None or at + length <= block.starts_at):
            if at >= start + SEARCHED_AHEAD:
                return found
            found.append(at)
            at += max(length, QUARTER)
        if block is not None:
            at = max(at, _next_quarter(block.ends_at))
    return found


def _next_quarter(instant):
    past = instant.minute % 15 * 60 + instant.second
    return instant + datetime.timedelta(seconds=-past % (15 * 60))


def ways_out(error, start, end, moments):
    """Sentences that say which room is taken when, which other is free, and when it is free.

    `moments`: the words, zone and clock of the reader.
    """
    names = Resource.objects.in_bulk({taken.resource_id for taken in error.taken})
    sentences = []
    for pk, resource in names.items():
        spans = ", ".join(
            moments.between(t.starts_at, t.ends_at) for t in error.taken if t.resource_id == pk
        )
        sentences.append(_("%(room)s is taken %(spans)s.") % {"room": resource, "spans": spans})
        others = free_resources(start, end, resource.category)[:3]
        if others:
            sentences.append(
                _("Free at that time: %(rooms)s.") % {"rooms": ", ".join(map(str, others))}
            )
        times = ", ".join(map(moments.moment, free_starts(resource, start, end - start)))
        if times:
            sentences.append(_("%(room)s is free: %(times)s.") % {"room": resource, "times": times})
    return sentences


def overlaps_of(resource):
    """Pairs of bookings of `resource` that overlap; while there are any it cannot be protected."""
    bookings = Participant.objects.filter(resource=resource, blocks__gt=0)
    later = bookings.filter(
        Q(starts_at__lt=OuterRef("ends_at")) & Q(ends_at__gt=OuterRef("starts_at"))
    ).exclude(pk=OuterRef("pk"))
    return bookings.filter(Exists(later)).order_by("starts_at")


def overlaps_in_zone(resource, zone):
    """All-day bookings of `resource` that would overlap others if its days began in `zone`."""
    timed = Participant.objects.filter(resource=resource, blocks__gt=0, followup__starts_on=None)
    spans = list(timed.values_list("starts_at", "ends_at"))
    return [
        row
        for row in all_day_claims(zone, resource=resource)
        if any(start < row.ends_at and end > row.starts_at for start, end in spans)
    ]


def protect(resource):
    """Copy to the bookings of `resource` whether it is protected now."""
    Participant.objects.filter(resource=resource).update(protected=resource.is_protected)
