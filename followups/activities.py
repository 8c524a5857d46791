"""The Activities lists: what is to be done in a diary, all that stands in it, all about a record.

Only follow-ups that the reader may see are in them; hidden ones are left out and not counted.
"""

import datetime
import heapq
from types import SimpleNamespace
from typing import NamedTuple

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from crm.models import Company, Person, Project, Sale
from crm.prepared import Prepared
from followups.models import HAPPENED, FollowUp, Kind, Participant
from followups.visibility import visibility_rule

PAGE = 25
MOST_COUNTED, MOST_ON_A_TAB = 1000, 100


class Activity(NamedTuple):
    """One row; `completed_at` is that of the diary's owner, for a record the follow-up's own."""

    public_id: object
    kind: str
    type_id: int
    type_name: str
    title: str
    starts_at: datetime.datetime | None
    ends_at: datetime.datetime | None
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    due_on: datetime.date | None
    due_time: datetime.time | None
    time_zone: str
    visibility: str
    owner_id: int
    owner_first_name: str
    owner_last_name: str
    is_high: bool | None
    company_id: object | None
    company_name: str | None
    person_id: object | None
    person_first_name: str | None
    person_last_name: str | None
    listed_on: datetime.date
    completed_at: datetime.datetime | None

    @property
    def is_planned_call(self):
        return self.kind == Kind.CALL and self.starts_at is None


FOLLOWUP = [
    "public_id",
    "kind",
    "type_id",
    "type__name",
    "title",
    "starts_at",
    "ends_at",
    "starts_on",
    "ends_on",
    "due_on",
    "due_time",
    "time_zone",
    "visibility",
    "owner_id",
    "owner__first_name",
    "owner__last_name",
    "priority__is_high",
    "company__public_id",
    "company__name",
    "person__public_id",
    "person__first_name",
    "person__last_name",
]


class Page(NamedTuple):
    """`counted`: of all rows where the list is narrowed, as far as they are counted."""

    rows: list
    number: int
    has_next: bool
    counted: int | None = None


def cut(queryset, columns, first, last):
    return queryset.values_list(*columns)[first:last]


def ends_of(number):
    """The first row of a page, and behind its last; one more tells whether there is a next."""
    first = (number - 1) * PAGE
    return first, first + PAGE + 1


def page_of(rows, number):
    return Page(rows[:PAGE], number, len(rows) > PAGE)


def page_among(number, beside, fetch, day):
    """A page of follow-ups and of what stands `beside` them, the latest day first.

    `beside`: rows with `dated_on`, as many as the page may need. `fetch(first, last)` gives rows
    of follow-ups in the same order, `day(row)` the day of one. What is beside others of the same
    day comes last. Of the follow-ups no more are fetched than this page needs.
    """
    first, last = ends_of(number)
    skipped = max(0, first - len(beside))
    rows = [Activity._make(row) for row in fetch(skipped, last)]
    days = heapq.merge(
        ((day(row), 1, row) for row in rows),
        ((row.dated_on, 0, row) for row in beside),
        key=lambda each: each[:2],
        reverse=True,
    )
    return page_of([row for *_key, row in days][first - skipped : last - skipped], number)


IN_DIARY = [*(f"followup__{name}" for name in FOLLOWUP), "listed_on", "completed_at"]


def of_kind(show, prefix=""):
    """`show`: "followups" leaves tasks out, "tasks" is tasks alone, anything else is all."""
    is_task = Q(**{f"{prefix}kind": Kind.TASK})
    return {"tasks": is_task, "followups": ~is_task}.get(show, Q())


def fitting(listed, since, until, state):
    """Those listed from `since` to `until`, both included; `state`: "open" or "done".

    None leaves that end open, or lists both.
    """
    if since:
        listed = listed.filter(listed_on__gte=since)
    if until:
        listed = listed.filter(listed_on__lte=until)
    return listed.filter(completed_at__isnull=state == "open") if state else listed


def page_of_diary(
    user, resource, viewer, now, *, card="todo", show="", number=1, narrowing=None, beside=()
):
    """A page of the diary of `user` or `resource`, as far as `viewer` may see it.

    `card`: "todo" by the preferences of the viewer, or "all" of it, past and future, as
    `narrowing` (a form) says, with the documents `beside`.
    """
    shape, values = _question(user, resource, viewer, now, card, show, narrowing)

    def fetch(*ends):
        return DIARY.rows(*shape, *ends, **values)

    if beside:
        page = page_among(number, beside, fetch, lambda row: row.listed_on)
    else:
        page = page_of([Activity._make(row) for row in fetch(*ends_of(number))], number)
    if shape[-1] == NO_ENDS_ASKED:
        return page
    return page._replace(counted=len(COUNTED.rows(MOST_COUNTED, *shape, **values)))


def count_of_diary(user, resource, viewer, now, *, card, show=""):
    """How many are listed there, of those to do the open ones, as far as they are counted."""
    shape, values = _question(user, resource, viewer, now, card, show, None)
    return len(COUNTED.rows(MOST_ON_A_TAB, *shape, **values))


def _question(user, resource, viewer, now, card, show, narrowing):
    """What a list of a diary hangs on: its shape and its values."""
    preferences = viewer.preferences
    local = timezone.localtime(now, preferences.zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    since, until, state = map(narrowing.get, ("since", "until", "state")) if narrowing else NO_ENDS
    shape = (
        bool(user),
        user == viewer,
        card,
        show,
        preferences.removes_completed == preferences.Removal.AT_ONCE,
        (since is not None, until is not None, state),
    )
    values = {
        "diary": (user or resource).pk,
        "viewer": viewer.pk,
        "now": now,
        "midnight": midnight,
        "today": midnight.date(),
        "clock": local.time(),
        "horizon": midnight.date() + datetime.timedelta(days=preferences.days_ahead),
        "since": since or datetime.date.min,
        "until": until or datetime.date.max,
    }
    return shape, values


def _counted(asked, most, is_user, is_own, card, *others):
    """The keys alone."""
    listed = _listed(asked, is_user, is_own, card, *others).order_by()
    if card == "todo":
        listed = listed.filter(completed_at=None)
    return listed.values_list("pk")[:most]


def _diary(asked, *shape_and_ends):
    *shape, first, last = shape_and_ends
    return cut(_listed(asked, *shape), IN_DIARY, first, last)


def _listed(asked, is_user, is_own, card, show, at_once, narrowed):
    claims = Participant.objects.filter(listed_on__isnull=False)
    claims = claims.filter(**{"user" if is_user else "resource": asked.diary})
    if not is_own:
        rule = visibility_rule(FollowUp, asked.viewer, "followup__") | Q(user=asked.viewer)
        claims = claims.filter(rule)
    claims = claims.filter(of_kind(show, "followup__"))
    if card != "all":
        return todo(claims, asked, at_once)
    has_since, has_until, state = narrowed
    claims = fitting(claims, has_since and asked.since, has_until and asked.until, state)
    return everything(claims)


def todo(claims, asked, at_once):
    """The to-do list: open tasks and planned calls up to the days ahead, parked follow-ups,
    appointments and made calls that ended and are open; what was completed today unless it
    goes `at_once`. Overdue ones come first, then by the day; completed ones last.
    """
    listed = Q(completed_at=None, listed_on__lte=asked.horizon)
    if not at_once:
        listed |= Q(completed_at__gte=asked.midnight)
    # Apart from what concerns the follow-up, so that the indexes of claims are used.
    claims = claims.filter(listed)
    ripe = Q(followup__kind=Kind.TASK) | Q(starts_at=None) | Q(ends_at__lt=asked.now)
    return claims.filter(ripe | Q(completed_at__isnull=False)).order_by(
        F("completed_at").asc(nulls_first=True),
        Case(When(is_overdue(asked), then=Value(0)), default=Value(1)),
        "listed_on",
        F("starts_at").asc(nulls_first=True),
        F("followup__due_time").asc(nulls_first=True),
    )


def is_overdue(asked):
    """Of open ones: the deadline, else the end, has passed. A parked one has neither."""
    is_task = Q(followup__kind=Kind.TASK)
    is_due = is_task | Q(followup__kind=Kind.CALL, starts_at=None)
    passed = Q(listed_on__lt=asked.today)
    passed |= Q(listed_on=asked.today, followup__due_time__lt=asked.clock)
    return (is_due & passed) | (~is_task & Q(ends_at__lt=asked.now))


def everything(claims):
    """All of a diary, past and future, completed or not, the latest first."""
    return claims.order_by("-listed_on", F("starts_at").desc(nulls_first=True), "-id")


DIARY, COUNTED = Prepared(_diary), Prepared(_counted)
NO_ENDS = (None, None, None)
NO_ENDS_ASKED = (False, False, None)

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


def count_of_record(record, viewer, *, show=""):
    """How many follow-ups are tied to a record, as far as they are counted."""
    return len(TIED.rows(RECORD_LINKS[type(record)], show, **_about(record, viewer)))


def _all_tied(asked, name, show):
    tied = _tied(asked, name).filter(of_kind(show)).order_by()
    return tied.values_list("pk")[:MOST_ON_A_TAB]


OPEN, DONE, TIED = Prepared(_open), Prepared(_done), Prepared(_all_tied)
