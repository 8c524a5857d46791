from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from crm.forms.preferred_types import TypeField, offer_types
from crm.forms.work_week import WorkWeekField
from crm.forms.zones import ZoneField
from crm.models import Preferences, SharedPreferences
from crm.templatetags.icons import icon
from crm.work_week import WorkWeek

# Everyone finds their own language by its own name.
LANGUAGES = [("", _("As the browser")), ("en", "English"), ("nb", "Norsk bokmål")]


class HourField(forms.TypedChoiceField):
    """A full hour of the day."""

    def __init__(self, first, last, **kwargs):
        choices = [(hour, f"{hour:02}:00") for hour in range(first, last + 1)]
        super().__init__(**{"choices": choices, "coerce": int} | kwargs)


class Card(Fieldset):
    """A titled part of the page with a Save of its own; every Save keeps the whole page."""

    template = "crm/_preferences_card.html"


DEFAULT_VALUES = [
    "appointment_minutes",
    "call_minutes",
    "appointment_type",
    "task_type",
    "call_type",
    "default_visibility",
    "phone_link",
]
DIARY = [
    "working_hours",
    "first_weekday",
    "shown_from",
    "shown_to",
    "zoom",
    "shows_due",
    "days_ahead",
    "marks_overdue",
    "removes_completed",
]
LOOK = ["theme", "density", "shortcuts"]
LANGUAGE_AND_TIME = ["language", "time_zone", "clock"]

# The parts of the page: title, id, settings.
CARDS = [
    (_("Default values"), "default-values", DEFAULT_VALUES),
    (_("Diary"), "diary", DIARY),
    (_("Look"), "look", LOOK),
    (_("Language and time"), "language-and-time", LANGUAGE_AND_TIME),
]


def decided_by(decision):
    if decision.by.group:
        return _("Decided for the group %(name)s.") % {"name": decision.by.group}
    return _("Decided for the whole organisation.")


class PreferencesForm(forms.ModelForm):
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)
    time_zone = ZoneField(label=_("Time zone"))
    appointment_type = TypeField(label=_("Type of a new meeting"))
    task_type = TypeField(label=_("Type of a new task"))
    call_type = TypeField(label=_("Type of a new call"))
    working_hours = WorkWeekField(label=_("Working hours"))
    shown_from = HourField(0, 12, label=_("Show hours from"))
    shown_to = HourField(
        13,
        24,
        label=_("Show hours to"),
        help_text=_("The working day and an hour around it are always shown."),
    )

    class Meta:
        model = Preferences
        fields = [*DEFAULT_VALUES, *DIARY, *LOOK, *LANGUAGE_AND_TIME]
        labels = {
            "appointment_minutes": _("Duration for new appointment"),
            "call_minutes": _("Duration for new call"),
            "default_visibility": _("New follow-ups are visible for"),
            "first_weekday": _("First day of the week"),
            "days_ahead": _("Show days ahead"),
            "marks_overdue": _("Mark overdue activities"),
            "removes_completed": _("Remove completed activities"),
            "zoom": _("Height of an hour"),
            "shows_due": _("Show due tasks in the calendar"),
            "theme": _("Colours"),
            "density": _("Density"),
            "phone_link": _("Link of telephone numbers"),
            "shortcuts": _("Single-key shortcuts"),
            "clock": _("Clock"),
        }
        help_texts = {
            "appointment_minutes": _("Minutes. A type with a length of its own goes before it."),
            "call_minutes": _("Minutes."),
            "days_ahead": _("So many days of Activities are listed, counted from today."),
            "phone_link": _(
                "With {number} in it, as your telephone program wants it: "
                "tel:{number}, callto:{number} or sip:{number}@example.com."
            ),
            "shortcuts": _("N for a new meeting, T for today, ? for the list of keys."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer_types(self.fields, self.instance.user_id)
        self.shared = list(SharedPreferences.objects.about(self.instance.user_id))
        for name, field in self.fields.items():
            decision = self.instance.decision(name, self.shared)
            if decision.is_locked:
                field.disabled = True
                said = format_html("{}&nbsp;{}", icon("ph-lock-simple", "s"), decided_by(decision))
            elif name in self.instance.own:
                said = _("Usual here: %(value)s.") % {"value": self.told(name)}
            else:
                continue
            lines = [(line,) for line in (field.help_text, said) if line]
            field.help_text = format_html_join(mark_safe("<br>"), "{}", lines)

    def told(self, name):
        """The usual value of a setting in words."""
        value = self.instance.usual(name, self.shared).value
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if name == "working_hours":
            return str(WorkWeek(value))
        names = dict(getattr(self.fields[name], "choices", ()))
        return names.get("" if value is None else value, value)

    def save(self, commit=True):
        chosen = {name: self.cleaned_data[name] for name in self.changed_data}
        self.instance.choose(chosen, self.shared)
        return super().save(commit)

    @property
    def card(self):
        """The part of the page whose Save was pressed."""
        cards = {card.css_id for card in self.helper.layout.fields}
        return self.data.get("card") if self.data.get("card") in cards else ""

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_tag = helper.include_media = False
        helper.disable_csrf = True  # the page writes the form and its token
        helper.layout = Layout(*(Card(title, *names, css_id=id_) for title, id_, names in CARDS))
        return helper
