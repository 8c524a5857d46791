"""Sales with their next steps: the card below a diary, and those on the pages of records."""

from dataclasses import dataclass, field

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followups import next_steps, sales
from followups.forms.narrowing import SalesNarrowingForm
from followups.sale_lines import sale_lines
from followups.templatetags.activities import link_pages, narrow, page_number, query_with, tabs_of

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
    narrowing: SalesNarrowingForm
    kept: list = field(default_factory=list)
    whole: str = ""
    newer: str = ""
    older: str = ""

    @property
    def tells_owners(self):
        return self.narrowing.get("whose") is not None


@register.inclusion_tag("followups/_sales.html", takes_context=True)
def sales_card(context, *, owner, window):
    """Sales of a colleague, of groups or of all. `window`: the dates on show.

    Needs: request, now.
    """
    request, now = context["request"], context["now"]
    show = request.GET.get("show", "")
    narrowing = SalesNarrowingForm(request.GET, reader=request.user)
    whose = narrowing.rule(owner)
    found = narrowing.filter(sales.listed(whose, request.user, window, now, show))
    page = sales.page_of_sales(found, page_number(request))
    stepless = narrowing.filter(sales.stepless(whose)).count()
    card = SalesCard(
        page=page,
        lines=sale_lines(page.rows, request.user, now),
        totals=sales.totals(found),
        tabs=tabs_of(request, "sales", has_sales=True),
        chips=[*chips_of(request, show, stepless), *group_chip(request, narrowing)],
        narrowing=narrowing,
        caption=_("Sales and their next steps, the nearest decision first"),
        empty=empty_text(show),
    )
    narrow(card, request, narrowing)
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


def group_chip(request, narrowing):
    """One click from one's own sales to those of one's groups, and back."""
    if not narrowing.own_groups:
        return []
    is_shown = narrowing.get("whose") == narrowing.OWN_GROUPS
    query = query_with(request, whose=None if is_shown else narrowing.OWN_GROUPS, page=None)
    number = len(narrowing.own_groups)
    return [(ngettext("My group", "My groups", number), query, is_shown)]


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
