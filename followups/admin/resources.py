import zoneinfo

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crm.admin.deletion import KeptWhileUsed
from crm.forms.zones import ZoneField
from followups import claims
from followups.models import Resource, ResourceGroup
from followups.moments import Moments
from followups.seats import rewrite_bookings_in_zone_of

NAMED = 10


@admin.register(ResourceGroup)
class ResourceGroupAdmin(KeptWhileUsed, admin.ModelAdmin):
    advice = _("Move its resources to another group first.")
    list_display = ["name", "order"]
    list_editable = ["order"]
    search_fields = ["name"]


class ResourceForm(forms.ModelForm):
    """Keeps the promise of a protected resource: it is checked while nobody can book.

    `reader` is the administrator, by whose clock bookings are named.
    """

    reader = None
    time_zone = ZoneField(label=_("Time zone"))

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and {"booking", "time_zone"} & set(self.changed_data):
            claims.lock([self.instance.pk])
            if cleaned.get("booking") == Resource.Booking.PROTECTED:
                self._refuse_overlaps()
                self._refuse_overlaps_in(cleaned.get("time_zone"))
        return cleaned

    def _refuse_overlaps(self):
        text = _("It is booked twice at these times. Move one of each first: %(times)s.")
        self._refuse("booking", text, claims.overlaps_of(self.instance)[:NAMED])

    def _refuse_overlaps_in(self, zone):
        if not zone or "time_zone" not in self.changed_data:
            return
        text = _(
            "All-day bookings run from midnight to midnight. In that time zone these would "
            "overlap others. Move one of each first: %(times)s."
        )
        found = claims.overlaps_in_zone(self.instance, zoneinfo.ZoneInfo(zone))[:NAMED]
        self._refuse("time_zone", text, found)

    def _refuse(self, field, text, bookings):
        if bookings := list(bookings):
            moments = Moments.of(self.reader, bookings[0].starts_at)
            times = ", ".join(moments.between(each.starts_at, each.ends_at) for each in bookings)
            self.add_error(field, ValidationError(text, params={"times": times}))


@admin.register(Resource)
class ResourceAdmin(KeptWhileUsed, admin.ModelAdmin):
    advice = _("It has bookings. Take away the tick at “Active” instead.")
    form = ResourceForm
    list_display = ["name", "category", "group", "capacity", "booking", "order", "is_active"]
    list_editable = ["order", "is_active"]
    list_filter = ["category", "group", "booking", "is_active"]
    list_select_related = ["group"]
    search_fields = ["search_key"]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.reader = request.user
        return form

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "booking" in form.changed_data:
            claims.protect(obj)
        if change and "time_zone" in form.changed_data:
            rewrite_bookings_in_zone_of(obj)
