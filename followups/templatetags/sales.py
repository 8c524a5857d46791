"""Sales with their next steps: the card below a diary, and those on the pages of records."""

from dataclasses import dataclass, field

from django import template
from django.utils.translation import gettext as _

from followups import next_steps, sales
from followups.sale_lines import sale_lines
from followups.templatetags.activities import link_pages, page_number, query_with, tabs_of

register = template.Library()


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
    labels = {
        "": _("To look at"),
        "open": _("All open"),
        "stepless": next_steps.counted(stepless),
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


@register.simple_tag(takes_context=True)
def with_steps(context, found):
    """Sales with their next steps, as `SaleLine`s. Needs: request, now."""
    return sale_lines(found, context["request"].user, context["now"])
