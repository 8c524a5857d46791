"""What a card or a page says about one follow-up to one of those who may see it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from followups import wording
from followups.custom_fields import FieldsByType
from followups.links import option_of_link, seen_links
from followups.models import Availability, FollowUp, Visibility
from followups.moments import Moments
from followups.richtext import safe


@dataclass(frozen=True)
class Facts:
    """Texts and records, ready for a template. `guests`: (name, answer) of each."""

    when: str
    elsewhere: str  # the same time on the clock of its own zone, where that is another one
    completed: str
    last_time: str
    numbers: list
    guests: list
    places: list
    links: list
    agenda: str
    notes: str
    custom: list  # (name, HTML) of each of the administrator's own fields that says something
    show_as: str
    visible_for: str
    is_own: bool
    may_tick: bool
    is_ticked: bool


def facts_of(followup, reader, now, custom=None):
    """Needs `followup` with its records joined; `custom`: the `FieldsByType`."""
    moments = Moments.of(reader, now)
    seats = list(followup.participants.select_related("user", "resource", "person"))
    own = next((seat for seat in seats if seat.user_id == reader.pk), None)
    is_own = followup.owner_id == reader.pk
    is_busy = followup.availability == Availability.BUSY
    is_open = followup.visibility == Visibility.EVERYBODY
    return Facts(
        when=moments.when(followup),
        elsewhere=_elsewhere(followup, moments),
        completed=moments.moment(followup.completed_at) if followup.completed_at else "",
        last_time=last_time(followup, reader, moments),
        numbers=followup.person.numbers if followup.person else [],
        guests=[_guest(seat) for seat in seats if seat.role not in ("organiser", "resource")],
        places=places_of(followup, seats),
        links=[option_of_link(row) for row in seen_links(followup, reader)],
        agenda=safe(followup.agenda),
        notes=safe(followup.internal_notes),
        custom=(custom or FieldsByType()).facts(followup.custom, followup.type_id),
        show_as="" if is_busy else followup.get_availability_display(),
        visible_for="" if is_open else _visible_for(followup),
        is_own=is_own,
        may_tick=own is not None,
        is_ticked=bool(own and own.completed_at),
    )


def places_of(followup, seats):
    """The place and the rooms, each once: a room is often written as the place too."""
    rooms = [str(seat) for seat in seats if seat.role == "resource"]
    return list(dict.fromkeys(filter(None, [followup.location, *rooms])))


def way_to(location, rooms, address, *, is_online):
    """Where to go: the place written, else the customer's address where no room of ours is booked.

    Empty when one stays in the house. `rooms`: the names of those booked.
    """
    if location and location not in rooms:
        return location
    return "" if rooms or location or is_online else address


def _guest(seat):
    is_colleague = seat.user_id is not None
    return str(seat), seat.get_answer_display() if is_colleague else ""


def _visible_for(followup):
    return str(followup.visible_group or followup.get_visibility_display())


def _elsewhere(followup, moments):
    if not followup.is_timed or followup.time_zone == moments.zone.key:
        return ""
    local = followup.starts_at.astimezone(followup.zone)
    place = followup.time_zone.rpartition("/")[2].replace("_", " ")
    time = wording.time_of(local, moments.clock)
    return _("%(time)s in %(place)s") % {"time": time, "place": place}


def last_time(followup, reader, moments):
    """The latest completed one with the same contact, or company: 8 June, Call: wants more."""
    with_whom = {"person": followup.person} if followup.person else {"company": followup.company}
    if not any(with_whom.values()):
        return ""
    done = FollowUp.objects.visible_to(reader).filter(completed_at__isnull=False, **with_whom)
    done = done.exclude(pk=followup.pk).order_by("-listed_on", "-pk")
    last = done.select_related("type").first()
    if last is None:
        return ""
    return f"{moments.day(last.listed_on)}, {last.type}: {last.title}"
