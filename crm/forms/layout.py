"""How forms are laid out: rows behind an icon, and templates in the midst of the fields."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, LayoutObject
from crispy_forms.utils import render_field
from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from crm.templatetags.controls import control, written
from crm.templatetags.icons import icon


class Box(LayoutObject):
    """Fields and other parts one after the other."""

    def __init__(self, *fields, css_class=""):
        self.fields, self.css_class = list(fields), css_class

    def render(self, form, context, **kwargs):
        inside = self.inside(form, context, **kwargs)
        return SafeString(f'<div class="{self.css_class}">{inside}</div>')

    def inside(self, form, context, **kwargs):
        parts = [Cell(part) if isinstance(part, str) else part for part in self.fields]
        return SafeString("".join([part.render(form, context, **kwargs) for part in parts]))


class Row(Box):
    """Fields in a line behind an icon; further keywords become `data-…` of the line."""

    def __init__(self, symbol, *fields, css_class="", hidden=False, **data):
        self.symbol, self.fields = symbol, list(fields)
        self.css_class, self.hidden, self.data = css_class, hidden, data

    def render(self, form, context, **kwargs):
        return format_html(
            '<div class="fu-row {}"{}{}>{}<div>{}</div></div>',
            self.css_class,
            format_html_join("", ' data-{}="{}"', self.data.items()),
            SafeString(" hidden" if self.hidden else ""),
            icon(self.symbol),
            self.inside(form, context, **kwargs),
        )


class Cell(LayoutObject):
    """One field: label, control, what is wrong with it. Crispy's takes half of a page's time."""

    def __init__(self, name, wrapper_class=""):
        self.fields, self.wrapper_class = [name], wrapper_class

    def render(self, form, context, **kwargs):
        field = form[self.fields[0]]
        if field.use_fieldset or field.is_hidden or isinstance(field.field.widget, TICKS):
            return render_field(field.name, form, context, **kwargs)
        form.rendered_fields.add(field.name)
        return cell(field, self.wrapper_class)


TICKS = (forms.CheckboxInput, forms.RadioSelect)


def cell(field, more_classes=""):
    classes = f"mb-3 row {more_classes}".rstrip()
    star = '<span class="asteriskField">*</span>' if field.field.required else ""
    return SafeString(
        f'<div id="div_{field.auto_id}" class="{classes}">'
        f'<label for="{field.id_for_label}" class="col-form-label pt-0 {LABEL}">'
        f'{written(field.label)}{star}</label><div class="{FIELD}">'
        f"{control(field)}{faults(field)}{help_of(field)}</div></div>"
    )


def faults(field):
    if not field.errors:
        return ""
    lines = [
        f'<span id="error_{number}_{field.auto_id}"><strong>{written(error)}</strong></span>'
        for number, error in enumerate(field.errors, 1)
    ]
    return (
        f'<div id="{field.errors.field_id}_error" class="invalid-feedback">{"".join(lines)}</div>'
    )


def help_of(field):
    """What explains it; the texts are our own and may hold markup."""
    if not field.help_text:
        return ""
    return f'<div id="{field.auto_id}_helptext" class="form-text">{field.help_text}</div>'


class Radios(Field):
    """A choice side by side."""

    template = "crm/field_radios.html"


class Tick(Field):
    """A tick in a row of its own."""

    template = "crm/field_tick.html"


class Ticks(Field):
    """Several choices side by side."""

    template = "crm/field_ticks.html"


class Fragment(LayoutObject):
    """A template in the midst of the fields; it needs `form`."""

    def __init__(self, template):
        self.template, self.fields = template, []

    def render(self, form, context, **kwargs):
        return render_to_string(self.template, {"form": form})


LABEL, FIELD = "fu-l", "fu-f"


def helper(*fields):
    made = FormHelper()
    made.form_tag = made.include_media = False
    made.disable_csrf = True  # the page writes <form> and its token
    made.form_class = "form-horizontal"
    made.label_class, made.field_class = LABEL, FIELD
    made.layout = Layout(*fields)
    return made
