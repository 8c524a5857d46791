from django.conf import settings
from django.utils.translation import gettext as _

from crm.forms.typed import TypedDateField
from crm.prepared import Prepared
from followups import wording
from followups.forms import layout
from followups.models import Kind, Resource

PLACES = 40


class Surroundings:
    """Part of the follow-up form: where its fields stand, and the texts around them."""

    @property
    def kind_helper(self):
        return layout.kind()

    @property
    def what_helper(self):
        return layout.what_and_when(self["type"].value())

    @property
    def who_helper(self):
        return layout.who()

    @property
    def heading(self):
        if self.instance:
            return _("Follow-up: %(title)s") % {"title": self.initial["title"]}
        return {
            Kind.APPOINTMENT: _("New meeting"),
            Kind.TASK: _("New task"),
            Kind.CALL: _("New call"),
        }[self.initial["kind"]]

    @property
    def seen_version(self):
        return self.version if self.is_bound else self.instance.version

    @property
    def is_locked(self):
        """Whether it is completed by now, so that saving means re-opening."""
        return self.is_bound and bool(self.instance and self.initial["completed"])

    def shown(self, name):
        """The value of a field as the page shows it: cleaned if it was sent, else the initial."""
        if self.is_bound:
            return getattr(self, "cleaned_data", {}).get(name)
        return self.initial.get(name)

    @property
    def read_date(self):
        """What a typed date was understood as, where that is not what stands there."""
        date = self.shown("date") if self.is_bound else None
        text = date and TypedDateField().prepare_value(date)
        return text if text and text != self.data.get("date") else ""

    @property
    def week(self):
        date = self.shown("date")
        return wording.week_number(date.isocalendar().week) if date else ""

    @property
    def zone_name(self):
        return self.shown("time_zone") or ""

    @property
    def numbers(self):
        person = self.shown("person")
        return person.numbers if hasattr(person, "numbers") else []

    @property
    def places(self):
        """Places to suggest: rooms booked, the company's address, one's own with all its rooms."""
        company = self.shown("company")
        found = [option.text for option in self.shown("resources") or ()]
        found += [getattr(company, "full_address", ""), settings.ORGANISATION_ADDRESS]
        for room in ROOMS.rows():
            found += room
        return [place for place in dict.fromkeys(found) if place]


def _rooms(_asked):
    rooms = Resource.objects.active().filter(category=Resource.Category.LOCATION)
    return rooms.values_list("name", "address")[:PLACES]


ROOMS = Prepared(_rooms)
