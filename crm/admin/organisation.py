from django import forms
from django.conf import settings
from django.contrib import admin
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from crm.files import MEGABYTE
from crm.models import Organisation


class OrganisationForm(forms.ModelForm):
    file_kinds = forms.MultipleChoiceField(
        label=_("Kinds of files"),
        help_text=_("That are taken as documents. Without any tick all of these are."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file_kinds"].choices = [(kind, kind) for kind in settings.FILE_KINDS]


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    """There is one; its list leads straight to it."""

    form = OrganisationForm
    fieldsets = [
        (
            None,
            {
                "fields": [*("name", "address", "postcode", "city", "country", "phone", "website")],
                "description": _("What is left empty is as the environment of the server says."),
            },
        ),
        (_("Documents"), {"fields": ["largest_file_mb", "file_kinds"]}),
    ]

    def changelist_view(self, request, extra_context=None):
        stored = Organisation.objects.first()
        if stored:
            return redirect("admin:crm_organisation_change", stored.pk)
        return redirect("admin:crm_organisation_add")

    def render_change_form(self, request, context, **kwargs):
        context["show_save_and_add_another"] = False
        return super().render_change_form(request, context, **kwargs)

    def get_changeform_initial_data(self, request):
        """First what the environment says."""
        return {
            "name": settings.ORGANISATION,
            "address": settings.ORGANISATION_ADDRESS,
            "largest_file_mb": settings.LARGEST_FILE // MEGABYTE,
            "file_kinds": settings.FILE_KINDS,
        }

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Organisation.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False
