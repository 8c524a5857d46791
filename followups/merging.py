"""Follow-ups move along when companies or contacts are merged, hidden ones without being told."""

import uuid
from collections import Counter
from dataclasses import replace

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from crm.changes import UndoRefused
from crm.merging import Along, numbers
from crm.models import Company, Person
from followups import changes
from followups.changes import Draft, Plan
from followups.history import followup_values, restore_values
from followups.models import Change, FollowUp, Participant
from followups.seats import bring_participants, seats_of

LINKS = {Company: "company", Person: "person"}
AT_ONCE = 500


def counts(model, keys, reader):
    """{primary key: how many follow-ups about it `reader` may see}, those it takes part in too."""
    seen = FollowUp.objects.visible_to(reader)
    found = Counter(numbers(seen, LINKS[model], keys))
    if model is Person:
        seats = Participant.objects.filter(followup__in=seen)
        found.update(numbers(seats.exclude(followup__person=F("person")), "person", keys))
    return found


def move(kept, others, *, by, at, batch):
    """Make `kept` what every follow-up is about that is about one of `others`, in the trash too."""
    keys = [record.pk for record in others]
    for rows in locked(naming(type(kept), keys)):
        drafts = [draft(followup, kept, keys) for followup in rows]
        changes.apply(Plan(drafts, Change.Verb.MERGE, by, at, batch, keeps_times=True))


def locked(keys):
    """The follow-ups with these primary keys and who takes part, some at a time."""
    for first in range(0, len(keys), AT_ONCE):
        rows = FollowUp.objects.filter(pk__in=keys[first : first + AT_ONCE])
        rows = list(rows.select_for_update(no_key=True).order_by("pk"))
        bring_participants(rows)
        yield rows


def naming(model, keys):
    """The primary keys of all follow-ups about these, or in which they take part."""
    rows = FollowUp.objects.filter(**{f"{LINKS[model]}__in": keys})
    found = set(rows.values_list("pk", flat=True))
    if model is Person:
        seats = Participant.objects.filter(person__in=keys)
        found |= set(seats.values_list("followup", flat=True))
    return sorted(found)


def draft(followup, kept, keys):
    """`followup` with `kept` in the place of those with the primary keys `keys`."""
    link = LINKS[type(kept)]
    if getattr(followup, f"{link}_id") in keys:
        setattr(followup, link, kept)
    if link == "company":
        return Draft(followup)
    return Draft(followup, seated(seats_of(followup), kept.pk, keys))


def seated(seats, kept, keys):
    """`seats` where all that are one of `keys` are `kept`, who takes part once."""
    own = [seat for seat in seats if seat.person == kept or seat.person in keys]
    if not own:
        return seats
    own.sort(key=lambda seat: (seat.answer == "needs_action", seat.person != kept))
    role = "required" if any(seat.role == "required" for seat in own) else own[0].role
    gets_mail = any(seat.gets_mail for seat in own)
    one = replace(own[0], person=kept, role=role, gets_mail=gets_mail)
    return (*(seat for seat in seats if seat not in own), one)


ALONG = Along(_("Follow-ups"), counts, move)


def take_back(batch, *, by, at):
    """Undo what `move` did; refused as a whole where somebody changed the same since."""
    made = Change.objects.filter(batch=batch, actor=by, verb=Change.Verb.MERGE)
    past = {change.followup_id: change for change in made.select_related("followup")}
    undoing = uuid.uuid4()
    for rows in locked(sorted(past)):
        drafts = [restored(followup, past[followup.pk], by) for followup in rows]
        plan = Plan(drafts, Change.Verb.UNDO, by, at, undoing, batch, keeps_times=True)
        changes.apply(plan)


def restored(followup, past, reader):
    """`followup` as it was before the change `past`."""
    seats = seats_of(followup)
    try:
        changes.refuse_if_changed(past, followup_values(followup, seats))
    except changes.UndoRefused as refused:
        change = refused.change
        if change and FollowUp.objects.visible_to(reader).filter(pk=followup.pk).exists():
            raise UndoRefused(change.actor, followup.title) from refused
        raise UndoRefused from refused
    return Draft(followup, restore_values(followup, past.before, seats))
