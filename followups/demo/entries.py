"""One follow-up of the demo on its way into the database."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from followups.models import Change, FollowUp
from followups.seats import Seat


@dataclass
class Revision:
    """Something done with it after it was made: `act` sets the fields, by the owner."""

    verb: str
    at: datetime
    act: Callable[[], None]


@dataclass
class Entry:
    followup: FollowUp
    seats: list[Seat]
    later: list[Revision] = field(default_factory=list)
    alarm: int | None = None

    @classmethod
    def of(cls, followup, **more):
        """With the seat of its owner."""
        organiser = Seat(user=followup.owner_id, role="organiser", answer="accepted")
        return cls(followup, [organiser], **more)

    def complete(self, at, preferences):
        """Plan that the owner completes it at that instant, for all who take part."""

        def act():
            self.followup.complete(at, self.followup.owner, preferences)
            self.seats = [self._seat_completed(seat, at) for seat in self.seats]

        self.later.append(Revision(Change.Verb.COMPLETE, at, act))

    def _seat_completed(self, seat, at):
        is_guest = seat.user and seat.role != "organiser"
        return replace(seat, completed_at=at) if is_guest else seat

    def reschedule(self, at, starts_at, ends_at):
        """Plan that the owner moves it to that time at the instant `at`."""

        def act():
            self.followup.reschedule(starts_at, ends_at)

        self.later.append(Revision(Change.Verb.EDIT, at, act))

    def trash(self, at):
        """Plan that the owner deletes it at that instant."""

        def act():
            self.followup.trash(at, self.followup.owner)

        self.later.append(Revision(Change.Verb.DELETE, at, act))
