"""What became of follow-ups, to look at: of those that an administrator may see, and no others."""

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crm.admin.looking import LookOnly
from followups.models import Alarm, Change, FollowUp, Series


def seen_by(request, rows, link):
    """Those of `rows` whose `link` is a follow-up that the administrator may see."""
    seen = FollowUp.objects.visible_to(request.user).filter(pk=OuterRef(link))
    return rows.filter(Exists(seen))


def name_of(field):
    """A field of a change in words: Participants, Start."""
    others = {"participants": _("participants"), "links": _("links")}
    return capfirst(str(others.get(field) or FollowUp._meta.get_field(field).verbose_name))


@admin.register(Change)
class ChangeAdmin(LookOnly, admin.ModelAdmin):
    """Which fields were changed, not what stood in them: that may have been private then."""

    list_display = ["at", "verb", "followup", "actor", "changed_fields"]
    list_display_links = ["at"]
    list_filter = ["verb", ("actor", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["followup", "actor"]
    date_hierarchy = "at"
    show_full_result_count = False
    fields = ["at", "verb", "followup", "actor", "changed_fields"]

    def get_queryset(self, request):
        return seen_by(request, super().get_queryset(request), "followup")

    @admin.display(description=_("changed"))
    def changed_fields(self, change):
        return ", ".join(name_of(name) for name in change.before) or "—"


@admin.register(Series)
class SeriesAdmin(LookOnly, admin.ModelAdmin):
    list_display = ["__str__", "followup", "starts_local", "minutes", "time_zone", "occurrences"]
    list_filter = ["holidays"]
    ordering = ["-pk"]
    show_full_result_count = False
    fields = [
        *("rule", "followup", "starts_local", "minutes", "time_zone", "holidays"),
        *("written_to", "occurrences"),
    ]

    def get_queryset(self, request):
        seen = FollowUp.objects.visible_to(request.user).filter(series=OuterRef("pk")).order_by()
        counts = seen.values("series").annotate(number=Count("pk")).values("number")
        title = seen.order_by("listed_on", "pk").values("title")[:1]
        rows = (
            super()
            .get_queryset(request)
            .annotate(seen=Coalesce(Subquery(counts), 0), title=Subquery(title))
        )
        return rows.filter(seen__gt=0)

    @admin.display(description=_("follow-up"))
    def followup(self, series):
        return series.title

    @admin.display(description=_("occurrences"))
    def occurrences(self, series):
        return series.seen


@admin.register(Alarm)
class AlarmAdmin(LookOnly, admin.ModelAdmin):
    list_display = ["followup", "participant", "minutes_before"]
    list_select_related = [
        f"participant__{link}" for link in ("followup", "user", "resource", "person")
    ]
    ordering = ["-pk"]
    show_full_result_count = False
    fields = ["followup", "participant", "minutes_before"]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related(*self.list_select_related)
        return seen_by(request, rows, "participant__followup")

    @admin.display(description=_("follow-up"))
    def followup(self, alarm):
        return alarm.participant.followup.title
