"""A copy of a follow-up: open, with the same people asked anew, without rooms that are taken."""

from dataclasses import replace

from followups.changes import Draft
from followups.history import FIELDS
from followups.links import Leads, seen_links
from followups.models import FollowUp, Resource, Visibility
from followups.seats import seats_of

# What belongs to the one that is copied, not to what it says.
NOT_COPIED = {
    "owner",
    "assigned_by",
    "series",
    "original_starts_at",
    "original_on",
    "is_exception",
    "completed_at",
    "completed_by",
    "deleted_at",
    "deleted_by",
}


def copy_of(followup, owner, seats=None, links=None):
    """A draft of the copy; it becomes `owner`'s. `seats` and `links`: other than those stored."""
    copied = FollowUp(owner=owner)
    for field in FIELDS:
        if field.name not in NOT_COPIED:
            setattr(copied, field.attname, field.value_from_object(followup))
    group = followup.visible_group
    if group and not group.members.filter(pk=owner.pk).exists():
        copied.visibility, copied.visible_group = Visibility.OWNER, None
    if links is None:
        links = tuple(Leads.of(row) for row in seen_links(followup, owner))
    return Draft(copied, _asked_anew(seats_of(followup) if seats is None else seats), links or None)


def _asked_anew(seats):
    """Guests are asked anew. A protected room is taken by what is copied, so it stays there."""
    free = Resource.objects.exclude(booking=Resource.Booking.PROTECTED)
    free = set(
        free.filter(pk__in=[seat.resource for seat in seats if seat.resource]).values_list(
            "pk", flat=True
        )
    )
    return tuple(
        seat
        if seat.resource
        else replace(seat, answer="needs_action", reason="", completed_at=None)
        for seat in seats
        if seat.role != "organiser" and (not seat.resource or seat.resource in free)
    )
