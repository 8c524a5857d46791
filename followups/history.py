"""What a follow-up says, as plain values that can be stored, compared and brought back."""

import datetime
import uuid
from typing import NamedTuple

from crm.changes import is_gone
from followups.models import FollowUp, Participant
from followups.seats import Seat

# Bookkeeping that changes with every save and is nobody's decision.
NOT_HISTORY = {
    "id",
    "public_id",
    "form_key",
    "uid",
    "sequence",
    "version",
    "listed_on",
    "search_key",
    "created_at",
    "created_by",
    "modified_at",
    "modified_by",
}
FIELDS = [field for field in FollowUp._meta.concrete_fields if field.name not in NOT_HISTORY]


class Differences(NamedTuple):
    before: dict
    after: dict


def followup_values(followup, seats, links=None):
    """{field: JSON value} of the follow-up, and under "participants" those who take part.

    Under "links" what it links to, when these are given: they are asked for where they change.
    """
    values = {field.name: _plain(field.value_from_object(followup)) for field in FIELDS}
    seated = sorted(seats, key=lambda seat: str(seat.who))
    values["participants"] = [seat.as_json() for seat in seated]
    if links is not None:
        values["links"] = sorted((link.as_json() for link in links), key=str)
    return values


def differences(before, after):
    """What differs; when there was nothing before, all of `after`."""
    if not before:
        return Differences({}, after)
    touched = [name for name, value in after.items() if before[name] != value]
    return Differences(
        {name: before[name] for name in touched}, {name: after[name] for name in touched}
    )


def differing_fields(before, after):
    """The names of the fields in which two states of a follow-up differ, bookkeeping too."""
    return [
        field.name
        for field in FollowUp._meta.concrete_fields
        if field.value_from_object(before) != field.value_from_object(after)
    ]


def restore_values(followup, values, seats):
    """Set the fields named in `values`; returns the seats, the former ones if they are named.

    What was deleted for good meanwhile, since nothing used it, does not come back.
    """
    for field in FIELDS:
        if field.name in values and not is_gone(field, values[field.name]):
            setattr(followup, field.attname, _python(field, values[field.name]))
    if "participants" in values:
        former = (Seat.from_json(seat) for seat in values["participants"])
        return tuple(seat for seat in former if not seat_is_gone(seat))
    return seats


def seat_is_gone(seat):
    links = [(name, getattr(seat, name)) for name in ("user", "resource", "person")]
    return any(is_gone(Participant._meta.get_field(name), key) for name, key in links)


def _plain(value):
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def _python(field, value):
    if value is None or field.get_internal_type() == "JSONField":
        return value
    return (field.target_field if field.is_relation else field).to_python(value)
