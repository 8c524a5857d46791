"""The working days of a team: what each one plans, when there is room for it, who comes."""

import datetime
import itertools
import random

from followups.demo import writing
from followups.demo.bokmal import said
from followups.demo.bookings import ONE_DAY, Bookings, Slot
from followups.demo.entries import Entry
from followups.demo.people import random_id
from followups.models import FollowUp, Kind
from followups.seats import Seat

FIRST_QUARTER, LAST_QUARTER = 32, 65  # 08:00 to 16:15
LUNCH = range(46, 49)
NOON_OF_TODAY = 42  # the day of the demo is told as it stands at 10:30
OVERDUE_DAYS, OVERDUE_AT_MOST = 14, 9
STARTS = [quarter for quarter in range(FIRST_QUARTER, LAST_QUARTER) if quarter not in LUNCH]
# Full and half hours are chosen more often.
STARTS += [quarter for quarter in STARTS if quarter % 2 == 0] * 2
WEIGHTS = list(itertools.accumulate(shape.weight for shape in writing.SHAPES))


class Lists:
    """The administrator's lists, by kind and order; names may be in any language."""

    def __init__(self, types, priorities):
        self.types = {kind: [t for t in types if t.kind == kind] for kind in Kind.values}
        self.high = next((p for p in priorities if p.is_high), None)
        self.usual = next((p for p in priorities if p.is_default), None)

    def type(self, kind, place):
        of_kind = self.types[kind]
        return of_kind[place % len(of_kind)]


class Calendar:
    """Plans entries day after day; the same for the same seed and day of the demo."""

    def __init__(self, staff, customers, lists, *, seed, today):
        self.staff, self.lists = staff, lists
        self.seed, self.today = seed, today
        self.bookings = Bookings()
        self.overdue = {}
        self.office = staff.colleagues[0].preferences.zone
        self.preferences = staff.colleagues[0].preferences
        self.customers, self.customers_of = customers, {}
        for customer in customers:
            self.customers_of.setdefault(customer.company.owner_id, []).append(customer)
        self.rng = random.Random(seed)

    def plan_day(self, day, team, shares):
        """Entries of one team on one date; `shares` are (colleague, how many)."""
        self.rng = random.Random(f"{self.seed} {team.group.name} {(day - self.today).days}")
        shares = dict(shares)
        yield from self._team_meetings(day, team, shares)
        for user, share in shares.items():
            for shape in self.rng.choices(writing.SHAPES, cum_weights=WEIGHTS, k=share):
                yield self._entry(shape, user, day, team)

    def _team_meetings(self, day, team, shares):
        shape = {0: writing.STAND_UP, 2: writing.PIPELINE, 3: writing.STAND_UP}.get(day.weekday())
        if shape and shares.get(team.manager, 0) >= 3 and day != self.today:
            shares[team.manager] -= 1
            yield self._entry(shape, team.manager, day, team, everybody=True)

    def _entry(self, shape, owner, day, team, *, everybody=False):
        """One entry of that shape; what finds no room in the day becomes a task."""
        slot = self._slot(shape, owner, day) if shape.minutes else None
        if shape is writing.CALL_IN and not self._is_past(day, slot):
            shape, slot = writing.CALL_OUT, None
        elif shape.minutes and not slot:
            shape = writing.TASK
        followup = self._followup(shape, owner, day)
        entry = Entry.of(followup)
        self._set_time(entry, shape, day, slot)
        if slot:
            self.bookings.take(owner.pk, slot)
        if slot and shape.kind == Kind.APPOINTMENT:
            self._invite(entry, shape, slot, team, everybody)
        self._decorate(entry, team)
        self._live(entry, day, slot)
        return entry

    # -- when ---------------------------------------------------------------------------------

    def _slot(self, shape, owner, day):
        """A free slot of one of the shape's lengths; now and then one that overlaps."""
        choice, length = self.rng.choice, -(-self.rng.choice(shape.minutes) // 15)
        slot = None
        for _ in range(6):
            slot = Slot(day, choice(shape.quarters or STARTS), length)
            if self._is_office_time(slot, shape) and self.bookings.is_free(owner.pk, slot):
                return slot
        crowded = self.rng.random() < 0.12 and self._is_office_time(slot, shape)
        return slot if crowded else None

    def _is_office_time(self, slot, shape):
        if shape.quarters:
            return True
        is_over_lunch = slot.first < LUNCH.start and slot.end > LUNCH.start + 1
        return slot.end <= LAST_QUARTER and not is_over_lunch

    def _set_time(self, entry, shape, day, slot):
        followup, rng = entry.followup, self.rng
        if shape.days:
            followup.span_days(day, day + ONE_DAY * (rng.choice(shape.days) - 1))
        elif slot:
            followup.reschedule(*slot.instants(self.office))
        if shape.kind == Kind.TASK or (shape.kind == Kind.CALL and not slot):
            followup.due_on = day
            if rng.random() < (0.25 if shape.kind == Kind.TASK else 0.5):
                followup.due_time = datetime.time(rng.randrange(9, 16), rng.choice((0, 0, 30)))

    # -- what ---------------------------------------------------------------------------------

    def _followup(self, shape, owner, day):
        rng, customer = self.rng, self._customer(owner)
        wording = said(rng.choice(shape.titles))
        followup = self.new(shape.kind, shape.type, owner, self._made_at(day))
        followup.title = self._title(wording, customer)
        if shape.with_customer or "{" in wording:
            customer.mark(followup, self._any(customer.persons))
        if shape in (writing.VISIT, writing.TRAVEL) and rng.random() < 0.6:
            followup.location = customer.company.full_address
        if shape is writing.VIDEO:
            followup.video_url = f"https://video.example/{followup.public_id.hex[:10]}"
        return followup

    def new(self, kind, type_place, owner, made_at):
        followup = FollowUp(
            public_id=random_id(self.rng),
            kind=kind,
            type=self.lists.type(kind, type_place),
            owner=owner,
            created_by_id=owner.pk,
            time_zone=owner.preferences.time_zone,
            priority=self.lists.usual,
            created_at=made_at,
        )
        followup.take_defaults_of_type()
        return followup

    def _customer(self, owner):
        return self._any(self.customers_of.get(owner.pk) or self.customers)

    def _any(self, several):
        """One of them, by one throw of the dice however many they are: so what stands in a day
        does not depend on the number of customers."""
        return several[int(self.rng.random() * len(several))]

    def _title(self, wording, customer):
        sale = customer.sales[0] if customer.sales else None
        return wording.format(
            short=customer.short,
            town=customer.company.city,
            sale=sale.name if sale else customer.short,
            number=2001 + self.rng.randrange(400),
        )

    def _made_at(self, day):
        """Some working hour one to twenty days before `day`, never later than yesterday."""
        made_on = min(day, self.today) - ONE_DAY * self.rng.randrange(1, 21)
        return Slot(made_on, self.rng.choice(STARTS), 1).instants(self.office)[0]

    # -- who ----------------------------------------------------------------------------------

    def _invite(self, entry, shape, slot, team, everybody):
        rng = self.rng
        if rng.random() < shape.guests:
            others = [user for user in team.members if user.pk != entry.followup.owner_id]
            if not everybody:
                others = rng.sample(others, min(len(others), rng.choice((1, 1, 2, 3))))
            for user in others:
                if everybody or self.bookings.is_free(user.pk, slot) or rng.random() < 0.25:
                    self._seat_guest(entry, user, slot, everybody)
        if shape.with_customer and entry.followup.person_id and rng.random() < 0.4:
            answer = rng.choice(("accepted", "accepted", "needs_action"))
            entry.seats.append(Seat(person=entry.followup.person_id, answer=answer))
        if rng.random() < shape.room:
            self._book_room(entry, slot)
        if shape is writing.TRAVEL and self.bookings.is_free(self.staff.car, slot):
            self.book(entry, self.staff.car, slot)
        if shape is writing.DEMO and rng.random() < 0.3:
            self.book(entry, self.staff.projector, slot)

    def _seat_guest(self, entry, user, slot, everybody):
        answer = "accepted" if everybody else self._answer(slot.day)
        role = "optional" if self.rng.random() < 0.1 else "required"
        reason = "I am away that day" if answer == "declined" else ""
        entry.seats.append(Seat(user=user.pk, role=role, answer=answer, reason=reason))
        if answer != "declined":
            self.bookings.take(user.pk, slot)

    def _answer(self, day):
        answers = ("accepted", "tentative", "declined", "needs_action")
        weights = (90, 3, 5, 2) if day < self.today else (58, 8, 4, 30)
        return self.rng.choices(answers, weights)[0]

    def _book_room(self, entry, slot):
        """The first free room from some door on, if there is one."""
        rooms, first = self.staff.rooms, self.rng.randrange(len(self.staff.rooms))
        for room in rooms[first:] + rooms[:first]:
            if self.bookings.is_free(room, slot):
                self.book(entry, room, slot)
                return

    def book(self, entry, resource, slot):
        entry.seats.append(Seat(resource=resource.pk, role="resource", answer="accepted"))
        self.bookings.take(resource, slot)
        if resource in self.staff.rooms:
            entry.followup.location = resource.name

    # -- how it looks, and what became of it --------------------------------------------------

    def _decorate(self, entry, team):
        followup, rng = entry.followup, self.rng
        if rng.random() < 0.25:
            followup.agenda = said(rng.choice(writing.AGENDAS))
        if rng.random() < 0.1:
            followup.internal_notes = said(rng.choice(writing.NOTES))
        if rng.random() < 0.08 and self.lists.high:
            followup.priority = self.lists.high
        if followup.kind == Kind.APPOINTMENT:
            if rng.random() < 0.06 and len(entry.seats) == 1:
                followup.availability = "tentative"
            if rng.random() < 0.15:
                entry.alarm = rng.choice((5, 15, 30, 1440))
        dice = rng.random()
        if dice < 0.05 and followup.is_timed and len(entry.seats) == 1:
            self.make_private(followup)
        elif dice < 0.07:
            followup.visibility, followup.visible_group_id = "group", team.group.pk

    def make_private(self, followup):
        followup.visibility = "owner"
        followup.title = said(self.rng.choice(writing.PRIVATE_TITLES))
        followup.agenda = followup.internal_notes = followup.location = ""
        followup.company_id = followup.person_id = followup.sale_id = followup.project_id = None

    def _live(self, entry, day, slot):
        """Move it once, perhaps, and complete it when its time is past."""
        followup, rng = entry.followup, self.rng
        if slot and followup.kind == Kind.APPOINTMENT and rng.random() < 0.1:
            self._was_moved(entry, slot)
        if followup.kind == Kind.CALL and slot:
            self._logged(entry)
        elif self._is_done(entry, day, slot):
            self._complete(entry, day, slot)

    def _was_moved(self, entry, slot):
        """It stood on another time of the day first."""
        followup = entry.followup
        first = Slot(slot.day, self.rng.choice(STARTS), slot.length)
        starts_at, ends_at = followup.starts_at, followup.ends_at
        followup.reschedule(*first.instants(self.office))
        moved_at = followup.created_at + datetime.timedelta(minutes=self.rng.randrange(10, 300))
        entry.reschedule(moved_at, starts_at, ends_at)

    def _logged(self, entry):
        """A call that was made and written down when it ended."""
        entry.followup.created_at = entry.followup.ends_at
        entry.complete(entry.followup.ends_at, self.preferences)

    def _is_done(self, entry, day, slot):
        rng, owner = self.rng, entry.followup.owner_id
        away = (self.today - day).days
        if away > OVERDUE_DAYS:
            return True
        if away == 0:
            if slot:
                return self._is_past(day, slot)
            return entry.followup.kind != Kind.APPOINTMENT and rng.random() < 0.3
        if away < 0:
            return entry.followup.kind == Kind.TASK and not slot and rng.random() < 0.04
        if rng.random() < 0.07 and self.overdue.get(owner, 0) < OVERDUE_AT_MOST:
            self.overdue[owner] = self.overdue.get(owner, 0) + 1
            return False
        return True

    def _is_past(self, day, slot):
        """Whether it has ended where the story of the demo stands: at 10:30 of its day."""
        return day < self.today or (day == self.today and slot and slot.end <= NOON_OF_TODAY)

    def _complete(self, entry, day, slot):
        """At its end, and what has none some time that day, or before today."""
        if slot:
            done_at = slot.instants(self.office)[1]
        else:
            done_on = day if day <= self.today else self.today - ONE_DAY
            last = LAST_QUARTER if day != self.today else NOON_OF_TODAY - 4
            quarter = self.rng.randrange(FIRST_QUARTER, last)
            done_at = Slot(done_on, quarter, 1).instants(self.office)[0]
        done_at += datetime.timedelta(minutes=self.rng.randrange(15))
        entry.complete(max(done_at, entry.followup.created_at), self.preferences)
