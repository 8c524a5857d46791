"""A round: one follow-up for each member of a selection, planned, looked at, then made at once."""

import datetime
import zlib
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from crm.models import Company
from followups import claims
from followups.changes import Draft
from followups.history import FIELDS
from followups.models import FollowUp
from followups.models.rules import wall_clock

RIGHT = "followups.plan_for_selection"
MOST = 2000  # at once
LONGEST_TITLE = 254
ONE_DAY = datetime.timedelta(days=1)
NO_OWNER = _("Nobody is its owner")
LEFT = _("The owner is no longer here")
ARCHIVED = _("Archived")


@dataclass
class Roster:
    """What a round makes: a draft for each member, and why others are left out."""

    drafts: list[Draft] = field(default_factory=list)
    left_out: dict = field(default_factory=lambda: defaultdict(list))

    @property
    def planned(self):
        return [draft.followup for draft in self.drafts]

    @property
    def owners(self):
        """(owner, how many) of those who get some, the most first."""
        numbers = defaultdict(int)
        for followup in self.planned:
            numbers[followup.owner] += 1
        return sorted(numbers.items(), key=lambda pair: (-pair[1], str(pair[0])))

    @property
    def mark(self):
        """Differs where the members, their owners or the days do: what the planner has seen."""
        said = [
            f"{row.company_id} {row.person_id} {row.owner_id} {row.listed_on}"
            for row in self.planned
        ]
        return f"{len(said)}-{zlib.crc32(' '.join(said).encode())}"


def roster_of(template, members, *, owner, per_day, archived=()):
    """What `template`, a follow-up without its customer, becomes for `members`.

    `owner`: whose all become; None gives each to the member's own. `per_day`: that many a
    working day.
    """
    roster = Roster()
    for member in members:
        own = owner or member.owner
        if own is None:
            roster.left_out[NO_OWNER].append(member)
        elif not own.is_active:
            roster.left_out[LEFT].append(member)
        else:
            roster.drafts.append(Draft(followup_for(member, template, own), seats=()))
    if archived:
        roster.left_out[ARCHIVED] = list(archived)
    if per_day and not template.is_parked:
        spread(roster.planned, per_day)
    for followup in roster.planned:
        if not followup.is_parked:
            followup.listed_on = followup.day_listed(followup.zone)
    return roster


def followup_for(member, template, owner):
    followup = FollowUp()
    for each in FIELDS:
        setattr(followup, each.attname, each.value_from_object(template))
    followup.type, followup.owner = template.type, owner
    followup.title = title_for(template.title, str(member))
    if isinstance(member, Company):
        followup.company, followup.person = member, None
    else:
        followup.company, followup.person = member.company, member
    return followup


def title_for(title, name):
    """The title with the name of a member where it says {name}, in any of our languages."""
    for sign in ("{name}", "{navn}"):
        title = title.replace(sign, name)
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


# -- over working days ----------------------------------------------------------------------------


def spread(followups, per_day):
    """At most so many a day for each owner, on days they work; those with a time in a row."""
    places = {}
    for followup in followups:
        place = places.get(followup.owner_id)
        if place is None:
            place = places[followup.owner_id] = Place(followup, per_day)
        place.take(followup)


class Place:
    """The next free place in the working days of one owner."""

    def __init__(self, first, per_day):
        self.first, self.per_day = first, per_day
        self.work_week = first.owner.preferences.work_week
        self._go_on(first.day_listed(first.zone))

    def take(self, followup):
        if self.taken == self.most:
            self._go_on(self.day + ONE_DAY)
        followup.move_to_day(self.day)
        if followup.is_timed and self.taken:
            later = followup.duration * self.taken
            followup.reschedule(followup.starts_at + later, followup.ends_at + later)
        self.taken += 1

    def _go_on(self, day):
        """To `day`, or the first one after it on which the owner works."""
        while (times := self.work_week.on(day)) is None:
            day += ONE_DAY
        self.day, self.taken = day, 0
        self.most = min(self.per_day, fitting(self.first, times[1]))


def fitting(followup, ends):
    """How many of that length fit one after another until the time `ends`; at least one."""
    if not followup.is_timed or not followup.duration:
        return MOST
    day = followup.starts_at.astimezone(followup.zone).date()
    left = wall_clock(day, ends, followup.zone) - followup.starts_at
    return max(left // followup.duration, 1)


# -- conflicts ------------------------------------------------------------------------------------


def conflicts_of(followups):
    """How many of them stand at a time that is taken, be it by another of them."""
    new = defaultdict(list)
    for followup in followups:
        start, end = followup.span_in(followup.zone)
        if start is not None and followup.availability != "free":
            new[followup.owner_id].append((start, end))
    if not new:
        return 0
    spans = [span for found in new.values() for span in found]
    first, last = min(start for start, _end in spans), max(end for _start, end in spans)
    taken = claims.taken_by(list(new), first, last)
    return sum(clashing(taken.get(owner, []), found) for owner, found in new.items())


def clashing(taken, new):
    """How many spans of `new` overlap one of `taken` or of each other."""
    spans = sorted([*((*span, False) for span in taken), *((*span, True) for span in new)])
    followers = [*(start for start, _end, _new in spans[1:]), None]
    latest, count = None, 0
    for (start, end, is_new), follower in zip(spans, followers, strict=True):
        before = latest is not None and start < latest
        after = follower is not None and follower < end
        count += is_new and (before or after)
        latest = end if latest is None else max(latest, end)
    return count


# -- afterwards -----------------------------------------------------------------------------------


def counts_of(batches, viewer):
    """{batch: (how many of it are there, how many are completed)}, as far as `viewer` sees them."""
    made = FollowUp.objects.visible_to(viewer)
    made = made.filter(changes__batch__in=batches, changes__verb="create")
    rows = made.values_list("changes__batch").annotate(Count("pk"), Count("completed_at"))
    return {batch: (number, done) for batch, number, done in rows}
