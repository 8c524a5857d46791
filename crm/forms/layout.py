"""How forms are laid out: rows behind an icon, and templates in the midst of the fields."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, LayoutObject
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from crm.templatetags.icons import icon

# One field; leaner than crispy's own, which takes half of the time of a page.
FIELD = "crm/field.html"


class Row(LayoutObject):
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
            self.get_rendered_fields(form, context, **kwargs),
        )


class Cell(Field):
    """A field among others in a row, with classes of its own."""

    template = FIELD


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


def helper(*fields):
    made = FormHelper()
    made.form_tag = made.include_media = False
    made.disable_csrf = True  # the page writes <form> and its token
    made.form_class = "form-horizontal"
    made.label_class, made.field_class = "fu-l", "fu-f"
    made.field_template = FIELD
    made.layout = Layout(*fields)
    return made
