from django.utils.translation import gettext as _

from crm.forms.typed import TypedDateField
from followups import wording
from followups.beside import numbers_of, places_of
from followups.forms import layout
from followups.models import Kind


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
    def customer(self):
        """The contact, or else the company, whose numbers are shown."""
        found = [self.shown(name) for name in ("person", "company")]
        return next((row for row in found if hasattr(row, "numbers")), None)

    @property
    def numbers(self):
        found = [self.shown(name) for name in ("person", "company")]
        return numbers_of(*(row if hasattr(row, "numbers") else None for row in found))

    @property
    def places(self):
        company = self.shown("company")
        rooms = [option.text for option in self.shown("resources") or ()]
        where = company if hasattr(company, "full_address") else None
        return places_of(self.user, where, rooms)
