"""The door for reading: who sees which follow-up, and what stands there for everybody else.

Every page, list, search and feed reads follow-ups through `FollowUp.objects.visible_to(user)` or
`Participant.objects.in_diaries(…)`. What a viewer may not see comes back from a diary as a
`BusyBlock`, which has nothing to leak; lists leave it out.
"""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Value,
    Window,
)
from django.db.models.functions import Concat, RowNumber

from crm.models import UserGroup
from crm.prepared import Prepared
from followups.models.kinds import Kind, Visibility

ONE_DAY = datetime.timedelta(days=1)
# Midnights of two zones lie at most this far apart.
ZONES_APART = datetime.timedelta(hours=26)


class FollowUpQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those `user` may see, trashed ones aside."""
        return self.filter(visibility_rule(self.model, user), deleted_at=None)

    def editable_by(self, user):
        """Those `user` may change: the owner's own, trashed ones aside."""
        return self.filter(owner=user, deleted_at=None)

    def tickable_by(self, user):
        """Those `user` may complete: the owner's own and those `user` takes part in."""
        return self.filter(
            Q(owner=user) | Exists(claims_of(self.model, user, OuterRef("pk"))), deleted_at=None
        )

    def trashed_by_owner(self, user):
        return self.filter(owner=user).exclude(deleted_at=None)

    def made_by(self, user):
        """Those `user` made, whosever they are by now: to know one's own form and habits again."""
        return self.filter(created_by=user)

    def open(self):
        return self.filter(completed_at=None, deleted_at=None)

    def next_of_sales(self, sales, viewer):
        """{primary key of a sale: its oldest open follow-up}; `PLANNED` where it is hidden.

        Each has `may_tick`: whether `viewer` may complete it. A sale without any is left out.
        """
        whole = [*sales, *[0] * (-len(sales) % FEW_SALES)]
        steps = NEXT_OF_SALES.instances(sales=whole, viewer=viewer.pk)
        return {step.sale_id: step if step.seen else PLANNED for step in steps}

    def without_next_step(self, sales):
        """Those of `sales`, a queryset, that nobody plans anything for, hidden things included."""
        return sales.filter(~Exists(self.open().filter(sale=OuterRef("pk"))))

    def with_next_step(self, sales):
        """The others of `sales`."""
        return sales.filter(Exists(self.open().filter(sale=OuterRef("pk"))))

    def owned_by(self, user):
        return self.filter(owner=user)


def claims_of(followup_model, user, followup):
    return followup_model.participants.rel.related_model._base_manager.filter(
        followup=followup, user=user
    )


def visibility_rule(followup_model, viewer, prefix=""):
    """The one rule: to all, to the owner, to a group of the viewer, to those who take part."""
    memberships = UserGroup.members.through.objects.filter(
        usergroup=OuterRef(f"{prefix}visible_group"), user=viewer
    )
    return (
        Q(**{f"{prefix}visibility": Visibility.EVERYBODY})
        | Q(**{f"{prefix}owner": viewer})
        | (Q(**{f"{prefix}visibility": Visibility.GROUP}) & Exists(memberships))
        | Exists(claims_of(followup_model, viewer, OuterRef(f"{prefix}pk")))
    )


def _next_of_sales(asked):
    followups = apps.get_model("followups", "FollowUp").objects
    rule = visibility_rule(followups.model, asked.viewer)
    oldest = Window(
        RowNumber(), partition_by="sale", order_by=["listed_on", F("starts_at").asc(), "pk"]
    )
    may_tick = Exists(claims_of(followups.model, asked.viewer, OuterRef("pk")))
    seen = ExpressionWrapper(rule, output_field=BooleanField())
    steps = followups.open().filter(sale__in=asked.sales)
    return steps.annotate(seen=seen, may_tick=may_tick, place=oldest).filter(place=1)


NEXT_OF_SALES = Prepared(_next_of_sales)
FEW_SALES = 8  # Lists are filled up to a multiple, so that there are few questions to write.

# That something is planned, and nothing else.
PLANNED = object()


class Claim(NamedTuple):
    """One visible line of a diary. `part` says where it stands: "timed", "long" or "due"."""

    part: str
    user_id: int | None
    resource_id: int | None
    starts_at: datetime.datetime | None
    ends_at: datetime.datetime | None
    blocks: int
    answer: str
    role: str
    completed_at: datetime.datetime | None
    public_id: object
    kind: str
    type_id: int
    type_name: str
    title: str
    location: str
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    due_on: datetime.date | None
    due_time: datetime.time | None
    availability: str
    visibility: str
    owner_id: int
    time_zone: str
    series_id: int | None
    video_url: str
    company_name: str | None
    person_name: str | None
    has_others: bool
    has_alarm: bool


@dataclass(frozen=True, slots=True)
class BusyBlock:
    """That somebody's time is taken, and nothing else."""

    user_id: int | None
    resource_id: int | None
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    is_all_day: bool


class ClaimQuerySet(models.QuerySet):
    def of_diaries(self, users=(), resources=()):
        rule = Q()
        if users:
            rule |= Q(user__in=users)
        if resources:
            rule |= Q(resource__in=resources)
        return self.filter(rule) if rule else self.none()

    def touching(self, start, end):
        """Claims that overlap the half-open span of instants; two bounded scans, no past read."""
        return self.filter(
            Q(is_long=False, starts_at__gte=start - ONE_DAY, starts_at__lt=end, ends_at__gt=start)
            | Q(is_long=True, starts_at__lt=end, ends_at__gt=start)
        )

    def in_diaries(self, users, resources, window, *, seen_by):
        """Claims and busy blocks of these diaries inside `window`, in one query, by start.

        `users`, `resources`: primary keys. `window`: has the instants `start` and `end` and the
        dates `first` and `last` (exclusive).
        """
        own = not resources and list(users) == [seen_by.pk]
        lines = LINES.rows(
            own,
            users=list(users),
            resources=list(resources),
            viewer=seen_by.pk,
            start=window.start,
            end=window.end,
            day_before=window.start - ONE_DAY,
            anywhere_before=window.start - ZONES_APART,
            anywhere_after=window.end + ZONES_APART,
            first=window.first,
            last=window.last,
        )
        return sorted(filter(None, map(_seen, lines)), key=_by_start)

    def lines(self, asked, own):
        """The query of `in_diaries`: what is timed, what is long, and lines due."""
        mine = self.of_diaries(asked.users, asked.resources)._as_lines(asked.viewer, own=own)
        timed = mine.filter(
            is_long=False,
            starts_at__gte=asked.day_before,
            starts_at__lt=asked.end,
            ends_at__gte=asked.start,
        )
        long = mine.filter(
            is_long=True, starts_at__lt=asked.anywhere_after, ends_at__gt=asked.anywhere_before
        )
        due = mine.filter(listed_on__gte=asked.first, listed_on__lt=asked.last)
        due = due.exclude(followup__due_on=None)
        due = due.exclude(followup__kind=Kind.CALL, starts_at__isnull=False)
        return _labelled(timed, "timed").union(
            _labelled(long, "long"), _labelled(due, "due"), all=True
        )

    def _as_lines(self, viewer, *, own):
        """Each with `seen`: whether `viewer` may see more of it than that the time is taken."""
        followups = self.model.followup.field.related_model
        if own:
            seen = Value(True, output_field=BooleanField())
        else:
            rule = visibility_rule(followups, viewer, "followup__") | Q(user=viewer)
            seen = ExpressionWrapper(rule, output_field=BooleanField())
        others = self.model._base_manager.filter(followup=OuterRef("followup")).exclude(
            role="organiser"
        )
        alarms = self.model.alarms.rel.related_model.objects.filter(participant=OuterRef("pk"))
        person = Concat("followup__person__first_name", Value(" "), "followup__person__last_name")
        return self.annotate(
            seen=seen, has_others=Exists(others), has_alarm=Exists(alarms), person_name=person
        )


LINE = [
    "user_id",
    "resource_id",
    "starts_at",
    "ends_at",
    "blocks",
    "answer",
    "role",
    "completed_at",
    "followup__public_id",
    "followup__kind",
    "followup__type_id",
    "followup__type__name",
    "followup__title",
    "followup__location",
    "followup__starts_on",
    "followup__ends_on",
    "followup__due_on",
    "followup__due_time",
    "followup__availability",
    "followup__visibility",
    "followup__owner_id",
    "followup__time_zone",
    "followup__series_id",
    "followup__video_url",
    "followup__company__name",
    "person_name",
    "has_others",
    "has_alarm",
]


def _labelled(claims, part):
    label = Value(part, output_field=models.CharField())
    return claims.annotate(part=label).values_list("seen", "part", *LINE)


def _seen(line):
    """A `Claim` for who may see it; else a `BusyBlock` where it takes time, else None."""
    seen, *fields = line
    claim = Claim._make(fields)
    if seen:
        return claim
    if claim.part == "due" or not claim.blocks:
        return None
    return BusyBlock(
        claim.user_id,
        claim.resource_id,
        claim.starts_at,
        claim.ends_at,
        is_all_day=claim.starts_on is not None,
    )


def _lines(asked, own):
    return apps.get_model("followups", "Participant").objects.lines(asked, own)


LINES = Prepared(_lines)
FAR = datetime.datetime.max.replace(tzinfo=datetime.UTC)


def _by_start(line):
    return line.starts_at or FAR
