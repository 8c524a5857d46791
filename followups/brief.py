"""What one should know before a meeting: who comes, what was said, what is open and overdue."""

from dataclasses import dataclass

from django.db.models import Case, Count, Q, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.models import Sale
from followups.facts import places_of, way_to
from followups.models import FollowUp, FollowUpType, Kind
from followups.moments import Moments
from followups.richtext import plain, safe
from followups.visibility import PLANNED

LAST_CONTACTS = 5
# One page has no room for more; how many others there are is told.
MOST_GUESTS = 6
MOST = 7  # of what we promised
MOST_AWAITED = 4  # of what they did
MOST_SALES = 4
EXCERPT = 240  # characters
OPEN_SALES = [Sale.Status.OPEN, Sale.Status.STALLED]


@dataclass(frozen=True)
class Guest:
    name: str
    about: str
    answer: str
    url: str = ""
    email: str = ""
    numbers: tuple = ()
    company: object = None


@dataclass(frozen=True)
class Meeting:
    """An earlier contact with the customer."""

    day: str
    type: str
    title: str
    who: str
    excerpt: str
    url: str


@dataclass(frozen=True)
class Promise:
    """What somebody said they would do: one of the house, or the customer."""

    day: str
    title: str
    who: str
    url: str
    is_overdue: bool


@dataclass(frozen=True)
class OpenSale:
    sale: Sale
    day: str
    next_step: str
    is_overdue: bool  # on the customer's side: the day of the decision has passed


@dataclass(frozen=True)
class Some:
    """Those that there is room for, and how many more there are."""

    rows: list
    more: int = 0

    @classmethod
    def of(cls, rows, most):
        return cls(rows[:most], max(0, len(rows) - most))


@dataclass(frozen=True)
class Brief:
    """`owed`: what we promised; `awaited`: what they did, and decisions that they put off."""

    when: str
    places: list
    address: str  # where to drive to; empty when it is in one's own house
    guests: Some
    agenda: str
    last: list
    sales: Some
    owed: Some
    awaited: Some


def brief_of(followup, reader, now):
    """The brief for `reader`, who may see `followup`; its records are joined."""
    moments = Moments.of(reader, now)
    seats = list(followup.participants.select_related("user", "resource", "person__company"))
    around = FollowUp.objects.visible_to(reader).exclude(pk=followup.pk)
    customers = customer_rule(followup, seats)
    if customers is None:
        around = FollowUp.objects.none()
    else:
        around = around.filter(customers).select_related("type", "owner")
    sales, late = open_sales(customers, reader, moments)
    owed, awaited = promises(around, moments, now)
    return Brief(
        when=moments.when(followup),
        places=places_of(followup, seats),
        address=destination(followup, seats),
        guests=Some.of(guests_of(followup, seats), MOST_GUESTS),
        agenda=safe(followup.agenda),
        last=last_contacts(around, moments),
        sales=sales,
        owed=owed,
        awaited=with_decisions(awaited, late),
    )


def customer_rule(followup, seats):
    """Which rows are about the same customers, those of all guests; None when it has none."""
    people = [followup.person] if followup.person else []
    people += [seat.person for seat in seats if seat.person_id]
    companies = {followup.company_id, *(person.company_id for person in people)} - {None}
    alone = {person.pk for person in people if person.company_id is None}
    if not companies and not alone:
        return None
    return Q(company__in=companies) | Q(person__in=alone)


# -- who comes, and where ------------------------------------------------------------------------


def guests_of(followup, seats):
    """The contact first, then those invited; the reader's own house last."""
    contacts = [followup.person] if followup.person else []
    contacts += [seat.person for seat in seats if seat.person_id not in (None, followup.person_id)]
    answers = {seat.person_id: seat.get_answer_display() for seat in seats if seat.person_id}
    outside = [contact_guest(person, answers.get(person.pk, "")) for person in contacts]
    outside += [
        Guest(seat.email, "", seat.get_answer_display(), email=seat.email)
        for seat in seats
        if seat.email
    ]
    return outside + [colleague_guest(seat) for seat in seats if seat.user_id]


def contact_guest(person, answer):
    url = reverse("crm:person-detail", args=[person.public_id])
    how = (person.email, tuple(person.numbers), person.company)
    return Guest(str(person), person.title, answer, url, *how)


def colleague_guest(seat):
    is_organiser = seat.role == seat.Role.ORGANISER
    answer = seat.get_role_display() if is_organiser else seat.get_answer_display()
    return Guest(str(seat), seat.user.title, answer)


def destination(followup, seats):
    rooms = {str(seat) for seat in seats if seat.resource_id}
    address = followup.company.full_address if followup.company else ""
    return way_to(followup.location, rooms, address, is_online=bool(followup.video_url))


# -- what was, and what is open --------------------------------------------------------------------


def last_contacts(around, moments):
    """The latest meetings held and calls made."""
    held = Q(completed_at__isnull=False) & ~Q(kind=Kind.TASK)
    rows = around.filter(held).order_by("-listed_on", "-pk")[:LAST_CONTACTS]
    return [
        Meeting(
            day=moments.day(row.listed_on),
            type=str(row.type),
            title=row.title,
            who=str(row.owner),
            excerpt=excerpt(row.internal_notes or row.agenda),
            url=reverse("followups:follow-up-detail", args=[row.public_id]),
        )
        for row in rows
    ]


def excerpt(text):
    words = plain(text)
    return words if len(words) <= EXCERPT else words[:EXCERPT].rsplit(" ", 1)[0] + " …"


def promises(around, moments, now):
    """(ours, theirs): open tasks and planned calls, the most overdue first.

    Theirs are those of incoming types: a call or a delivery that one waits for.
    """
    theirs = Case(When(type__direction=FollowUpType.Direction.INCOMING, then=True), default=False)
    side = {"partition_by": "is_theirs"}
    rows = around.open().exclude(due_on=None).annotate(is_theirs=theirs)
    rows = rows.annotate(
        place=Window(RowNumber(), **side, order_by=["listed_on", "pk"]),
        of=Window(Count("pk"), **side),
    )
    rows = list(rows.filter(place__lte=MOST).order_by("place"))
    ours = [row for row in rows if not row.is_theirs]
    theirs = [row for row in rows if row.is_theirs]
    return some(ours, MOST, moments, now), some(theirs, MOST_AWAITED, moments, now)


def some(rows, most, moments, now):
    shown = [
        Promise(
            day=moments.deadline(row),
            title=row.title,
            who=str(row.owner),
            url=reverse("followups:follow-up-detail", args=[row.public_id]),
            is_overdue=row.is_overdue(now),
        )
        for row in rows[:most]
    ]
    return Some(shown, rows[0].of - len(shown) if rows else 0)


def open_sales(customers, reader, moments):
    """Sales that are not decided, the nearest decision first, each with its next step.

    Beside them those on whose decision one waits, as what the customer owes.
    """
    if customers is None:
        return Some([]), []
    sales = Sale.objects.active().filter(customers, status__in=OPEN_SALES)
    sales = sales.select_related("stage", "company", "person").annotate(of=Window(Count("pk")))
    sales = list(sales.order_by("sale_on", "pk")[:MOST_SALES])
    steps = FollowUp.objects.next_of_sales([sale.pk for sale in sales], reader)
    shown = [open_sale(sale, steps.get(sale.pk), moments) for sale in sales]
    late = [decision(each) for each in shown if each.is_overdue]
    return Some(shown, sales[0].of - len(shown) if sales else 0), late


def decision(each):
    return Promise(
        day=each.day,
        title=_("Decision: %(sale)s") % {"sale": each.sale},
        who=str(each.sale.person or each.sale.company),
        url=reverse("crm:sale-detail", args=[each.sale.public_id]),
        is_overdue=True,
    )


def with_decisions(awaited, late):
    """What one waits for, the decisions first."""
    rows = [*late, *awaited.rows]
    return Some(rows[:MOST_AWAITED], awaited.more + max(0, len(rows) - MOST_AWAITED))


def open_sale(sale, step, moments):
    decides = sale.reopen_on or sale.sale_on
    return OpenSale(
        sale=sale,
        day=moments.day(decides),
        next_step=step_text(step, moments),
        is_overdue=decides < moments.today,
    )


def step_text(step, moments):
    """Fri 12 June: Send the quote; "none" without a step, "planned" for one that is hidden."""
    if step is None:
        return _("none")
    if step is PLANNED:
        return _("planned")
    return f"{moments.day(step.listed_on)}: {step.title}"
