"""The Activities card, on the diary and on the pages of the CRM's records."""

from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlencode

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from followups import activities, activities_of_record
from followups.activities import MOST_COUNTED, MOST_ON_A_TAB, Activity
from followups.activity_html import rows_html
from followups.activity_lines import activity_lines
from followups.documents import (
    document_lines,
    documents_beside,
    lines_of_all_kinds,
    page_of_documents,
    row_of,
)
from followups.forms.narrowing import NarrowingForm, RecordNarrowingForm

register = template.Library()

SHOWN = {
    "": gettext_noop("All kinds"),
    "followups": gettext_noop("Follow-ups"),
    "tasks": gettext_noop("Tasks"),
    "documents": gettext_noop("Documents"),
}
LAST_PAGE = 2000
NARROWINGS = ("since", "until", "state", "whose", "mine")


class Tab(NamedTuple):
    """The way to one of the cards; `number`: how many are in it, where that says something."""

    label: str
    query: str
    is_current: bool
    number: str = ""


@dataclass
class Card:
    """What the template places. Links are query strings that keep the rest of the address."""

    card: str
    show: str
    page: activities.Page | None = None
    lines: list = field(default_factory=list)
    rows: str = ""
    documents: list = field(default_factory=list)
    tabs: list = field(default_factory=list)
    chips: list = field(default_factory=list)
    newer: str = ""
    older: str = ""
    count: str = ""
    caption: str = ""
    empty: str = ""
    left_out: str = ""
    narrowing: NarrowingForm | None = None
    kept: list = field(default_factory=list)
    whole: str = ""
    chooses: bool = False
    choose: str = ""
    next_rows: str = ""
    all_open: str = ""


@register.inclusion_tag("followups/_activities.html", takes_context=True)
def activities_card(context, *, user=None, resource=None):
    """Activities of one diary. Needs in the context: request, now."""
    request, now = context["request"], context["now"]
    reader = request.user
    card = _card(request)
    card.tabs = tabs_of(request, card.card, has_sales=user is not None)
    number = page_number(request)
    if card.show == "documents":
        _fill_documents(card, request, now, user=user)
    else:
        beside, counted = [], 0
        if card.card == "all":
            _offer_narrowing(card, request, NarrowingForm)
            beside, counted = _documents_beside(card, reader, number, user=user)
        page = activities.page_of_diary(
            user,
            resource,
            reader,
            now,
            card=card.card,
            show=card.show,
            number=number,
            narrowing=card.narrowing,
            beside=beside,
        )
        page = _with_count(page, counted)
        card.caption = _caption(card, reader.preferences)
        card.empty = (
            _("Nothing stands in this diary yet.")
            if card.card == "all"
            else _("Nothing to do. Overdue follow-ups and those of the next days show here.")
        )
        _fill(card, page, request, now, ticks_all=user == reader)
        open_ones = activities.count_of_diary(user, resource, reader, now, show=card.show)
        todo, everything, *others = card.tabs
        todo = todo._replace(number=number_text(open_ones))
        card.tabs = [todo, everything._replace(number=card.count), *others]
    return _context(context, card)


@register.inclusion_tag("followups/_activities.html", takes_context=True)
def activities_of(context, record):
    """Activities tied to a company, contact, sale or project. Needs: request, now."""
    request, now = context["request"], context["now"]
    card = _card(request)
    card.left_out = activities_of_record.RECORD_LINKS[type(record)]
    number = page_number(request)
    if card.show == "documents":
        _fill_documents(card, request, now, record=record)
    else:
        _offer_narrowing(card, request, RecordNarrowingForm)
        if "documents" in context and number == 1 and not card.narrowing.chosen:
            latest = [] if card.show else context["documents"]
            beside, counted = [row_of(document) for document in latest], 0
        else:
            beside, counted = _documents_beside(card, request.user, number, record=record)
        page = activities_of_record.page_of_record(
            record,
            request.user,
            show=card.show,
            number=number,
            narrowing=card.narrowing,
            beside=beside,
        )
        page = _with_count(page, counted)
        card.caption = _("Follow-ups, the latest first")
        card.empty = _("No follow-ups yet. Plan the first with the buttons above.")
        _fill(card, page, request, now, ticks_all=False)
        if number == 1 and not card.narrowing.chosen:
            _fill_next(card, record, request, now)
    return _context(context, card)


def tabs_of(request, current, *, has_sales):
    """Those of the cards below a calendar."""
    names = {"todo": _("To-do"), "all": _("All")} | ({"sales": _("Sales")} if has_sales else {})
    return [
        Tab(name, _tab_query(request, card, current), card == current)
        for card, name in names.items()
    ]


def _tab_query(request, card, current):
    """Filters stay between the lists of activities; among sales they mean something else."""
    changes = {"card": None if card == "todo" else card, "page": None}
    if "sales" in (card, current):
        changes |= dict.fromkeys(("show", *NARROWINGS))
    return query_with(request, **changes)


def _card(request):
    show = request.GET.get("show", "")
    card = Card(
        card="all" if request.GET.get("card") == "all" else "todo",
        show=show if show in SHOWN else "",
    )
    card.chips = [
        (_(label), query_with(request, show=value or None, page=None), value == card.show)
        for value, label in SHOWN.items()
    ]
    return card


def _offer_narrowing(card, request, form_class):
    narrow(card, request, form_class.of(request.GET))


def narrow(card, request, form):
    """Offer the form that narrows the list, and what of the address it keeps."""
    card.narrowing = form
    dropped = {**dict.fromkeys(NARROWINGS), "page": None}
    card.whole = query_with(request, **dropped)
    card.kept = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name not in dropped
    ]


def _documents_beside(card, reader, number, **about):
    """Documents stand among all kinds."""
    if card.show:
        return [], 0
    return documents_beside(reader, number=number, narrowing=card.narrowing, **about)


def _with_count(page, more):
    return (
        page
        if page.counted is None
        else page._replace(counted=min(page.counted + more, MOST_COUNTED))
    )


def _fill(card, page, request, now, *, ticks_all):
    card.page = page
    if page.counted is not None:
        card.count = number_text(page.counted, MOST_COUNTED)
        card.empty = _("Nothing fits. Choose other dates, or show the whole list.")
    card.lines = lines_of_all_kinds(page.rows, request.user, now, ticks_all=ticks_all)
    card.chooses = bool(card.lines) and "choose" in request.GET
    card.choose = query_with(request, choose=None if card.chooses else 1)
    card.rows = rows_html(card.lines, card.left_out, to_choose=card.chooses)
    link_pages(card, request)


def _fill_next(card, record, request, now):
    """What is open of a record stands above its history."""
    rows = activities_of_record.next_of_record(record, request.user, now, show=card.show)
    shown = activity_lines(rows[: activities_of_record.NEXT], request.user, now, ticks_all=False)
    card.chooses = bool(shown or card.lines) and "choose" in request.GET
    card.caption = _("What is open, then what was done, the latest first")
    card.next_rows = rows_html(shown, card.left_out, to_choose=card.chooses)
    has_more = len(rows) > activities_of_record.NEXT
    if has_more:
        card.all_open = query_with(request, state="open", page=None)
    known = len(shown) + sum(isinstance(row, Activity) for row in card.page.rows)
    if known:
        card.count = f"{known}+" if has_more or card.page.has_next else str(known)


def _fill_documents(card, request, now, **about):
    card.page = page_of_documents(request.user, number=page_number(request), **about)
    card.documents = document_lines(card.page.rows, request.user, now)
    card.caption = _("Documents, the latest first")
    card.empty = _("No documents yet.")
    link_pages(card, request)


def link_pages(card, request):
    number = card.page.number
    if number > 1:
        card.newer = query_with(request, page=number - 1 if number > 2 else None)
    if card.page.has_next and number < LAST_PAGE:
        card.older = query_with(request, page=number + 1)


def page_number(request):
    text = request.GET.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), LAST_PAGE)


def number_text(count, most=MOST_ON_A_TAB):
    return str(count) if count < most else f"{most - 1}+"


def _caption(card, preferences):
    if card.card == "all":
        return _("All follow-ups of the diary, the latest first")
    days = preferences.days_ahead
    return ngettext(
        "Overdue, due today and in the next %(days)s day",
        "Overdue, due today and in the next %(days)s days",
        days,
    ) % {"days": days}


def query_with(request, **changes):
    """This page's query string with some parameters changed; None takes one away."""
    query = dict(request.GET.lists()) | changes
    said = {name: value for name, value in query.items() if value is not None}
    return f"?{urlencode(said, doseq=True)}#activities"


def _context(context, card):
    request = context["request"]
    return {
        "card": card,
        "here": request.get_full_path(),
        "add_query": context.get("new_query", ""),
        "csrf_token": context.get("csrf_token"),
        "request": request,
    }
