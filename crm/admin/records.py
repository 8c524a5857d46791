from itertools import pairwise

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from crm.admin.deletion import KeptWhileUsed, OneStaysActive
from crm.custom_fields import Fields
from crm.models import (
    Company,
    Document,
    Person,
    Project,
    ProjectMember,
    Sale,
    SaleReason,
    Selection,
    Stage,
)


class RecordAdmin(KeptWhileUsed, admin.ModelAdmin):
    search_fields = ["search_key"]
    autocomplete_fields = ["owner"]
    list_select_related = True
    show_full_result_count = False

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False


class RememberedRecordAdmin(RecordAdmin, SimpleHistoryAdmin):
    """With the page of what changed, when and by whom."""

    object_history_list_template = "admin/_record_history.html"

    def set_history_delta_changes(self, request, historical_records, *args, **kwargs):
        """The custom fields too, one by one."""
        super().set_history_delta_changes(request, historical_records, *args, **kwargs)
        custom = Fields(self.opts.model_name)
        for now, before in pairwise(historical_records):
            now.history_delta_changes += [
                {"field": part.label, "old": part.was, "new": part.now}
                for part in custom.parts(before.custom, now.custom)
            ]


@admin.register(Company)
class CompanyAdmin(RememberedRecordAdmin):
    parts = ("differentcompanies",)
    list_display = ["name", "number", "category", "city", "phone", "owner"]
    list_filter = ["category", "country"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Person)
class PersonAdmin(RememberedRecordAdmin):
    parts = ("differentpersons",)
    advice = _("Follow-ups name this contact among those who take part.")
    list_display = ["__str__", "company", "title", "phone", "mobile", "email"]
    autocomplete_fields = ["owner", "company"]


@admin.register(Stage)
class StageAdmin(OneStaysActive, admin.ModelAdmin):
    advice = _("Sales are in this stage. Take away the tick at “Active” instead.")
    list_display = ["name", "probability", "order", "is_active"]
    list_editable = ["probability", "order", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name"]


@admin.register(SaleReason)
class SaleReasonAdmin(KeptWhileUsed, admin.ModelAdmin):
    advice = _("Sales have this reason. Take away the tick at “Active” instead.")
    list_display = ["name", "outcome", "order", "is_active"]
    list_editable = ["order", "is_active"]
    list_filter = ["outcome", "is_active"]
    search_fields = ["name"]


@admin.register(Sale)
class SaleAdmin(RememberedRecordAdmin):
    list_display = ["name", "company", "stage", "status", "amount", "currency", "sale_on", "owner"]
    list_filter = ["status", "stage"]
    date_hierarchy = "sale_on"
    autocomplete_fields = ["owner", "company", "person"]


class ProjectMemberInline(admin.TabularInline):
    model = ProjectMember
    autocomplete_fields = ["user"]
    extra = 1


@admin.register(Project)
class ProjectAdmin(RememberedRecordAdmin):
    parts = ("projectmember",)
    list_display = ["name", "company", "status", "starts_on", "ends_on", "owner"]
    list_filter = ["status"]
    autocomplete_fields = ["owner", "company"]
    inlines = [ProjectMemberInline]


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    """What is for others alone stays with them: an administrator sees what a colleague does."""

    list_display = ["title", "kind", "dated_on", "company", "person", "owner"]
    list_filter = ["kind"]
    date_hierarchy = "dated_on"
    autocomplete_fields = ["owner", "company", "person", "sale", "project"]

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)


@admin.register(Selection)
class SelectionAdmin(RecordAdmin):
    """As with documents: an administrator sees what a colleague does."""

    parts = ("selectionmember",)
    list_display = ["name", "holds", "is_dynamic", "owner"]
    list_filter = ["holds", "is_dynamic"]

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)
