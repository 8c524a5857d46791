"""The next step of every open sale: a column of the list of sales, and what that is narrowed by."""

import datetime

from django.db.models import Case, DateField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from crm.columns import Column
from crm.forms.search import Also
from crm.models import Sale
from followups.answers import page_of
from followups.models import FollowUp
from followups.sale_lines import sale_lines, step_html

NONE, PLANNED = "none", "planned"


def bring_steps(sales, reader, now):
    """Give each of `sales` its line, for `step_cell`; one query for all."""
    for line in sale_lines(sales, reader, now):
        line.sale.line = line


def step_cell(sale):
    line = sale.line
    return step_html(line, page_of(line.step) if line.step else "")


def rank(sales, reader):
    """With the day of the next step that `reader` may see, or of taking it up again; none last."""
    steps = FollowUp.objects.visible_to(reader).open().filter(sale=OuterRef("pk"))
    first = Subquery(steps.order_by("listed_on", "pk").values("listed_on")[:1])
    undecided = When(status=Sale.Status.OPEN, then=first)
    again = When(status=Sale.Status.STALLED, then=Coalesce("reopen_on", first))
    day = Case(undecided, again, output_field=DateField())
    return sales.annotate(next_on=Coalesce(day, Value(datetime.date.max), output_field=DateField()))


COLUMN = Column(
    "step",
    _("Next step"),
    ("next_on",),
    step_cell,
    "w-step",
    needs=("reopen_on",),
    bring=bring_steps,
    plain=lambda sale: sale.line.said,
    rank=rank,
)


def stepless(sales):
    """Open ones among `sales` that nothing is planned for."""
    return FollowUp.objects.without_next_step(sales.filter(status=Sale.Status.OPEN))


def narrowed(sales, chosen):
    if chosen == NONE:
        return stepless(sales)
    return FollowUp.objects.with_next_step(sales.filter(status=Sale.Status.OPEN))


def counted(number):
    return ngettext("%(count)s without next step", "%(count)s without next step", number) % {
        "count": number
    }


ALSO = Also(
    _("Next step"),
    [
        ("", _("Any next step")),
        (NONE, _("Without next step")),
        (PLANNED, _("With a next step")),
    ],
    narrowed,
    missing=NONE,
    counted=counted,
)
