"""One draft on its way into the database; `followups.changes` takes it there."""

from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction

from followups import claims, images
from followups.history import differences, differing_fields, followup_values
from followups.links import Leads, links_of, write_links
from followups.models import Change, FollowUp
from followups.seats import Seat, seat_new, seats_of, write_seats

Verb = Change.Verb


class MeetingCannotBeParked(ValueError):
    """An appointment with other participants needs a time."""


@dataclass
class Step:
    """One draft on its way into the database: what was, and who takes part before and after."""

    followup: FollowUp
    before: FollowUp | None
    old_seats: tuple[Seat, ...]
    seats: tuple[Seat, ...]
    links: tuple[Leads, ...] | None = None
    is_written: bool = False

    @classmethod
    def of(cls, draft, before):
        old_seats = seats_of(before) if before else ()
        seats = old_seats if draft.seats is None else draft.seats
        seats = with_owner(seats, draft.followup)
        return cls(draft.followup, before, old_seats, seats, draft.links)

    @property
    def is_completed_now(self):
        was = self.before is not None and self.before.is_completed
        return self.followup.is_completed and not was

    @property
    def sale_left(self):
        """The sale for which this was to be done, or was done at once, and is open no more."""
        now, was = self.followup, self.before or self.followup
        if self.before is not None and not is_open(was):
            return None
        return None if is_open(now) and now.sale_id == was.sale_id else was.sale_id

    @property
    def rooms(self):
        """Resources that it books; a trashed follow-up books none."""
        if self.followup.is_deleted:
            return []
        return [seat.resource for seat in self.seats if seat.resource]

    def write(self, plan, rooms, custom_fields):
        """Store it, with the locked `rooms` it books; gives the `Change` to be written."""
        if not self.is_written:
            self.refuse_parked()
            if not plan.keeps_times:
                claims.refuse_double_booking(self.followup, [rooms[pk] for pk in self.rooms])
            held = images.leave_out_strange(
                self.followup, self.before, by=plan.by, trusted=plan.verb == Verb.UNDO
            )
            self._store(plan, custom_fields)
            if held is not None:
                images.hold(self.followup, held, plan.at)
            if not plan.keeps_times or self.seats != self.old_seats:
                self._seat()
        was = followup_values(self.before, self.old_seats) if self.before else {}
        if self.links is not None:
            was = self._link(was)
        changed = differences(was, followup_values(self.followup, self.seats, self.links))
        return Change(
            followup=self.followup,
            batch=plan.batch,
            undoes=plan.undoes,
            verb=plan.verb,
            actor=plan.by,
            at=plan.at,
            before=changed.before,
            after=changed.after,
        )

    @property
    def is_new_and_plain(self):
        plain = not self.rooms and self.links is None and not images.named(self.followup.agenda)
        return self.before is None and plain

    def refuse_parked(self):
        if self.followup.is_parked and not self.followup.is_deleted and len(self.seats) > 1:
            raise MeetingCannotBeParked

    def stamp(self, plan, custom_fields):
        """Write who did it when, and the keys."""
        followup, before = self.followup, self.before
        followup.modified_at, followup.modified_by = plan.at, plan.by
        if before is None:
            followup.created_at = followup.created_at or plan.at
            followup.created_by = plan.by
            followup.uid = followup.uid or f"{followup.public_id}@dagbok"
        else:
            followup.version = before.version + 1
            if before.owner_id != followup.owner_id:
                followup.assigned_by_id = before.owner_id
        followup.write_keys(custom_fields)

    def _store(self, plan, custom_fields):
        self.stamp(plan, custom_fields)
        before = self.before
        self.followup.save(update_fields=before and differing_fields(before, self.followup))

    def _link(self, was):
        """Write the links; gives `was` with those it had, for the history."""
        if self.before:
            was = followup_values(self.before, self.old_seats, links_of(self.before))
        write_links(self.followup, self.links)
        return was

    def _seat(self):
        try:
            with transaction.atomic(savepoint=bool(self.rooms)):
                write_seats(self.followup, self.seats, self.before)
        except IntegrityError as error:
            if "resource_booked_once" in str(error):
                raise claims.RoomTaken([]) from error
            raise


def is_open(followup):
    return not followup.is_completed and not followup.is_deleted


def write_together(steps, plan, custom_fields):
    """Store many new ones that book no rooms and link to nothing, with a few queries for all."""
    for step in steps:
        step.refuse_parked()
        step.stamp(plan, custom_fields)
        step.is_written = True
    FollowUp.objects.bulk_create([step.followup for step in steps], batch_size=200)
    seat_new([(step.followup, step.seats) for step in steps])


def with_owner(seats, followup):
    """`seats` with the owner as the organiser, who keeps no second seat."""
    others = [seat for seat in seats if seat.user != followup.owner_id and seat.role != "organiser"]
    own = next((seat for seat in seats if seat.user == followup.owner_id), Seat())
    organiser = replace(own, user=followup.owner_id, role="organiser", answer="accepted")
    return (organiser, *others)
