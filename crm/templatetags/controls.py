"""Parts of form controls as strings: Django's templates take twenty times as long for a list."""

from html import escape

from django import forms, template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

register = template.Library()


def written(value):
    """`value` escaped; plain text the short way, which takes a fifth of the time."""
    return escape(value) if type(value) is str else conditional_escape(value)


@register.simple_tag
def attributes(attrs):
    """` name="value"` for each; the name alone where it is True, nothing where it is False."""
    return SafeString("".join([attribute(*pair) for pair in attrs.items()]))


def attribute(name, value):
    if value is False:
        return ""
    text = "" if value is True else f'="{written(value)}"'
    return f" {written(name)}{text}"


@register.simple_tag
def options(groups):
    """The choices of a list, as `widget.optgroups` has them."""
    return SafeString("".join([group(name, choices) for name, choices, _index in groups]))


def group(name, choices):
    made = "".join([option(choice) for choice in choices])
    return f'<optgroup label="{written(name)}">{made}</optgroup>' if name else made


def option(choice):
    value, label = written(choice["value"]), written(choice["label"])
    return f'<option value="{value}"{attributes(choice["attrs"])}>{label}</option>'


@register.simple_tag
def control(field):
    """The widget of a field in the look of its kind."""
    widget = field.field.widget
    look = "form-select" if isinstance(widget, forms.Select) else "form-control"
    classes = [widget.attrs.get("class"), look, field.errors and "is-invalid"]
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))})
