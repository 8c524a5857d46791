"""A field for one record of the CRM: found while one types, or resolved from the typed text."""

import uuid
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.alphabet import fold
from crm.matching import best_first

OFFERED = 10
LONGEST = 200


class Written(NamedTuple):
    """What a look-up holds: the text, and the id of the record that was chosen for it."""

    text: str = ""
    public_id: str = ""
    choice: str = ""


class LookUpWidget(forms.TextInput):
    """A text `<name>_text` beside the hidden id `<name>`; and a choice if the text fits several."""

    template_name = "crm/widgets/look_up.html"
    offers = ()

    def __init__(self, *, url, query="", attrs=None, also=""):
        self.url, self.query, self.also = url, query, also
        super().__init__(attrs)

    def value_from_datadict(self, data, files, name):
        value, text = data.get(name, "").strip(), data.get(f"{name}_text")
        if text is None and not as_id(value):  # a plain text field, as in quick add
            value, text = "", value
        return Written((text or "").strip(), value, data.get(f"{name}_choice", ""))

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_text" not in data

    def write(self, data, name, value):
        """Put `value` into `data` as if it had been sent."""
        written = self.written(value)
        data[name], data[f"{name}_text"] = written.public_id, written.text

    def written(self, value):
        if value is None or isinstance(value, Written):
            return value or Written()
        return Written(str(value), str(value.public_id))

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        written = self.written(value)
        context["widget"] |= {
            "text": written.text,
            "public_id": written.public_id,
            "url": self.url(),
            "query": self.query,
            "also": self.also,
            "offers": self.offers,
        }
        return context

    def format_value(self, value):
        return value


class LookUpField(forms.Field):
    """Cleans to a record of `queryset` or None. Text that fits several asks which one is meant."""

    def __init__(self, queryset, *, none, **kwargs):
        self.queryset, self.none = queryset, none
        super().__init__(required=False, **kwargs)

    def __deepcopy__(self, memo):
        field = super().__deepcopy__(memo)
        field.queryset = self.queryset.all()
        return field

    def clean(self, value):
        if not value.text and not value.public_id:
            return None
        if record := self.chosen(value.choice):
            return record
        record = self.chosen(value.public_id)
        if record and (not value.text or fold(str(record)) == fold(value.text)):
            return record.current
        if not value.text:
            raise ValidationError(_("It is not there any more. Choose another one."))
        return self.resolve(value.text)

    def chosen(self, public_id):
        key = as_id(public_id)
        return self.queryset.filter(public_id=key).first() if key else None

    def resolve(self, text):
        """The one record that `text` names."""
        found = self.queryset.active() if len(text) <= LONGEST else self.queryset.none()
        found = list(best_first(found.matching(text), text)[: OFFERED + 1])
        exact = [record for record in found if fold(str(record)) == fold(text)]
        for fitting in (exact, found):
            if len(fitting) == 1:
                return fitting[0]
        if not found:
            raise ValidationError(self.none % {"text": shown(text)})
        self.widget.offers = [
            (str(record.public_id), str(record), note_of(record)) for record in found[:OFFERED]
        ]
        raise ValidationError(_("Several fit “%(text)s”. Choose one.") % {"text": shown(text)})


def record_field(label, model, *, none, also="", related=()):
    widget = LookUpWidget(
        url=lambda: reverse(f"crm:{model._meta.model_name}-list"),
        query="?format=options",
        also=also,
    )
    queryset = model.objects.select_related(*related) if related else model.objects.all()
    return LookUpField(queryset, none=none, label=label, widget=widget)


def as_id(text):
    """The UUID that `text` is, or None."""
    try:
        return uuid.UUID(text)
    except (ValueError, AttributeError, TypeError):
        return None


def note_of(record):
    return str(getattr(record, "company", None) or getattr(record, "city", "") or "")


def shown(text):
    return text if len(text) <= 60 else f"{text[:59]}…"
