"""Fields for days and times that people type in their own words."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from crm import wording
from crm.clock_phrases import is_day_end, read_time
from crm.phrases import PhraseError, read_date


class TypedDateField(forms.Field):
    """Takes 10.6, 10 June, fri, tomorrow; shows Wed 10 Jun 2026. `today` is set by the form."""

    today: datetime.date

    def to_python(self, value):
        if not value or isinstance(value, datetime.date) or not value.strip():
            return value if isinstance(value, datetime.date) else None
        try:
            return read_date(value, self.today, get_language())
        except PhraseError as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value):
        if isinstance(value, datetime.date):
            return wording.typed_day(value, get_language())
        return value


class TypedTimeField(forms.Field):
    """Takes 9, 9:30, 14.15, 9:30 pm; shows the time as the reader's clock does.

    `closes_day`: also takes 24:00, which cleans to 00:00.
    """

    clock = "24"
    closes_day = False

    def to_python(self, value):
        if not value or isinstance(value, datetime.time) or not value.strip():
            return value if isinstance(value, datetime.time) else None
        if self.closes_day and is_day_end(value):
            return datetime.time()
        try:
            return read_time(value)
        except PhraseError as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value):
        if isinstance(value, datetime.time):
            return wording.clock(value.hour, value.minute, self.clock)
        return value
