"""The door for writing: every change of a follow-up is planned here, applied, and can be undone.

    plan(drafts, …)  → a `Plan`: what shall be and what follows from it
    apply(plan)      → an `Applied`: what was done, what was stale; one transaction
    undo(batch, …)   → the same, backwards

A draft is a follow-up as it shall be (unsaved when new; its `version` is the one its editor saw)
and, when they change too, the seats of those who take part and the links.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from crm.custom_fields import Fields
from crm.prepared import Prepared
from followups import claims
from followups.history import (
    followup_values,
    restore_values,
)
from followups.links import Leads, links_of, still_there
from followups.models import Change, FollowUp, Participant
from followups.seats import Seat, bring_participants, seats_of
from followups.steps import Step, write_together
from followups.visibility import visibility_rule

Verb = Change.Verb


@dataclass
class Draft:
    followup: FollowUp
    seats: tuple[Seat, ...] | None = None
    links: tuple[Leads, ...] | None = None


@dataclass
class Plan:
    """`keeps_times`: the drafts say nothing new of when, so that claims stay where seats do."""

    drafts: list[Draft]
    verb: str
    by: object
    at: object
    batch: uuid.UUID = field(default_factory=uuid.uuid4)
    undoes: uuid.UUID | None = None
    keeps_times: bool = False

    def conflicts(self):
        """`Taken` times of the people in it (the planner too); they warn and never block."""
        found = []
        for draft in self.drafts:
            followup = draft.followup
            start, end = followup.span_in(followup.zone)
            seats = draft.seats or ()
            users = {seat.user for seat in seats if seat.user} | {followup.owner_id}
            if start is not None and followup.availability != "free":
                found += claims.taken_times(
                    users=users, start=start, end=end, apart_from=followup.pk
                )
        return found


@dataclass
class Applied:
    """What was done. `completed`: what was completed by it; `left`: primary keys of sales for which
    something was to be done and is not any more.
    """

    batch: uuid.UUID
    done: list[FollowUp] = field(default_factory=list)
    stale: list[FollowUp] = field(default_factory=list)
    rooms_lost: list = field(default_factory=list)
    completed: list[FollowUp] = field(default_factory=list)
    left: set[int] = field(default_factory=set)


class UndoRefused(Exception):
    """Somebody changed the same since; `change` is that change, or None when it is undone."""

    def __init__(self, change=None):
        self.change = change
        super().__init__("changed since")


def plan(drafts: Iterable[Draft | FollowUp], *, verb, by, at) -> Plan:
    listed = [draft if isinstance(draft, Draft) else Draft(draft) for draft in drafts]
    return Plan(listed, verb, by, at)


@transaction.atomic
def apply(plan: Plan) -> Applied:
    """Write all drafts that are not stale, with their claims and history.

    Raises `claims.RoomTaken` and writes nothing when a protected resource is taken.
    """
    applied = Applied(plan.batch)
    steps = []
    locked = _lock(plan.drafts)
    for draft in plan.drafts:
        before = locked.get(draft.followup.pk)
        if draft.followup.pk and (before is None or before.version != draft.followup.version):
            applied.stale.append(before or draft.followup)
        else:
            steps.append(Step.of(draft, before))
    booked = {room for step in steps for room in step.rooms}
    rooms = {} if plan.keeps_times else claims.lock(booked)
    custom_fields = Fields("followup")
    together = [step for step in steps if step.is_new_and_plain]
    if len(together) > 1:
        write_together(together, plan, custom_fields)
    changes = [step.write(plan, rooms, custom_fields) for step in steps]
    Change.objects.bulk_create(changes, batch_size=500)
    applied.done = [step.followup for step in steps]
    ticks = plan.verb == Verb.COMPLETE
    applied.completed = [step.followup for step in steps if ticks or step.is_completed_now]
    applied.left = {step.sale_left for step in steps} - {None}
    return applied


def change(followup, *, verb, by, at, seats=None) -> Applied:
    """Plan and apply a change of one follow-up."""
    return apply(plan([Draft(followup, seats)], verb=verb, by=by, at=at))


def change_leaving_rooms(followup, *, verb, by, at, seats=None) -> Applied:
    """Like `change`, but a room that is taken by now is left off and named in `rooms_lost`."""
    try:
        return change(followup, verb=verb, by=by, at=at, seats=seats)
    except claims.RoomTaken as error:
        seats = seats_of(followup) if seats is None else seats
        roomless = tuple(seat for seat in seats if not seat.resource)
        applied = change(followup, verb=verb, by=by, at=at, seats=roomless)
        applied.rooms_lost = error.taken
        return applied


def _lock(drafts):
    """The stored rows of these drafts, held until the transaction ends, by primary key."""
    keys = [draft.followup.pk for draft in drafts if draft.followup.pk]
    if not keys:
        return {}
    rows = LOCKED.instances(keys=keys)
    bring_participants(rows)
    return {row.pk: row for row in rows}


def _locked(asked):
    return FollowUp.objects.select_for_update().filter(pk__in=asked.keys).order_by("pk")


LOCKED = Prepared(_locked)


# -- completing ---------------------------------------------------------------------------------


def tick(followup, *, done, by, at) -> Applied:
    """Complete or re-open: the follow-up for its owner, one's own part for who takes part."""
    verb = Verb.COMPLETE if done else Verb.REOPEN
    if followup.owner_id != by.pk:
        seats = tuple(
            replace(seat, completed_at=at if done else None) if seat.user == by.pk else seat
            for seat in seats_of(followup)
        )
        return change(followup, verb=verb, by=by, at=at, seats=seats)
    if done:
        followup.complete(at, by, by.preferences)
    else:
        followup.reopen()
    return change_leaving_rooms(followup, verb=verb, by=by, at=at)


# -- undo ---------------------------------------------------------------------------------------


@transaction.atomic
def undo(batch, *, by, at) -> Applied:
    """Take back every change of `batch`, made by the same person.

    Raises `UndoRefused` where a later change touched the same; a room taken meanwhile is left
    off and named in `rooms_lost`.
    """
    made = list(Change.objects.filter(batch=batch, actor=by).select_related("followup"))
    if not made or Change.objects.filter(undoes=batch).exists():
        raise UndoRefused
    applied = Applied(uuid.uuid4())
    if len(made) > 1 and all(past.verb == Verb.CREATE for past in made):
        return _take_back(made, applied.batch, by, at)
    for past in made:
        _undo_one(past, applied, by, at)
    return applied


def _take_back(made, batch, by, at):
    """Throw away what was made together, unless one of them was changed since."""
    rows = FollowUp.objects.select_for_update(of=("self",)).select_related("owner__preferences")
    rows = {row.pk: row for row in rows.filter(changes__in=made).order_by("pk")}
    bring_participants(rows.values())
    for past in made:
        followup = rows[past.followup_id]
        links = links_of(followup) if "links" in past.after else None
        refuse_if_changed(past, followup_values(followup, seats_of(followup), links))
        followup.trash(at, by)
    return apply(Plan([*map(Draft, rows.values())], Verb.UNDO, by, at, batch, made[0].batch))


def _undo_one(past, applied, by, at):
    followup = FollowUp.objects.select_for_update().get(pk=past.followup_id)
    seats = seats_of(followup)
    links = links_of(followup) if "links" in past.after else None
    now = followup_values(followup, seats, links)
    refuse_if_changed(past, now)
    if past.verb in (Verb.CREATE, Verb.COPY):
        followup.trash(at, by)
    else:
        seats = restore_values(followup, past.before, seats)
        links = still_there(past.before.get("links"))
    step = Plan([Draft(followup, seats, links)], Verb.UNDO, by, at, applied.batch, past.batch)
    try:
        with transaction.atomic():
            step_done = apply(step)
    except claims.RoomTaken as error:
        roomless = tuple(seat for seat in seats if not seat.resource)
        step.drafts = [Draft(followup, roomless, links)]
        step_done = apply(step)
        applied.rooms_lost += error.taken
    applied.done += step_done.done
    applied.left |= step_done.left


def refuse_if_changed(past, now):
    """Raise `UndoRefused` where the values `now` are no longer those that `past` left."""
    if any(now[name] != value for name, value in past.after.items()):
        raise UndoRefused(_changed_since(past))


def _changed_since(past):
    later = Change.objects.filter(followup=past.followup, pk__gt=past.pk).select_related("actor")
    touched = set(past.after)
    return next((change for change in later if touched & set(change.after)), None)


def is_made_by(batch, by):
    """Whether `by` made it and can take it back by itself."""
    return Change.objects.filter(batch=batch, actor=by).exclude(verb=Verb.MERGE).exists()


@dataclass(frozen=True)
class Undoable:
    """What somebody did last and can take back."""

    batch: uuid.UUID
    verb: str
    title: str

    @property
    def text(self):
        return f"{Verb(self.verb).label}: {self.title}"


def last_undoable(by, since):
    """The last batch of `by` since that instant which can still be taken back; or None.

    Not one that was taken back, nor one of which anything was changed by somebody else since.
    """
    rows = LAST_UNDOABLE.rows(actor=by.pk, since=since)
    return Undoable(*rows[0]) if rows else None


def _last_undoable(asked):
    """Of what `asked.actor` may see, thrown away or not."""
    later = Change.objects.filter(followup=OuterRef("followup"), pk__gt=OuterRef("pk"))
    overtaking = later.filter(~Q(actor=asked.actor) | Q(verb=Verb.MERGE))
    overtaken = Change.objects.filter(Exists(overtaking), batch=OuterRef("batch"))
    made = Change.objects.filter(
        ~Exists(Change.objects.filter(undoes=OuterRef("batch"))),
        ~Exists(overtaken),
        visibility_rule(FollowUp, asked.actor, "followup__"),
        actor=asked.actor,
        at__gte=asked.since,
    ).exclude(verb__in=[Verb.UNDO, Verb.MERGE])
    return made.order_by("-at", "-pk").values_list("batch", "verb", "followup__title")[:1]


LAST_UNDOABLE = Prepared(_last_undoable)


# -- emptying the trash ---------------------------------------------------------------------------


def empty_trash(before):
    """Delete for good what went to the trash before the instant `before`; returns how many."""
    old = FollowUp.objects.filter(deleted_at__lt=before)
    Participant.objects.filter(followup__in=old).delete()
    return old.delete()[1].get(FollowUp._meta.label, 0)
