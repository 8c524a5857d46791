"""Amounts of money as people write them."""

import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

DIGITS_AND_POINT = re.compile(r"-?\d+(\.\d+)?")
GROUPING = re.compile(r"[.,](?=\d{3}(?:\D|$))")


class AmountField(forms.DecimalField):
    """Takes 38500, 38 500, 38.500,50 and 38,500.50: no amount has three decimals."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {"invalid": _("Write an amount, for example 38 500.")}

    def to_python(self, value):
        if isinstance(value, Decimal) or value in self.empty_values:
            return super().to_python(value)
        text = GROUPING.sub("", "".join(value.split())).replace(",", ".")
        try:
            if DIGITS_AND_POINT.fullmatch(text):
                return Decimal(text)
        except InvalidOperation:
            pass
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def prepare_value(self, value):
        if not isinstance(value, Decimal):
            return value
        decimals = 0 if value == value.to_integral_value() else 2
        return number_format(value, decimals, use_l10n=True, force_grouping=True)
