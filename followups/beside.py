"""What a form shows beside the company, the contact and the rooms that are chosen in it."""

from crm.models import Organisation
from crm.prepared import Prepared
from followups.models import FollowUp, Resource

PLACES = 40  # of each kind


def numbers_of(person, company):
    """(label, number) of each telephone that reaches the contact, or else the company."""
    found = person.numbers if person else []
    known = {number for _label, number in found}
    of_company = company.numbers if company else []
    return [*found, *(line for line in of_company if line[1] not in known)]


def places_of(user, company, rooms, used=()):
    """Places to suggest: rooms booked, the company's address, those used, one's own and its rooms.

    `rooms`: names.
    """
    found = [*rooms, company.full_address if company else "", *used]
    found.append(Organisation.known_to(user).place)
    for room in ROOMS.rows():
        found += room
    return [place for place in dict.fromkeys(found) if place]


def used_places(user, company):
    """Where `user` sees that one met the company, and was oneself, the latest first."""
    seen = FollowUp.objects.visible_to(user)
    own = seen.filter(owner=user).order_by("-pk")
    found = list(own.values_list("location", flat=True)[:PLACES])
    if company:
        met = seen.filter(company=company).order_by("-listed_on", "-pk")
        found = [*met.values_list("location", flat=True)[:PLACES], *found]
    return found


def _rooms(_asked):
    rooms = Resource.objects.active().filter(category=Resource.Category.LOCATION)
    return rooms.values_list("name", "address")[:PLACES]


ROOMS = Prepared(_rooms)
