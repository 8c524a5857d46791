"""The administrator's own fields. They stand here because some are for chosen types alone."""

import datetime

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crm.admin.deletion import KeptWhileUsed
from crm.custom_fields import Field, write_words_anew
from crm.forms.custom_fields import YES, form_field
from crm.models import CustomChoice, CustomField
from followups.models import FollowUpType

Kind, Of = CustomField.Kind, CustomField.Of
# What a typed date means hangs on the day, whether it can be read does not.
ANY_DAY = datetime.date(2000, 1, 1)


class CustomFieldForm(forms.ModelForm):
    followup_types = forms.ModelMultipleChoiceField(
        FollowUpType.objects.all(),
        label=_("Only for these types"),
        help_text=_("Of follow-ups. Without any, all types have the field."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = CustomField
        fields = [
            *("name", "of", "kind", "help_text", "default", "currency"),
            *("is_required", "order", "is_active"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["followup_types"] = self.instance.followup_types.all()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("of") != Of.FOLLOWUP:
            cleaned["followup_types"] = FollowUpType.objects.none()
        if cleaned.get("kind") and cleaned.get("default"):
            self._check_default(cleaned["kind"], cleaned["default"])
        return cleaned

    def _check_default(self, kind, text):
        """A default is what the field itself would take."""
        if kind in CustomField.WITH_CHOICES:
            self.add_error("default", _("Tick “Default” at the choice itself instead."))
        elif kind == Kind.TICK:
            if text.casefold() not in YES:
                self.add_error("default", _("Write “yes”, or leave it empty."))
        else:
            field = Field("", "", kind, "", "", "", is_required=False, is_active=True)
            try:
                form_field(field, today=ANY_DAY).clean(text)
            except ValidationError as error:
                self.add_error("default", error)


class ChoiceFormSet(forms.BaseInlineFormSet):
    """A choice that is in use stays; it can be put away."""

    def clean(self):
        super().clean()
        if self.instance.kind not in CustomField.WITH_CHOICES:
            return
        gone = [form.instance for form in self.deleted_forms if form.instance.pk]
        for choice in gone:
            if choice.is_used():
                text = _("“%(name)s” is in use. Take away the tick at “Active” instead.")
                raise ValidationError(text % {"name": choice})
        if not any(form.has_changed() or form.instance.pk for form in self._staying()):
            raise ValidationError(_("Write at least one choice."))
        chosen = [form for form in self._staying() if form["is_default"].value()]
        if self.instance.kind == Kind.CHOICE and len(chosen) > 1:
            raise ValidationError(_("One choice alone can be the default."))

    def _staying(self):
        return [form for form in self.forms if form not in self.deleted_forms]


class ChoiceInline(admin.TabularInline):
    model = CustomChoice
    formset = ChoiceFormSet
    extra = 2


@admin.register(CustomField)
class CustomFieldAdmin(KeptWhileUsed, admin.ModelAdmin):
    advice = _("Take away the tick at “Active” instead; what is written in it is kept.")
    form = CustomFieldForm
    inlines = [ChoiceInline]
    list_display = ["name", "of", "kind", "types", "is_required", "order", "is_active"]
    list_editable = ["order", "is_active"]
    list_filter = ["of", "kind", "is_required", "is_active"]
    search_fields = ["name", "help_text"]
    fields = [
        *("name", "of", "kind", "followup_types", "help_text", "default", "currency"),
        *("is_required", "order", "is_active"),
    ]

    def kinds_of_use(self, record):
        return [str(record.get_of_display())] if record.is_used() else []

    def keep_deactivated(self, record):
        super().keep_deactivated(record)
        write_words_anew(record)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("followup_types")

    @admin.display(description=_("types"))
    def types(self, field):
        return ", ".join(map(str, field.followup_types.all())) or "—"

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "is_active" in form.changed_data:
            write_words_anew(obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if "followup_types" in form.cleaned_data:  # the list changes the order alone
            form.instance.followup_types.set(form.cleaned_data["followup_types"])
