"""From an empty database to a sales team in the middle of its year."""

import datetime
import itertools
import random
from collections import Counter

from crm.models import Company, Document, Person, Project, Sale, Selection
from followups.demo import customers, people, scenes, selections
from followups.demo.bookings import ONE_DAY, Slot
from followups.demo.calendar import Calendar, Lists
from followups.demo.fields import Extras
from followups.demo.loading import Loading
from followups.demo.workload import AroundToday, OverYears
from followups.models import FollowUpType, Priority

USUAL_SIZE = 1500
USUAL_COLLEAGUES, USUAL_CUSTOMERS = 8, 60
MANY_COLLEAGUES, MANY_CUSTOMERS = 50, 2000


def tell(*, seed, today, now=None, size=None, progress=lambda done, total: None):
    """Write the demo; without `size` the usual one, with its history.

    With `size`, so many follow-ups over five years, without custom fields, and without history
    (it would be most of the data, and no page of the diary reads it). `progress` is told now and
    then how far it got. What would be done after the instant `now` is left open.
    """
    rng = random.Random(f"{seed} {size or USUAL_SIZE}")
    staff = people.hire(MANY_COLLEAGUES if size else USUAL_COLLEAGUES, rng)
    lists = Lists(FollowUpType.objects.active(), Priority.objects.all())
    extras = None if size else Extras(lists, seed=seed, today=today)
    won = customers.win(_customers(size), staff, rng, today, extras)
    selections.keep(staff, won, random.Random(f"{seed} selections"))
    calendar = Calendar(staff, won, lists, seed=seed, today=today)
    loading = Loading(staff, history=size is None, now=now)
    total = size or USUAL_SIZE
    for entry in _entries(calendar, OverYears if size else AroundToday, total):
        if extras:
            extras.drive(entry.followup)
        loading.add(entry)
        if not loading.waiting:
            progress(loading.written, total)
    loading.finish()
    progress(loading.written, total)
    _backdate(today - 4 * 366 * ONE_DAY, calendar.office)
    return loading.written


def _customers(size):
    return min(max(USUAL_CUSTOMERS, (size or 0) // 250), MANY_CUSTOMERS)


def _entries(calendar, workload, total):
    played = list(scenes.play(calendar))
    yield from played
    planned = Counter(
        (entry.followup.owner, entry.followup.day_listed(calendar.office)) for entry in played
    )
    shares = workload(total, calendar.staff.teams, planned, calendar.today).shares()
    for day, teams in itertools.groupby(shares, lambda share: share[0]):
        calendar.bookings.forget_before(day)
        for _, team, wanted in teams:
            yield from calendar.plan_day(day, team, wanted)


def _backdate(day, zone):
    """Records were registered before anything was planned with them."""
    at = Slot(day, 36, 1).instants(zone)[0]
    for model in (Company, Person, Sale, Project, Document, Selection):
        model.objects.update(created_at=at, modified_at=at + datetime.timedelta(minutes=5))
