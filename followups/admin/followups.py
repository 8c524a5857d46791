from django.contrib import admin

from crm.admin.looking import LookOnly
from followups.models import FollowUp, Participant


class ParticipantInline(LookOnly, admin.TabularInline):
    model = Participant
    fields = ["role", "user", "resource", "person", "email", "answer"]


@admin.register(FollowUp)
class FollowUpAdmin(LookOnly, admin.ModelAdmin):
    """An administrator sees here what any colleague sees, and no more."""

    list_display = ["title", "type", "owner", "company", "listed_on", "completed_at"]
    list_filter = ["kind", "type", "visibility", "availability"]
    list_select_related = ["type", "owner", "company"]
    search_fields = ["title", "location"]
    ordering = ["-listed_on", "-pk"]
    show_full_result_count = False
    inlines = [ParticipantInline]
    fields = [
        "title",
        "kind",
        "type",
        "owner",
        "company",
        "person",
        "sale",
        "project",
        "location",
        "starts_at",
        "ends_at",
        "starts_on",
        "ends_on",
        "due_on",
        "due_time",
        "time_zone",
        "priority",
        "availability",
        "visibility",
        "visible_group",
        "completed_at",
        "created_at",
        "created_by",
        "modified_at",
        "modified_by",
    ]

    def get_queryset(self, request):
        return FollowUp.objects.visible_to(request.user).order_by(*self.ordering)
