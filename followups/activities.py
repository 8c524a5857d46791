"""The Activities lists of a diary: what is to be done, and all that stands in it.

Only follow-ups that the reader may see are in them; hidden ones are left out and not counted.
"""

import datetime
import heapq
from typing import NamedTuple

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from crm.prepared import Prepared
from followups.models import FollowUp, Kind, Participant
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


def count_of_diary(user, resource, viewer, now, *, show=""):
    """How many are to be done there, as far as a tab tells."""
    shape, values = _question(user, resource, viewer, now, "todo", show, None)
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
