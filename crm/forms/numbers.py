"""Numbers as people of every language write them."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import get_format, number_format
from django.utils.translation import gettext_lazy as _

GROUPING = re.compile(r"[.,](?=\d{3}(?:\D|$))")
WHOLE = re.compile(r"[+-]?\d{1,15}")
WITH_DECIMALS = re.compile(r"[+-]?\d{1,15}(\.\d{1,6})?")


def tidy(text):
    """1 234,5 and 1,234.5 and 1.234,5 as 1234.5.

    A sign that comes once parts the decimals, unless the language groups by it and three digits
    follow: 1,234 is twelve hundred in English, 1.234 in Norwegian.
    """
    text = "".join(text.replace("−", "-").split())
    whole, mark, decimals = text.rpartition(max(".,", key=text.rfind))
    if not mark:
        return text
    is_group = len(decimals) == 3 and mark != get_format("DECIMAL_SEPARATOR")
    is_group = is_group and whole.lstrip("+-0").isdecimal()
    if mark in whole or is_group:
        return GROUPING.sub("", text)
    return f"{GROUPING.sub('', whole)}.{decimals}"


class NumberField(forms.Field):
    """A whole number."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    default_error_messages = {"invalid": _("Write a whole number, for example 1 200.")}
    pattern, made = WHOLE, int

    def to_python(self, value):
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        text = tidy(value)
        if not text.isascii() or not self.pattern.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return type(self).made(text)

    def prepare_value(self, value):
        if not isinstance(value, int | Decimal):
            return value
        exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
        return number_format(value, max(-exponent, 0), use_l10n=True, force_grouping=True)


class DecimalNumberField(NumberField):
    """A number with up to six decimals."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {"invalid": _("Write a number, for example 12.5.")}
    pattern, made = WITH_DECIMALS, Decimal
