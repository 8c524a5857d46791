"""The Sales card: what a colleague has to win, each sale with its next step (reference 3.15)."""

import datetime
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.utils import timezone

from crm.models import Sale
from followups import next_steps
from followups.activities import PAGE, Page
from followups.models import FollowUp

UNDECIDED = [Sale.Status.OPEN, Sale.Status.STALLED]


class Total(NamedTuple):
    """Of one currency: the sum, and what is to be expected of it."""

    currency: str
    sales: int
    amount: object
    expected: object


def undecided(owner):
    return Sale.objects.active().filter(owner=owner, status__in=UNDECIDED)


def stepless(owner):
    """Open sales of `owner` that nothing is planned for."""
    return next_steps.stepless(undecided(owner))


def due(owner, viewer, window, now):
    """Undecided sales to look at: decided in `window`, planned for soon, overdue, to re-open.

    `window` has the dates `first` and `last` (exclusive). What `viewer` may not see counts not.
    """
    preferences = viewer.preferences
    today = timezone.localdate(now, preferences.zone)
    horizon = today + datetime.timedelta(days=preferences.days_ahead)
    steps = FollowUp.objects.visible_to(viewer).open()
    planned = steps.filter(sale=OuterRef("pk"), listed_on__lte=horizon)
    return undecided(owner).filter(
        Q(sale_on__gte=window.first, sale_on__lt=window.last)
        | Q(status=Sale.Status.STALLED, reopen_on__isnull=False)
        | Exists(planned)
    )


def listed(owner, viewer, window, now, show):
    """`show`: "open" is every undecided sale, "stepless" those without a next step."""
    if show == "open":
        return undecided(owner)
    return stepless(owner) if show == "stepless" else due(owner, viewer, window, now)


def page_of_sales(sales, number):
    rows = sales.select_related("stage", "company", "person").order_by("sale_on", "pk")
    first = (number - 1) * PAGE
    rows = list(rows[first : first + PAGE + 1])
    return Page(rows[:PAGE], number, len(rows) > PAGE)


def totals(sales):
    """A `Total` for each currency, the largest first."""
    rows = (
        sales.order_by()
        .values("currency")
        .annotate(
            sales=Count("pk"),
            sum=Sum("amount"),
            expected=Sum(F("amount") * F("probability") / 100),
        )
    )
    found = map(Total._make, rows.values_list("currency", "sales", "sum", "expected"))
    return sorted(found, key=lambda total: -total.amount)
