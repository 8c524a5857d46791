"""The Activities of a record: what is open, what was done, and the documents among it.

Only follow-ups that the reader may see are in them; hidden ones are left out and not counted.
"""

import datetime
from types import SimpleNamespace

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from crm.models import Company, Person, Project, Sale
from crm.prepared import Prepared
from followups.activities import FOLLOWUP, MOST_COUNTED, Activity, cut, of_kind, page_among
from followups.models import HAPPENED, FollowUp, Kind

RECORD_LINKS = {Company: "company", Person: "person", Sale: "sale", Project: "project"}
OF_RECORD = [*FOLLOWUP, "listed_on", "completed_at"]


def of_record(record, viewer):
    """The follow-ups tied to a record, the latest first; a contact's with those of the company."""
    return _tied(SimpleNamespace(**_about(record, viewer)), RECORD_LINKS[type(record)])


def _about(record, viewer):
    values = {"viewer": viewer.pk, "record": record.pk}
    if isinstance(record, Person) and record.company_id:
        values["company"] = record.company_id
    return values


def _tied(asked, name):
    links = Q(*_links(asked, name), _connector=Q.OR)
    tied = FollowUp.objects.visible_to(asked.viewer).filter(links)
    return tied.order_by("-listed_on", F("starts_at").desc(nulls_first=True), "-id")


def _links(asked, name):
    """What ties follow-ups to the record: (name of the link, to what)."""
    links = [(name, asked.record)]
    return [*links, ("company", asked.company)] if hasattr(asked, "company") else links


def _first_tied(asked, name, narrowing, order, most):
    """At most so many of those tied, in `order`: each link gives its own along its index."""
    parts = [
        FollowUp.objects.visible_to(asked.viewer).filter(narrowing, link).order_by(*order)[:most]
        for link in _links(asked, name)
    ]
    if len(parts) == 1:
        return parts[0].values_list(*OF_RECORD)
    # SQLite allows no limit in a union itself.
    keys = [FollowUp.objects.filter(pk__in=part.values("pk")).values("pk") for part in parts]
    return (
        FollowUp.objects.filter(pk__in=keys[0].union(*keys[1:]))
        .order_by(*order)
        .values_list(*OF_RECORD)
    )


NEXT = 10


def next_of_record(record, viewer, now, *, show=""):
    """What is still open of a record: overdue ones first, then by time, without a time last.

    One more than `NEXT` tells of others.
    """
    zone = viewer.preferences.zone
    local = timezone.localtime(now, zone)
    times = {"now": now, "today": local.date(), "clock": local.time()}
    rows = OPEN.rows(RECORD_LINKS[type(record)], show, **_about(record, viewer), **times)
    rows = [Activity._make(row) for row in rows]
    return sorted(rows, key=lambda row: (not is_over(row, local), is_parked(row), when(row, zone)))


def _open(asked, name, show):
    parked = Q(kind=Kind.APPOINTMENT, starts_at=None, starts_on=None)
    due = Q(due_on__isnull=False) & ~Q(kind=Kind.CALL, starts_at__isnull=False)
    passed = Q(listed_on__lt=asked.today)
    passed |= Q(listed_on=asked.today, due_time__lt=asked.clock)
    over = (due & passed) | (~due & (Q(ends_at__lt=asked.now) | Q(ends_on__lte=asked.today)))
    order = (
        Case(When(over, then=Value(0)), When(parked, then=Value(2)), default=Value(1)),
        "listed_on",
        F("starts_at").asc(nulls_first=True),
        F("due_time").asc(nulls_first=True),
        "id",
    )
    return _first_tied(asked, name, of_kind(show) & Q(completed_at=None), order, NEXT + 1)


def is_parked(row):
    return row.kind == Kind.APPOINTMENT and row.starts_at is None and row.starts_on is None


def is_over(row, local):
    """Whether the deadline, else the end, of an open one has passed."""
    if row.due_on and not (row.kind == Kind.CALL and row.starts_at):
        clock = row.due_time or datetime.time.max
        return (row.due_on, clock) < (local.date(), local.time())
    if row.ends_on:
        return row.ends_on <= local.date()
    return row.ends_at is not None and row.ends_at < local


def when(row, zone):
    """(day, time of the day) of an open one; what has no time comes before the others of its day"""
    start = row.starts_at and row.starts_at.astimezone(zone).time()
    if start and not (row.due_on and row.kind == Kind.TASK):
        return row.listed_on, start
    return row.listed_on, row.due_time or datetime.time.min


def page_of_record(record, viewer, *, show="", number=1, narrowing=None, beside=()):
    """A page of what was done, the latest first; of all that is tied to it, as `narrowing` says,
    if it says so. With the documents `beside`.
    """
    if not narrowing or not narrowing.chosen:
        shape, about = (RECORD_LINKS[type(record)], show), _about(record, viewer)
        zone = viewer.preferences.zone
        page = page_among(
            number,
            beside,
            lambda *ends: DONE.rows(*shape, *ends, **about),
            lambda row: (row.starts_at or row.completed_at).astimezone(zone).date(),
        )
        return page._replace(rows=[dated(row, zone) for row in page.rows])
    listed = narrowing.filter(of_record(record, viewer).filter(of_kind(show)), viewer)
    page = page_among(
        number, beside, lambda *ends: cut(listed, OF_RECORD, *ends), lambda row: row.listed_on
    )
    return page._replace(counted=listed[:MOST_COUNTED].count())


def dated(row, zone):
    """A completed one with the day on which it happened: a task that on which it was done."""
    if not isinstance(row, Activity) or row.starts_on:
        return row
    happened = row.starts_at or row.completed_at
    return row._replace(listed_on=happened.astimezone(zone).date())


def _done(asked, name, show, first, last):
    done = of_kind(show) & Q(completed_at__isnull=False)
    return _first_tied(asked, name, done, (HAPPENED.desc(), "-id"), last)[first:last]


OPEN, DONE = Prepared(_open), Prepared(_done)
