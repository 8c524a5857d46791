"""Kind and type in a form: which of them decides, and what the page's script is told."""

from django import forms
from django.utils.html import format_html

from followups.models import Kind


class KindRadios(forms.RadioSelect):
    """Each kind tells its default type and length."""

    told = {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"] |= self.told.get(str(value), {})
        return option


class TypeSelect(forms.Select):
    """Each type tells its kind, and its length where it has one. With a script one types."""

    told = {}

    def render(self, *args, **kwargs):
        return format_html("<type-choice>{}</type-choice>", super().render(*args, **kwargs))

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"] |= self.told.get(str(value), {})
        return option


class Types:
    """The types one may choose, in the administrator's order, fetched once for a form."""

    def __init__(self, rows, preferences):
        self.rows = list(rows)
        self.preferences = preferences

    def default_for(self, kind):
        """The type that the person prefers while it is offered, else the first in order."""
        offered = [row for row in self.rows if row.kind == kind and row.is_active]
        preferred = self.preferences.default_type(kind)
        return next((row for row in offered if row.pk == preferred), next(iter(offered), None))

    def minutes(self, kind, type_=None):
        """The length that a new one starts with."""
        if type_:
            return type_.minutes_for(self.preferences)
        calls = kind == Kind.CALL
        return self.preferences.call_minutes if calls else self.preferences.appointment_minutes

    def decided(self, *, kind, type_, shown):
        """The type that holds after a form: a type chosen anew decides, else the kind does.

        `shown`: the type that the page was sent with. A kind of its own that has no type at all
        leaves the type as it is.
        """
        if type_ != shown or kind == shown.kind:
            return type_
        return self.default_for(kind) or type_

    def tell(self, kind_field, type_field):
        """Give the options of both fields what the script needs to keep them in step."""
        kind_field.widget.told = {
            kind: {"data-type": str(row.pk), "data-minutes": str(self.minutes(kind, row))}
            for kind in Kind.values
            if (row := self.default_for(kind))
        }
        type_field.widget.told = {str(row.pk): self._told_of(row) for row in self.rows}

    def _told_of(self, row):
        told = {"data-kind": row.kind, "data-availability": row.availability}
        told |= {"data-minutes": str(self.minutes(row.kind, row))} if row.minutes else {}
        told |= {"data-all-day": "true"} if row.is_all_day else {}
        return told | ({"data-agenda": row.agenda} if row.agenda else {})
