"""What the organisation and its groups decide about everybody's preferences."""

from django import forms
from django.contrib import admin
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from crm.forms import PreferencesForm
from crm.forms.preferences import CARDS
from crm.forms.preferred_types import TypeField, offer_types
from crm.models import Preferences, SharedPreferences

UNDECIDED = ("", "—")
SETTINGS = PreferencesForm.Meta.fields


def lock_of(name):
    return f"{name}_locked"


def undecided(name, field):
    """The field of the preferences' page, as one that may be left open."""
    texts = {"label": field.label, "help_text": field.help_text, "required": False}
    if isinstance(field, forms.BooleanField):
        choices = [UNDECIDED, (True, _("Yes")), (False, _("No"))]
        return forms.TypedChoiceField(
            choices=choices, coerce=lambda text: text == "True", empty_value=None, **texts
        )
    if isinstance(field, TypeField):
        return TypeField(**texts)
    if name == "language":
        return forms.ChoiceField(choices=[UNDECIDED, *list(field.choices)[1:]], **texts)
    if isinstance(field, forms.TypedChoiceField):
        choices = [UNDECIDED, *(choice for choice in field.choices if choice[0] != "")]
        return forms.TypedChoiceField(
            choices=choices, coerce=field.coerce, empty_value=None, **texts
        )
    model_field = Preferences._meta.get_field(name)
    made = PreferencesForm.declared_fields.get(name)
    return type(made)(**texts) if made else model_field.formfield(initial=None, **texts)


def lock(label):
    spoken = format_lazy("{}: {}", _("Locked"), label)
    widget = forms.CheckboxInput({"aria-label": spoken})
    return forms.BooleanField(label=_("Locked"), required=False, widget=widget)


class UndecidedForm(forms.ModelForm):
    class Meta:
        model = SharedPreferences
        fields = ["group"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer_types(self.fields, None, first=UNDECIDED)
        for name, stored in self.instance.values.items():
            self.initial.setdefault(name, Preferences.read(name, stored))
        for name in self.instance.locked:
            self.initial.setdefault(lock_of(name), True)

    def clean_group(self):
        group = self.cleaned_data["group"]
        others = SharedPreferences.objects.exclude(pk=self.instance.pk)
        if group is None and others.filter(group=None).exists():
            raise forms.ValidationError(_("Those of the whole organisation are in the list."))
        return group

    def clean(self):
        cleaned = super().clean()
        for name in SETTINGS:
            self.keep_rules_of(name)
            if cleaned.get(lock_of(name)) and self.decided(name) is None:
                self.add_error(lock_of(name), _("Only what is decided can be locked."))
        return cleaned

    def keep_rules_of(self, name):
        """What the model refuses of a person, such as a call of no length."""
        try:
            if self.decided(name) is not None:
                Preferences._meta.get_field(name).run_validators(self.decided(name))
        except forms.ValidationError as error:
            self.add_error(name, error)

    def decided(self, name):
        value = self.cleaned_data.get(name)
        return None if value in ("", {}) else value

    def save(self, commit=True):
        values = {name: self.decided(name) for name in SETTINGS}
        self.instance.decide(
            {name: value for name, value in values.items() if value is not None},
            [name for name in SETTINGS if self.cleaned_data[lock_of(name)]],
        )
        return super().save(commit)


FIELDS = {name: undecided(name, PreferencesForm.base_fields[name]) for name in SETTINGS}
LOCKS = {lock_of(name): lock(FIELDS[name].label) for name in SETTINGS}
SharedPreferencesForm = type(UndecidedForm)(
    "SharedPreferencesForm", (UndecidedForm,), FIELDS | LOCKS
)


def rows(names):
    """A line for each setting, with its lock."""
    return [(name, lock_of(name)) for name in names]


@admin.register(SharedPreferences)
class SharedPreferencesAdmin(admin.ModelAdmin):
    form = SharedPreferencesForm
    list_display = ["__str__", "decided", "locked_ones"]
    list_select_related = ["group"]
    list_display_links = ["__str__"]
    search_fields = ["group__name"]
    autocomplete_fields = ["group"]
    fieldsets = [
        (
            None,
            {
                "fields": ["group"],
                "description": _(
                    "What is decided here holds for everybody who has not chosen otherwise; "
                    "what is locked holds for all. A group goes before the organisation, "
                    "but a lock of the organisation before everything."
                ),
            },
        ),
        *((title, {"fields": rows(names)}) for title, _id, names in CARDS),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).in_order()

    def get_ordering(self, request):
        return []

    @admin.display(description=_("decided"))
    def decided(self, shared):
        return self.names(name for name in SETTINGS if name in shared.values)

    @admin.display(description=_("locked"))
    def locked_ones(self, shared):
        return self.names(name for name in SETTINGS if name in shared.locked)

    def names(self, settings):
        labels = (str(PreferencesForm.base_fields[name].label) for name in settings)
        return ", ".join(capfirst(label) for label in labels) or "—"
