"""What a field shows can be read again, in every language."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from crm.forms.typed import TypedDateField, TypedTimeField

DAYS = [datetime.date(2026, 1, 1) + datetime.timedelta(days=3 * n) for n in range(140)]


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_shown_date_is_read_as_the_same_date(language):
    field = TypedDateField()
    field.today = datetime.date(2026, 6, 10)

    with translation.override(language):
        read = [field.to_python(field.prepare_value(day)) for day in DAYS]

    assert read == DAYS


@pytest.mark.parametrize("clock", ["24", "12"])
def test_a_shown_time_is_read_as_the_same_time(clock):
    field = TypedTimeField()
    field.clock = clock
    times = [datetime.time(minutes // 60, minutes % 60) for minutes in range(0, 24 * 60, 5)]

    assert [field.to_python(field.prepare_value(time)) for time in times] == times


@pytest.mark.parametrize(
    "typed", ["30.2", "32.1.2026", "2026-02-29", "0000-01-01", "1.1.10000", "x"]
)
def test_a_day_that_does_not_exist_is_refused_in_words(typed):
    field = TypedDateField()
    field.today = datetime.date(2026, 6, 10)

    with pytest.raises(ValidationError):
        field.to_python(typed)


@pytest.mark.parametrize("typed", ["", "  ", None])
def test_nothing_typed_is_no_date_and_no_time(typed):
    assert TypedDateField().to_python(typed) is None
    assert TypedTimeField().to_python(typed) is None
