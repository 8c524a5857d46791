from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.forms.look_ups import record_field
from crm.forms.typed import TypedDateField, TypedTimeField
from crm.forms.zones import ZoneField
from crm.models import Company, Person, Project, Sale
from followups.durations import DurationField
from followups.forms.chosen import GuestsField, RoomsField
from followups.forms.kinds import KindRadios, TypeSelect
from followups.forms.linked import LinksField
from followups.forms.rich import RichField
from followups.forms.rows import RowField
from followups.models import Availability, Kind

HOURS_AND_MINUTES = {
    "data-hours": pgettext_lazy("hours", "h"),
    "data-minutes": pgettext_lazy("minutes", "min"),
}


class ZoneInput(forms.TextInput):
    """A time zone, looked up by its city."""

    template_name = "followups/widgets/zone.html"

    def get_context(self, *args):
        context = super().get_context(*args)
        context["widget"]["attrs"].pop("list", None)
        context["widget"]["url"] = reverse("followups:look-up", args=["zones"])
        return context


def typed(field_class, label, when, **attrs):
    widget = forms.TextInput(attrs={"data-when": when, "autocomplete": "off"} | attrs)
    return field_class(label=label, required=False, widget=widget)


class FollowUpFields(forms.Form):
    """The fields, in the order in which they are read: a contact after its company."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind, widget=KindRadios)
    type = RowField(label=_("Type"), widget=TypeSelect)
    title = forms.CharField(
        label=_("Title"), max_length=254, error_messages={"required": _("Write a title.")}
    )
    company = record_field(
        _("Company"), Company, none=_("No company fits “%(text)s”. Choose one from the list.")
    )
    person = record_field(
        _("Contact"),
        Person,
        none=_("No contact fits “%(text)s”. With an empty company every contact can be found."),
        also="company",
        related=["company"],
    )
    sale = record_field(_("Sale"), Sale, none=_("No sale fits “%(text)s”."), related=["company"])
    project = record_field(
        _("Project"), Project, none=_("No project fits “%(text)s”."), related=["company"]
    )
    time_zone = ZoneField(label=_("Time zone"), required=False, help_text="", widget=ZoneInput)
    due_on = typed(TypedDateField, _("Deadline"), "due_on")
    due_time = typed(TypedTimeField, _("Due at"), "due_time")
    date = typed(TypedDateField, _("Date"), "date")
    start = typed(TypedTimeField, _("Start"), "start")
    end = typed(TypedTimeField, _("End"), "end")
    duration = typed(DurationField, _("Duration"), "duration", **HOURS_AND_MINUTES)
    end_date = typed(TypedDateField, _("Ends on"), "end_date")
    all_day = forms.BooleanField(
        label=_("All day"), required=False, widget=forms.CheckboxInput({"data-when": "all_day"})
    )
    location = forms.CharField(label=_("Place"), max_length=254, required=False)
    agenda = RichField(label=_("Agenda"), images=True)
    internal_notes = RichField(label=_("Internal notes"))
    owner = RowField(label=_("Owner"))
    participants = GuestsField(
        label=_("Add people"), url=lambda: reverse("followups:look-up", args=["people"])
    )
    resources = RoomsField(
        label=_("Resource"), url=lambda: reverse("followups:look-up", args=["resources"])
    )
    links = LinksField(label=_("Links"), url=lambda: reverse("followups:look-up", args=["links"]))
    availability = forms.ChoiceField(label=_("Show as"), choices=Availability)
    priority = RowField(label=_("Priority"), required=False)
    visibility = forms.ChoiceField(label=_("Visible for"))
    completed = forms.BooleanField(label=_("Completed"), required=False)
