"""Follow-ups in the export of everything: those that its maker may see, and nothing of others."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from crm.full_export.kinds import ID, Column, Kind, columns_of
from followups.custom_fields import FieldsByType
from followups.links import links_seen_by
from followups.models import FollowUp
from followups.plaintext import as_text

ABOUT = ("company", "person", "sale", "project")
PEOPLE = ("owner", "assigned_by", "completed_by", "visible_group")
RELATED = ("type", "priority", "series", *PEOPLE, *ABOUT)


def rows(user):
    participants = ("participants__user", "participants__resource", "participants__person")
    links = Prefetch("links", links_seen_by(user), to_attr="links_seen")
    seen = FollowUp.objects.visible_to(user).select_related(*RELATED).order_by("pk")
    return seen.prefetch_related(*participants, links)


def participants_of(followup):
    return [
        {"name": str(seat), "role": seat.role, "answer": seat.answer}
        for seat in sorted(followup.participants.all(), key=lambda seat: seat.pk)
    ]


def links_of(followup):
    return [{"name": str(link), "kind": kind_of(link)} for link in followup.links_seen]


def kind_of(link):
    for name in ("document", "sale", "project"):
        if getattr(link, f"{name}_id"):
            return name
    return "follow-up" if link.other_id else "url"


def series_of(followup):
    return str(followup.series.rule) if followup.series else ""


FOLLOW_UPS = Kind(
    "follow-ups",
    _("Follow-ups"),
    [
        ID,
        *columns_of(FollowUp, "kind", "type", "title"),
        Column("agenda", _("agenda"), lambda row: as_text(row.agenda)),
        Column("internal_notes", _("internal notes"), lambda row: as_text(row.internal_notes)),
        *columns_of(FollowUp, "location", "video_url", "priority", "availability", "visibility"),
        *columns_of(FollowUp, "visible_group", "owner", "company", "person", "sale", "project"),
        *columns_of(FollowUp, "starts_at", "ends_at", "starts_on"),
        Column("ends_on", _("the day after the last one"), lambda row: row.ends_on),
        *columns_of(FollowUp, "due_on", "due_time", "time_zone"),
        *columns_of(FollowUp, "completed_at", "completed_by", "created_at"),
        Column("series", _("the rule that it repeats by"), series_of),
        Column("participants", _("participants, with role and answer"), participants_of),
        Column("links", _("links"), links_of),
    ],
    rows,
    custom=FieldsByType,
)
