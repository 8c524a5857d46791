"""Cells that fill the administrator's own fields, checked as the form checks what is typed."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from crm.alphabet import fold
from crm.custom_fields import Field, Kind
from crm.forms.custom_fields import YES, form_field

NO = ("no", "nei", "off", "false", "0")
TICKED = (*YES, "x", "✓", "✔")


def read(field: Field, text: str, today: datetime.date) -> Any:
    """What a record keeps of `text`; None for an empty one. Refuses what the form refuses."""
    if field.kind == Kind.TICK:
        return field.store(is_ticked(text))
    if field.kind == Kind.CHOICES:
        return field.store([choice(field, part) for part in text.split(";") if part.strip()])
    if field.kind == Kind.CHOICE:
        return choice(field, text) if text.strip() else None
    made = form_field(field, today=today)
    made.required = False  # a line that lacks it is refused for that alone
    return field.store(made.clean(text))


def is_ticked(text: str) -> bool:
    if text.casefold() in TICKED:
        return True
    if text.casefold() in NO:
        return False
    raise ValidationError(_("Write “yes” or “no”."))


def choice(field: Field, text: str) -> str:
    """The key of the choice of that name."""
    names = {fold(one.name): key for key, one in field.choices.items() if one.is_active}
    key = names.get(fold(text.strip()))
    if key is None:
        known = ", ".join(one.name for one in field.choices.values() if one.is_active)
        text = _("“%(text)s” is none of the choices: %(names)s.") % {"text": text, "names": known}
        raise ValidationError(text)
    return key
