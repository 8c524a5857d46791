import functools

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.models.preferences import validate_zone, zone_names

LISTED = {
    *("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia"),
    *("Europe", "Indian", "Pacific"),
}


@functools.cache
def listed_zones():
    """The zones that bear the name of a place, in order, then UTC."""
    places = [name for name in zone_names() if name.partition("/")[0] in LISTED]
    return [*sorted(places), "UTC"]


@functools.cache
def zones_by_place():
    """{"oslo": ["Europe/Oslo"], …}, also under the whole name."""
    found = {}
    for name in sorted(zone_names()):
        found.setdefault(name.casefold(), []).append(name)
    for name in listed_zones():
        found.setdefault(name.rpartition("/")[2].casefold(), []).append(name)
    return found


class ZoneField(forms.CharField):
    """A time zone, by its name or by that of its city, searched in a list while one types."""

    default_validators = [validate_zone]

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("Type a city, for example Oslo."))
        super().__init__(max_length=64, **kwargs)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"list": "time-zones", "autocomplete": "off"}

    def to_python(self, value):
        typed = "_".join(super().to_python(value).split())
        named = zones_by_place().get(typed.casefold(), [])
        return named[0] if len(named) == 1 else typed
