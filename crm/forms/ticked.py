"""What a form is about: those ticked in a list, or all that the list shows."""

from django import forms

from crm.forms.look_ups import as_id
from crm.pages import MOST


class TickedForm(forms.Form):
    def __init__(self, data=None, *, section, asked, user):
        """`asked`: the query of the list, with `record` for each one ticked or `all`."""
        super().__init__(data, label_suffix="")
        self.section, self.asked, self.user = section, asked, user
        self.search = section.search_form(user, asked)

    @property
    def records(self):
        """The records meant; None if the query makes no sense or means too many at once."""
        records = self.section.editable_by(self.user, self.section.model.objects.all())
        if self.asked.get("all"):
            if not self.search.is_valid():
                return None
            records = self.search.filter(records)
        else:
            keys = [as_id(key) for key in self.asked.getlist("record")[:MOST]]
            records = records.filter(public_id__in=filter(None, keys))
        records = records.order_by("sort_key", "pk")
        return None if records[MOST : MOST + 1].exists() else records

    def sent_values(self):
        """(name, value) of what was asked, to be sent along with the form."""
        return [
            (name, value)
            for name, values in self.asked.lists()
            for value in values
            if name in ("record", "all") or name in self.search.fields
        ]
