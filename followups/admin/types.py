from django import forms
from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from crm.admin.deletion import KeptWhileUsed, OneStaysActive
from followups.models import DeclineReason, FollowUpType, Priority

TAKE_AWAY = _("Follow-ups use it. Take away the tick at “Active” instead; what has it, keeps it.")


class FollowUpTypeForm(forms.ModelForm):
    class Meta:
        widgets = {"colour": forms.TextInput(attrs={"type": "color"})}


@admin.register(FollowUpType)
class FollowUpTypeAdmin(OneStaysActive, admin.ModelAdmin):
    advice = TAKE_AWAY
    form = FollowUpTypeForm
    list_display = ["name", "swatch", "kind", "direction", "minutes", "order", "is_active"]
    list_editable = ["order", "is_active"]
    list_filter = ["kind", "direction", "groups", "is_active"]
    search_fields = ["name", "description"]
    filter_horizontal = ["groups"]
    exclude = ["custom_fields"]
    parts = ("followuptype_groups",)

    @admin.display(description=_("colour"))
    def swatch(self, followup_type):
        # an attribute of SVG, since the security policy allows no inline style
        return format_html(
            '<svg width="28" height="16" role="img" aria-label="{0}">'
            '<rect width="28" height="16" rx="3" fill="{0}"/></svg>',
            followup_type.colour,
        )


class PriorityForm(forms.ModelForm):
    def _get_validation_exclusions(self):
        # a new default takes the place of the former when it is saved, see below
        return super()._get_validation_exclusions() | {"is_default"}


@admin.register(Priority)
class PriorityAdmin(KeptWhileUsed, admin.ModelAdmin):
    advice = TAKE_AWAY
    form = PriorityForm
    list_display = ["name", "is_default", "is_high", "order", "is_active"]
    list_editable = ["order", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name"]

    def save_model(self, request, obj, form, change):
        if obj.is_default:
            Priority.objects.exclude(pk=obj.pk).update(is_default=False)
        super().save_model(request, obj, form, change)


@admin.register(DeclineReason)
class DeclineReasonAdmin(KeptWhileUsed, admin.ModelAdmin):
    list_display = ["name", "order", "is_active"]
    list_editable = ["order", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name"]
