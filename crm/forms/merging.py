"""Several records side by side: which one is kept, and whose value of each field."""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crm.custom_fields import Fields
from crm.forms.look_ups import as_id, record_field
from crm.forms.records import with_hint
from crm.history import text_of

TAKE, VERSION = "take_", "version_"


class MergeWithForm(forms.Form):
    """The look-up of a record to be merged with another one."""

    def __init__(self, data=None, *, section):
        super().__init__(data, label_suffix="")
        none = _("Nothing fits “%(text)s”. Choose one from the list.")
        related = ["company"] if "company" in section.related else []
        field = record_field(section.model._meta.verbose_name, section.model, none=none)
        field.queryset = section.model.objects.active().select_related(*related)
        self.fields["other"] = with_hint(field, section.search_label)
        self.fields["other"].widget.attrs |= {"class": "form-control", "autofocus": True}


@dataclass(frozen=True)
class Choice:
    """The value of one record."""

    record: object
    text: str
    is_taken: bool


@dataclass(frozen=True)
class Line:
    """One field with the value of each record."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def differs(self):
        return len({choice.text for choice in self.choices}) > 1


class MergeForm:
    """`data`: what was sent or asked for. Where it says nothing, the first record is kept, and
    of each field its value, else the first that there is.
    """

    def __init__(self, section, records, data):
        self.section, self.records, self.data = section, records, data
        self.by_id = {record.public_id: record for record in records}
        self.kept = self.by_id.get(as_id(data.get("keep"))) or records[0]

    @property
    def others(self):
        return [record for record in self.records if record != self.kept]

    @property
    def fields(self):
        meta = self.section.model._meta
        return [meta.get_field(name) for name in self.section.form_class._meta.fields]

    @cached_property
    def custom(self):
        """The administrator's own fields, also those that are shown nowhere."""
        return Fields(self.section.name).by_key.values()

    @property
    def lines(self):
        own = [self.custom_line(field) for field in self.custom if field.is_active]
        return [*(self.line(field) for field in self.fields), *own]

    def line(self, field):
        taken = self.taken_of(field)
        choices = [
            Choice(record, text_of(field, getattr(record, field.name)), record == taken)
            for record in self.records
        ]
        return Line(TAKE + field.name, capfirst(field.verbose_name), choices)

    def custom_line(self, field):
        taken = self.taken_of_custom(field)
        choices = [
            Choice(record, field.text(record.custom.get(field.key)), record == taken)
            for record in self.records
        ]
        return Line(TAKE + field.form_name, field.name, choices)

    def taken_of(self, field):
        """The record whose value of `field` is kept."""
        return self.chosen(field.name, lambda record: getattr(record, field.attname))

    def taken_of_custom(self, field):
        return self.chosen(field.form_name, lambda record: field.key in record.custom)

    def chosen(self, name, is_filled):
        asked = self.by_id.get(as_id(self.data.get(TAKE + name)))
        filled = (each for each in (self.kept, *self.records) if is_filled(each))
        return asked or next(filled, self.kept)

    def taken(self):
        return {field.name: self.taken_of(field) for field in self.fields}

    def taken_custom(self):
        return {field.key: self.taken_of_custom(field) for field in self.custom}

    def changed_since(self):
        """The first record that is another version than the sender saw; None if none is."""
        return next((each for each in self.records if self.seen(each) != str(each.version)), None)

    def seen(self, record):
        return self.data.get(f"{VERSION}{record.public_id}", "")
