"""A line for each weekday: works on it or not, from and to."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from crm.clock_phrases import read_time
from crm.phrases import PhraseError
from crm.work_week import usual_hours, validate_hours

USUAL = usual_hours()["0"]


class WorkWeekWidget(forms.Widget):
    template_name = "crm/widgets/work_week.html"
    use_fieldset = True

    def id_for_label(self, id_):
        return ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        hours = value or {}
        others = next(iter(hours.values()), USUAL)
        context["widget"]["days"] = [
            (f"{name}_{day}", str(day) in hours, label, *hours.get(str(day), others))
            for day, label in WEEKDAYS.items()
        ]
        return context

    def value_from_datadict(self, data, files, name):
        """{weekday: [from, to]} of the ticked days, as typed."""
        return {
            str(day): [data.get(f"{name}_{day}_{end}", "") for end in ("from", "to")]
            for day in WEEKDAYS
            if data.get(f"{name}_{day}")
        }

    def value_omitted_from_data(self, data, files, name):
        return False  # no day ticked is an answer


class WorkWeekField(forms.Field):
    """Times as people type them: 8, 8:30, 0830, 8.30; kept as 08:30."""

    widget = WorkWeekWidget
    default_error_messages = {"required": _("Tick at least one day.")}

    def to_python(self, value):
        return {
            weekday: [_time(weekday, text) for text in times] for weekday, times in value.items()
        }

    def validate(self, value):
        super().validate(value)
        if value:
            validate_hours(value)

    def has_changed(self, initial, data):
        try:
            return not self.disabled and (initial or {}) != self.to_python(data)
        except ValidationError:
            return True


def _time(weekday, text):
    try:
        return f"{read_time(text):%H:%M}"
    except PhraseError as error:
        raise ValidationError(f"{WEEKDAYS[int(weekday)]}: {error}") from error
