"""The administrator's own fields in a form: the part headed More."""

from django import forms
from django.core.validators import URLValidator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from crm.custom_fields import Kind
from crm.forms.amounts import AmountField
from crm.forms.layout import Cell, Row, Tick, Ticks, helper
from crm.forms.numbers import DecimalNumberField, NumberField
from crm.forms.typed import TypedDateField, TypedTimeField

LONGEST = {Kind.TEXT: 200, Kind.LONG_TEXT: 4000, Kind.LINK: 2000}
LAID_OUT = {Kind.TICK: Tick, Kind.CHOICES: Ticks}
YES = ("yes", "ja", "on", "true", "1")
ICONS = {
    Kind.MONEY: "ph-currency-circle-dollar",
    Kind.DATE: "ph-calendar-blank",
    Kind.TIME: "ph-clock",
    Kind.CHOICE: "ph-tag",
    Kind.CHOICES: "ph-list-bullets",
    Kind.TICK: "ph-check-square",
    Kind.LINK: "ph-link",
}


class Told:
    """Part of a widget: its template has a hidden field which says that it was shown, so that
    "none" can be told from a form that knows nothing of it.
    """

    def value_omitted_from_data(self, data, files, name):
        return f"{name}_shown" not in data


class TickInput(Told, forms.CheckboxInput):
    def write(self, data, name, value):
        """Put `value` into `data` as if it had been sent."""
        data[f"{name}_shown"] = "1"
        data.pop(name, None)
        if value:
            data[name] = "on"


class TickInputs(Told, forms.CheckboxSelectMultiple):
    def write(self, data, name, value):
        data[f"{name}_shown"] = "1"
        data.setlist(name, value or [])

    def id_for_label(self, id_, index=None):
        return super().id_for_label(id_, index or "0")  # what is wrong leads to the first


def form_field(field, *, stored=None, today=None, clock="24"):
    """The form's field for one of `crm.custom_fields`; `stored`: what the record says in it."""
    texts = {
        "label": field.name,
        "help_text": format_html("{}", field.help_text),
        "required": field.is_required,
    }
    if field.kind in LONGEST:
        return _text(field, texts)
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        return _choice(field, texts, stored)
    if field.kind == Kind.TICK:
        widget = TickInput(attrs={"class": "form-check-input"})
        return forms.BooleanField(widget=widget, **texts)
    made = PLAIN[field.kind](**texts)
    made.widget.attrs["autocomplete"] = "off"
    if field.kind == Kind.DATE:
        made.today = today
    elif field.kind == Kind.TIME:
        made.clock = clock
    elif field.kind == Kind.MONEY:
        made.label = f"{field.name}, {field.currency}"
    return made


PLAIN = {
    Kind.NUMBER: NumberField,
    Kind.DECIMAL: DecimalNumberField,
    Kind.MONEY: lambda **texts: AmountField(max_digits=14, decimal_places=2, **texts),
    Kind.DATE: TypedDateField,
    Kind.TIME: TypedTimeField,
}


def _text(field, texts):
    texts["max_length"] = LONGEST[field.kind]
    if field.kind == Kind.LINK:
        widget = forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"})
        return forms.URLField(
            assume_scheme="https",
            widget=widget,
            validators=[URLValidator(["http", "https"])],
            **texts,
        )
    if field.kind == Kind.LONG_TEXT:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **texts)
    return forms.CharField(**texts)


def _choice(field, texts, stored):
    """Those that are active, and what was chosen before."""
    chosen = [stored] if isinstance(stored, str) else stored or ()
    choices = [
        (key, one.name) for key, one in field.choices.items() if one.is_active or key in chosen
    ]
    if field.kind == Kind.CHOICES:
        return forms.MultipleChoiceField(choices=choices, widget=TickInputs, **texts)
    return forms.ChoiceField(choices=[("", _("None")), *choices], **texts)


def default_of(field, made):
    """What `made`, its field in a form, starts with in something new."""
    usual = [key for key, one in field.choices.items() if one.is_default and one.is_active]
    if field.kind == Kind.CHOICE:
        return next(iter(usual), "")
    if field.kind == Kind.CHOICES:
        return usual
    if field.kind == Kind.TICK:
        return field.default.casefold() in YES
    try:
        return made.to_python(field.default) if field.default else None
    except forms.ValidationError:  # such as a language in which it says nothing
        return None


class CustomFields:
    """Part of a form: its fields of the administrator's, and what they make of `custom`.

    `self.custom_fields`: those in the form. The page shows those that suit the type.
    """

    def add_custom_fields(self, fields, stored, *, is_new, preferences, today):
        """`fields`: `crm.custom_fields.Fields`; `stored`: the `custom` of the record."""
        self.custom_fields, self.stored_custom, self.is_of_new = fields.active(), stored, is_new
        for field in self.custom_fields:
            value = stored.get(field.key)
            made = form_field(field, stored=value, today=today, clock=preferences.clock)
            self.fields[field.form_name] = made
            self.initial[field.form_name] = default_of(field, made) if is_new else field.read(value)

    def fill_left_out(self, data):
        """Of what was not sent, its initial value; a stored record need not fill it in now."""
        for field in self.custom_fields:
            made, name = self.fields[field.form_name], field.form_name
            if made.widget.value_omitted_from_data(data, {}, name):
                made.required = made.required and self.is_of_new
                put(data, name, made, self.get_initial_for_field(made, name))

    def forgive_hidden(self, type_id):
        """What the type lacks hinders nothing: its value stays as it was."""
        for field in self.custom_fields:
            if not field.suits(type_id):
                self._errors.pop(field.form_name, None)
                self.cleaned_data.pop(field.form_name, None)

    def custom_values(self):
        """`custom` as the form makes it: what is not in it stays."""
        values = dict(self.stored_custom)
        for field in self.custom_fields:
            if field.form_name in self.cleaned_data:
                values[field.key] = field.store(self.cleaned_data[field.form_name])
        return {key: value for key, value in values.items() if value is not None}

    def type_of_custom_fields(self):
        """The type that decides which of them are shown; None where there are no types."""

    @property
    def shows_more(self):
        type_id = self.type_of_custom_fields()
        return any(field.suits(type_id) for field in self.custom_fields)

    @property
    def more_helper(self):
        type_id = self.type_of_custom_fields()
        return helper(*(_row(field, type_id) for field in self.custom_fields))


def _row(field, type_id):
    types = " ".join(map(str, sorted(field.types)))
    told = {"types": types} if types else {}
    symbol = ICONS.get(field.kind, "ph-text-align-left")
    laid_out = LAID_OUT.get(field.kind, Cell)(field.form_name)
    return Row(symbol, laid_out, hidden=not field.suits(type_id), **told)


def put(data, name, field, value):
    """Write the value of a field of a form into `data` as if it had been sent."""
    if hasattr(field.widget, "write"):
        field.widget.write(data, name, value)
        return
    shown = field.prepare_value(value)
    data[name] = "" if shown is None else str(shown)
