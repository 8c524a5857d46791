"""Who takes part in a follow-up, as a plain value; and the rows that say so."""

import datetime
from dataclasses import asdict, dataclass
from zoneinfo import ZoneInfo

from crm.models import Preferences
from crm.prepared import Prepared
from followups.models import Participant, Resource


@dataclass(frozen=True)
class Seat:
    """One who takes part: exactly one of user, resource, person (primary keys) or e-mail."""

    user: int | None = None
    resource: int | None = None
    person: int | None = None
    email: str = ""
    role: str = "required"
    answer: str = "needs_action"
    reason: str = ""
    gets_mail: bool = False
    priority: int | None = None
    completed_at: datetime.datetime | None = None

    @classmethod
    def of(cls, row):
        follows = row.role in (Participant.Role.ORGANISER, Participant.Role.RESOURCE)
        return cls(
            user=row.user_id,
            resource=row.resource_id,
            person=row.person_id,
            email=row.email,
            role=row.role,
            answer=row.answer,
            reason=row.reason,
            gets_mail=row.gets_mail,
            priority=row.priority_id,
            # of the organiser and of resources it is the follow-up's own
            completed_at=None if follows else row.completed_at,
        )

    @property
    def who(self):
        return self.user, self.resource, self.person, self.email

    def as_json(self):
        at = self.completed_at
        return asdict(self) | {"completed_at": at.isoformat() if at else None}

    @classmethod
    def from_json(cls, values):
        at = values["completed_at"]
        return cls(**values | {"completed_at": datetime.datetime.fromisoformat(at) if at else None})


def invited(*, users=(), resources=(), persons=(), emails=()):
    """Seats of people to come and of resources, which accept at once; primary keys, addresses."""
    return (
        *(Seat(user=pk) for pk in users),
        *(Seat(resource=pk, role="resource", answer="accepted") for pk in resources),
        *(Seat(person=pk) for pk in persons),
        *(Seat(email=address) for address in emails),
    )


def seats_of(followup):
    return tuple(Seat.of(row) for row in participants_of(followup))


def participants_of(followup):
    """Its rows, the oldest first: those that were brought along, else asked for."""
    if not hasattr(followup, "brought_along"):
        return sorted(followup.participants.all(), key=lambda row: row.pk)
    return followup.brought_along


def bring_participants(followups):
    """Those of all these in one query, for `seats_of` and `write_seats`."""
    found = {followup.pk: [] for followup in followups}
    for row in PARTICIPANTS.instances(followups=list(found)):
        found[row.followup_id].append(row)
    for followup in followups:
        followup.brought_along = found[followup.pk]


def _participants(asked):
    return Participant.objects.filter(followup__in=asked.followups).order_by("pk")


PARTICIPANTS = Prepared(_participants)


def with_names(followup):
    """Its participants with the people and resources that they are."""
    return NAMED.instances(followup=followup.pk)


def _named(asked):
    rows = Participant.objects.filter(followup=asked.followup).order_by("pk")
    return rows.select_related("user", "resource", "person__company")


NAMED = Prepared(_named)


def write_seats(followup, seats, before=None):
    """Make the participants of `followup` those of `seats`, each with its claim on a diary.

    `before`: the follow-up as it was stored, None of a new one.
    """
    rows = {Seat.of(row).who: row for row in participants_of(before)} if before else {}
    zones = _zones(followup, seats)
    resources = Resource.objects.in_bulk([seat.resource for seat in seats if seat.resource])
    new, kept = [], []
    for seat in seats:
        row = rows.pop(seat.who, None)
        (kept if row else new).append(
            fill_row(row or Participant(), seat, followup, zones, resources)
        )
    if rows:
        Participant.objects.filter(pk__in=[row.pk for row in rows.values()]).delete()
    _update(kept)
    Participant.objects.bulk_create(new)


def seat_new(followups):
    """Write the participants of many new follow-ups: (follow-up, seats) of each, without rooms."""
    users = {seat.user for _followup, seats in followups for seat in seats if seat.user}
    rows = Preferences.objects.filter(user__in=users).values_list("user", "time_zone")
    zones = {user: ZoneInfo(name) for user, name in rows}
    Participant.objects.bulk_create(
        [
            fill_row(Participant(), seat, followup, zones, {})
            for followup, seats in followups
            for seat in seats
        ],
        batch_size=500,
    )


def _update(rows):
    if len(rows) == 1:  # as most have: a third of the time of a bulk update
        rows[0].save(update_fields=WRITTEN)
    elif rows:
        Participant.objects.bulk_update(rows, WRITTEN)


WRITTEN = [
    "role",
    "answer",
    "reason",
    "gets_mail",
    "priority",
    "completed_at",
    "starts_at",
    "ends_at",
    "is_long",
    "blocks",
    "protected",
    "listed_on",
]


def fill_row(row, seat, followup, zones, resources):
    """`row`, a new or stored participant, as `seat` says, with its claim.

    `zones`: of the colleagues' diaries, by primary key; `resources`: instances by primary key.
    """
    row.followup = followup
    row.user_id, row.person_id, row.email = seat.user, seat.person, seat.email
    if seat.resource:
        row.resource = resources[seat.resource]
    row.role, row.answer, row.reason = seat.role, seat.answer, seat.reason
    row.gets_mail, row.priority_id = seat.gets_mail, seat.priority
    row.completed_at = seat.completed_at
    zone = row.resource.zone if seat.resource else zones.get(seat.user, followup.zone)
    row.claim(followup, zone)
    return row


def _zones(followup, seats):
    """The zone of each colleague's diary; asked for only where days matter and differ."""
    users = [seat.user for seat in seats if seat.user]
    if users == [followup.owner_id] and "owner" in followup._state.fields_cache:
        return {followup.owner_id: followup.owner.preferences.zone}
    rows = Preferences.objects.filter(user__in=users).values_list("user", "time_zone")
    return {user: ZoneInfo(name) for user, name in rows}


def rewrite_claims_in_new_zone(user, zone):
    """All-day claims run between the midnights of their diary: move them with its zone."""
    rows = all_day_claims(zone, user=user)
    Participant.objects.bulk_update(rows, ["starts_at", "ends_at"], batch_size=500)
    return len(rows)


def rewrite_bookings_in_zone_of(resource):
    """The same for a resource. While they move, the database need not compare them."""
    rows = all_day_claims(resource.zone, resource=resource)
    Participant.objects.filter(pk__in=[row.pk for row in rows]).update(protected=False)
    Participant.objects.bulk_update(rows, ["starts_at", "ends_at", "protected"], batch_size=500)


def all_day_claims(zone, **diary):
    """The claims of whole days on a diary with the time they take in `zone`; not saved."""
    rows = Participant.objects.filter(**diary, starts_at__isnull=False, is_long=True)
    rows = list(rows.exclude(followup__starts_on=None).select_related("followup", "resource"))
    for row in rows:
        row.claim(row.followup, zone)
    return rows
