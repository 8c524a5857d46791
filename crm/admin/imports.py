from django.contrib import admin

from crm.admin.looking import LookOnly
from crm.models import Import


@admin.register(Import)
class ImportAdmin(LookOnly, admin.ModelAdmin):
    """Who imported what, to look at; the importer undoes it on its own page."""

    list_display = [
        "file_name",
        "user",
        "kind",
        "status",
        "created_at",
        "made",
        "updated",
        "refused",
    ]
    list_filter = ["status", "kind"]
    list_select_related = ["user"]
    search_fields = ["file_name", "user__search_key"]
    date_hierarchy = "created_at"
    fields = [
        *("file_name", "user", "owner", "kind", "status", "trouble", "created_at"),
        *("made", "companies_made", "updated", "skipped", "refused"),
    ]
