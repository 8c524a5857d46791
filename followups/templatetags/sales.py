"""The Sales card of a diary."""

from dataclasses import dataclass, field

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.models import Sale
from followups import sales
from followups.activity_lines import Reading
from followups.models import FollowUp
from followups.templatetags.activities import link_pages, page_number, query_with, tabs_of
from followups.visibility import PLANNED

register = template.Library()


@dataclass
class SaleLine:
    sale: Sale
    day: str
    is_late: bool  # the day of the decision has passed
    step: FollowUp | None = None  # the next one, where the reader may see it
    step_text: str = ""  # what stands in its place
    step_day: str = ""
    is_overdue: bool = False
    may_postpone: bool = False


@dataclass
class SalesCard:
    """What the template places; links are query strings that keep the rest of the address."""

    page: sales.Page
    lines: list
    totals: list
    tabs: list
    chips: list
    caption: str
    empty: str
    newer: str = ""
    older: str = ""
    stepless: int = field(default=0)


@register.inclusion_tag("followups/_sales.html", takes_context=True)
def sales_card(context, *, owner, window):
    """Sales of one colleague. `window`: the dates on show. Needs: request, now."""
    request, now = context["request"], context["now"]
    show = request.GET.get("show", "")
    found = sales.listed(owner, request.user, window, now, show)
    page = sales.page_of_sales(found, page_number(request))
    stepless = sales.stepless(owner).count()
    card = SalesCard(
        page=page,
        lines=sale_lines(page.rows, request.user, now),
        totals=sales.totals(found),
        tabs=tabs_of(request, "sales", has_sales=True),
        chips=chips_of(request, show, stepless),
        caption=_("Sales and their next steps, the nearest decision first"),
        empty=empty_text(show),
    )
    link_pages(card, request)
    here = request.get_full_path()
    return {"card": card, "here": here, "request": request}


def chips_of(request, show, stepless):
    without = ngettext("%(count)s without next step", "%(count)s without next step", stepless)
    labels = {
        "": _("To look at"),
        "open": _("All open"),
        "stepless": without % {"count": stepless},
    }
    return [
        (label, query_with(request, show=value or None, page=None), value == show)
        for value, label in labels.items()
    ]


def empty_text(show):
    if show == "stepless":
        return _("Every open sale has a next step.")
    if show == "open":
        return _("No open sales.")
    return _("No sale is to be decided in these days, and none waits for a step.")


def sale_lines(rows, reader, now):
    reading = Reading(reader, now)
    steps = FollowUp.objects.next_of_sales([sale.pk for sale in rows], reader)
    return [sale_line(sale, steps.get(sale.pk), reader, reading) for sale in rows]


def sale_line(sale, step, reader, reading):
    line = SaleLine(sale, reading.day(sale.sale_on), sale.sale_on < reading.today)
    if sale.status == Sale.Status.STALLED and sale.reopen_on:
        line.step_text = _("Re-open %(day)s") % {"day": reading.day(sale.reopen_on)}
        line.is_overdue = sale.reopen_on <= reading.today
    elif step is PLANNED:
        line.step_text = _("planned")
    elif step:
        line.step, line.step_day = step, reading.day(step.listed_on)
        line.is_overdue = step.is_overdue(reading.now)
        line.may_postpone = step.owner_id == reader.pk
    return line
