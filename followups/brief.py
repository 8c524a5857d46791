"""What one should know before a meeting: who comes, what was said, what is open and overdue."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.models import Sale
from followups.facts import places_of, way_to
from followups.models import FollowUp, Kind
from followups.moments import Moments
from followups.richtext import plain, safe
from followups.visibility import PLANNED

LAST_CONTACTS = 5
MOST = 7  # of promises and of sales: one page has no room for more
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
    """What somebody of the house said they would do."""

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
class Brief:
    when: str
    places: list
    address: str  # where to drive to; empty when it is in one's own house
    guests: list
    agenda: str
    last: list
    sales: list
    promises: list
    has_more: bool  # sales or promises than stand here


def brief_of(followup, reader, now):
    """The brief for `reader`, who may see `followup`; its records are joined."""
    moments = Moments.of(reader, now)
    seats = list(followup.participants.select_related("user", "resource", "person__company"))
    around = FollowUp.objects.visible_to(reader).exclude(pk=followup.pk)
    customer = customer_rule(followup)
    if customer is None:
        around = FollowUp.objects.none()
    else:
        around = around.filter(customer).select_related("type", "owner")
    sales = open_sales(followup, reader, moments)
    promised = promises(around, moments, now)
    return Brief(
        when=moments.when(followup),
        places=places_of(followup, seats),
        address=destination(followup, seats),
        guests=guests_of(followup, seats),
        agenda=safe(followup.agenda),
        last=last_contacts(around, moments),
        sales=sales[:MOST],
        promises=promised[:MOST],
        has_more=bool(followup.company_id) and max(len(sales), len(promised)) > MOST,
    )


def customer_rule(followup):
    """Which follow-ups are about the same customer; None when it has none."""
    if followup.company_id:
        return Q(company=followup.company_id)
    return Q(person=followup.person_id) if followup.person_id else None


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
    about = ", ".join(filter(None, [person.title, str(person.company or "")]))
    url = reverse("crm:person-detail", args=[person.public_id])
    return Guest(str(person), about, answer, url, person.email, tuple(person.numbers))


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
    """Open tasks and planned calls, the most overdue first."""
    rows = around.open().exclude(due_on=None).order_by("listed_on", "pk")[: MOST + 1]
    return [
        Promise(
            day=moments.deadline(row),
            title=row.title,
            who=str(row.owner),
            url=reverse("followups:follow-up-detail", args=[row.public_id]),
            is_overdue=row.is_overdue(now),
        )
        for row in rows
    ]


def open_sales(followup, reader, moments):
    """Sales that are not decided, the nearest decision first, each with its next step."""
    if not followup.company_id and not followup.person_id:
        return []
    rule = {"company": followup.company} if followup.company_id else {"person": followup.person}
    sales = Sale.objects.active().filter(status__in=OPEN_SALES, **rule).select_related("stage")
    sales = sales.order_by("sale_on", "pk")[: MOST + 1]
    steps = FollowUp.objects.next_of_sales([sale.pk for sale in sales], reader)
    return [open_sale(sale, steps.get(sale.pk), moments) for sale in sales]


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
