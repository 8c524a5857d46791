import uuid
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.forms.look_ups import as_id
from crm.models import User, UserGroup
from crm.prepared import Prepared
from followups import seats
from followups.forms.drafting import Drafting
from followups.forms.fields import FollowUpFields
from followups.forms.kept_length import KeptLength, length_of
from followups.forms.kinds import Types
from followups.forms.more import More
from followups.forms.offers import Offers
from followups.forms.rich import take_image
from followups.forms.surroundings import Surroundings
from followups.forms.values import new_values, stored_values, visibility_value, with_remembered
from followups.forms.versions import take_choices
from followups.forms.when import Span, Typed, WhenError, read_span
from followups.links import option_of_link, seen_links
from followups.models import FollowUp, FollowUpType, Kind, Priority, Visibility

WHEN = {
    "date": None,
    "start": None,
    "end_date": None,
    "end": None,
    "all_day": False,
    "time_zone": "",
}
# What a new one has of its type: field and attribute of the type.
GIVEN_BY_TYPE = {"availability": "availability", "agenda": "agenda", "all_day": "is_all_day"}
PLACEHOLDERS = {
    "title": _("Title"),
    "company": _("Find a company"),
    "person": _("Find a contact"),
    "sale": _("Find a sale"),
    "project": _("Find a project"),
    "due_time": _("Any time"),
    "duration": _("Duration"),
    "date": _("Date"),
    "start": _("Start"),
    "end": _("End"),
    "end_date": _("Same day"),
    "time_zone": _("A city, for example Oslo"),
    "location": _("Address, room or link"),
    "participants": _("Name, contact, group or e-mail"),
    "resources": _("Find a room or another resource"),
    "links": _("A title, or https://"),
}


class FollowUpForm(Surroundings, Offers, KeptLength, Drafting, More, FollowUpFields):
    """One form for meetings, tasks and calls. Fields left out, as by quick add, keep their value.

    What a kind cannot hold is still shown and sent back, so that changing the kind loses nothing;
    saving leaves it out, and the history keeps it.
    """

    def __init__(
        self, data=None, files=None, *, user, now, kind=None, query=None, instance=None, history=()
    ):
        self.user, self.now, self.instance = user, now, instance
        own_type = instance.type_id if instance else 0
        self.types = Types(TYPES.instances(own=own_type, user=user.pk), user.preferences)
        if instance is None:
            initial = new_values(user, kind, self.types, now, query)
        else:
            self.participants = seats.with_names(instance)
            links = [option_of_link(row) for row in seen_links(instance, user)]
            initial = stored_values(instance, self.participants) | {"links": links}
            initial = with_remembered(initial, history, instance)
        initial["duration"] = length_of(initial)
        super().__init__(initial=initial, label_suffix="")
        self._prepare_fields()
        self.add_more()
        self.fields["title"].widget.attrs["autofocus"] = data is None
        if data is not None:
            self.is_bound, self.data = True, self._with_defaults(data.copy())
            take_choices(self)
            self.take_offer()
            self.image_fault = take_image(self, "agenda", files and files.get("agenda_image"))

    def _prepare_fields(self):
        fields, user = self.fields, self.user
        today = self.now.astimezone(user.preferences.zone).date()
        for name in ("date", "end_date", "due_on"):
            fields[name].today = today
        for name in ("start", "end", "due_time"):
            fields[name].clock = user.preferences.clock
        fields["type"].offer(lambda: self.types.rows, key="pk")
        self.types.tell(fields["kind"], fields["type"])
        fields["owner"].offer(OWNERS.instances, known=[user])
        usual = self.initial.get("priority")
        fields["priority"].offer(self._priorities, "pk", none=_("None"), known=[usual])
        fields["visibility"].choices = self._visibilities()
        fields["location"].widget.attrs["list"] = "places"
        fields["internal_notes"].widget.attrs["data-zone"] = user.preferences.time_zone
        for name, placeholder in PLACEHOLDERS.items():
            fields[name].widget.attrs["placeholder"] = placeholder
        fields["links"].reader = user
        for name in ("participants", "resources"):
            fields[name].kept = {option.token for option in self.initial.get(name) or ()}

    def _priorities(self):
        own = self.instance and self.instance.priority_id
        return PRIORITIES.instances(own=own or 0)

    def _visibilities(self):
        groups = GROUPS.instances(user=self.user.pk)
        own = self.instance and self.instance.visible_group
        if own and own not in groups:
            groups.append(own)
        self.groups = {visibility_value(Visibility.GROUP, group): group for group in groups}
        return [
            (Visibility.EVERYBODY.value, Visibility.EVERYBODY.label),
            *((value, str(group)) for value, group in self.groups.items()),
            (Visibility.OWNER.value, Visibility.OWNER.label),
        ]

    def _with_defaults(self, data):
        """What was sent; where a field was left out, its initial value."""
        self.is_quick = "person" not in data and "person_text" not in data
        if "due_on" not in data and self.instance is None and data.get("date"):
            data["due_on"] = (
                "" if data.get("kind") == Kind.CALL and data.get("start") else data["date"]
            )
        for name in ("end", "duration"):
            if name not in data and "start" in data:
                data[name] = ""
        left_out = self.instance is None and "end_date" not in data
        if "date" in data and (left_out or data.get("end_date") == data["date"]):
            data["end_date"] = ""
        self.fill_left_out(data)
        for name, field in self.fields.items():
            if field.widget.value_omitted_from_data(data, {}, name):
                self.put(data, name, self.get_initial_for_field(field, name))
        data.setdefault("shown_type", str(self.initial["type"].pk))
        return data

    def put(self, data, name, value):
        """Write the value of a field into `data` as if it had been sent."""
        field = self.fields[name]
        if hasattr(field.widget, "write"):
            field.widget.write(data, name, value)
        elif isinstance(field.widget, forms.CheckboxInput):
            data.pop(name, None)
            if value:
                data[name] = "on"
        else:
            shown = field.prepare_value(value)
            data[name] = "" if shown is None else str(shown)

    # -- what was sent -----------------------------------------------------------------------

    @property
    def version(self):
        """The version of the stored one that the sender saw; 0 if it says none."""
        text = self.data.get("version", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    @property
    def form_key(self):
        """The one-time key of this form: sent twice it makes one follow-up."""
        if not hasattr(self, "_form_key"):
            self._form_key = (self.is_bound and as_id(self.data.get("form_key"))) or uuid.uuid4()
        return self._form_key

    @property
    def shown_type(self):
        """The type the page was sent with, which tells whether type or kind was changed."""
        if not self.is_bound:
            return self.initial["type"]
        shown = self.fields["type"].rows.get(self.data.get("shown_type"))
        return shown or self.initial["type"]

    # -- rules between fields ----------------------------------------------------------------

    def clean_company(self):
        company = self.cleaned_data["company"]
        if company:
            allowed = Q(company=company)
            if self.instance and company == self.instance.company:
                allowed |= Q(pk=self.instance.person_id)
            field = self.fields["person"]
            field.queryset = field.queryset.filter(allowed)
        return company

    def clean_agenda(self):
        if self.image_fault:
            raise self.image_fault
        return self.cleaned_data["agenda"]

    def clean_time_zone(self):
        return self.cleaned_data["time_zone"] or self.user.preferences.time_zone

    def clean(self):
        self._decide_type()
        self._fill_company()
        self.forgive_hidden(self.type_of_custom_fields())
        self.span, self.end_moved = Span(), False
        if not self.errors.keys() & {*WHEN, "duration", "kind", "type"}:
            self._read_times()
        return self.cleaned_data

    def _decide_type(self):
        """A type chosen anew decides the kind; else the kind picks its default type."""
        cleaned = self.cleaned_data
        if "kind" not in cleaned or "type" not in cleaned:
            return
        shown = self.shown_type
        decided = self.types.decided(kind=cleaned["kind"], type_=cleaned["type"], shown=shown)
        if decided != shown and not self.instance:
            self._take_over(shown, decided)
        self._settle("type", decided)
        self._settle("kind", decided.kind)
        self.data["shown_type"] = str(decided.pk)

    def _take_over(self, shown, decided):
        """What stands as the type shown had it becomes what the type decided has."""
        for name, attribute in GIVEN_BY_TYPE.items():
            if self.cleaned_data.get(name) == getattr(shown, attribute):
                self._settle(name, getattr(decided, attribute))

    def _settle(self, name, value):
        self.cleaned_data[name] = value
        self.put(self.data, name, value)

    def _fill_company(self):
        cleaned = self.cleaned_data
        sale = cleaned.get("sale")
        if sale and sale.project and not cleaned.get("project") and "project" not in self.errors:
            cleaned["project"] = sale.project
        if self.is_quick and "company" in self.errors:
            self._read_company_as_contact()
        if cleaned.get("company") or "company" in self.errors:
            return
        linked = (cleaned.get(name) for name in ("person", "sale", "project"))
        cleaned["company"] = next((row.company for row in linked if row and row.company), None)

    def _read_company_as_contact(self):
        """Quick add has one field for both."""
        try:
            person = self.fields["person"].resolve(self["company"].value().text)
        except forms.ValidationError:
            return
        del self._errors["company"]
        self.cleaned_data |= {"person": person, "company": person.company}

    def _read_times(self):
        cleaned = self.cleaned_data
        if cleaned["end_date"] == cleaned["date"]:
            cleaned["end_date"] = None
        try:
            self.keep_length()
            self.span = self._stored_span() or read_span(self._typed())
        except WhenError as error:
            self.add_error(error.name, str(error))
            if error.ends_next_day:
                self.offer_next_day()
            return
        if "due_on" in cleaned and "due_time" in cleaned:
            self.keep_deadline()
            self._keep_rules_of_kind()

    def _typed(self):
        cleaned = self.cleaned_data
        return Typed(
            kind=cleaned["kind"],
            zone=ZoneInfo(cleaned["time_zone"]),
            minutes=self.types.minutes(cleaned["kind"], cleaned["type"]),
            date=self.day,
            start=cleaned["start"],
            end_date=cleaned["end_date"],
            end=cleaned["end"],
            all_day=cleaned["all_day"],
        )

    def _stored_span(self):
        """The stored instants while nobody touched the times: the clock may show them twice."""
        if self.instance is None or not self.instance.is_timed:
            return None
        if any(
            self.cleaned_data[name] != self.initial.get(name, none) for name, none in WHEN.items()
        ):
            return None
        return Span(self.instance.starts_at, self.instance.ends_at)

    def _keep_rules_of_kind(self):
        followup = FollowUp(time_zone=self.cleaned_data["time_zone"])
        self._set_times(followup)
        for name, message in followup.time_errors().items():
            self.add_error(name, message)
        others = self.cleaned_data.get("participants") or self.cleaned_data.get("resources")
        if followup.is_parked and others:
            self.add_error("start", _("A meeting with others needs a time. Write when it starts."))


def _types(asked):
    return FollowUpType.objects.offered_to(asked.user, used=asked.own)


def _priorities(asked):
    """Active ones, and the one that this follow-up has."""
    return Priority.objects.filter(Q(is_active=True) | Q(pk=asked.own))


def _owners(_asked):
    return User.objects.active().by_name()


def _groups(asked):
    return UserGroup.objects.filter(members=asked.user)


TYPES, PRIORITIES = Prepared(_types), Prepared(_priorities)
OWNERS, GROUPS = Prepared(_owners), Prepared(_groups)
