"""The types that a person may prefer for what is new; another app keeps them, and tells us."""

from django import forms
from django.utils.translation import gettext_lazy as _

SETTINGS = {"appointment": "appointment_type", "task": "task_type", "call": "call_type"}
FIRST = ("", _("The first in the list"))

# Functions that give (id, name, kind) of every type offered to a user (an id); None is anybody.
sources = []


def rows_for(user):
    return [row for source in sources for row in source(user)]


class TypeField(forms.TypedChoiceField):
    def __init__(self, **kwargs):
        kwargs |= {"coerce": int, "empty_value": None, "required": False}
        super().__init__(**kwargs)


def offer_types(fields, user, first=FIRST):
    """Give the three fields their choices, with one query."""
    rows = rows_for(user)
    for kind, setting in SETTINGS.items():
        named = [(key, name) for key, name, of_kind in rows if of_kind == kind]
        fields[setting].choices = [first, *named]
