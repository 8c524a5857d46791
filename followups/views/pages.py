import datetime
import hashlib
import re

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from crm.answers import way_back
from crm.sections import SALES
from followups import links, lookups
from followups.brief import brief_of
from followups.facts import facts_of
from followups.forms.chosen import BETWEEN_NAMES
from followups.models import FollowUp, FollowUpType, Kind
from followups.moments import Moments
from followups.sale_lines import sale_lines

TRASHED_SHOWN = 200
LONGEST = 400
KEPT = datetime.timedelta(days=30)
FINDS = {"people": lookups.people, "resources": lookups.resources, "zones": lookups.zones}
RELATED = ("type", "owner", "company", "person__company", "sale", "project", "visible_group")


@require_safe
def peek(request, public_id):
    """The inside of the card beside a box."""
    followups = FollowUp.objects.visible_to(request.user).select_related(*RELATED)
    followup = get_object_or_404(followups, public_id=public_id)
    context = {
        "followup": followup,
        "facts": facts_of(followup, request.user, timezone.now()),
        "next": way_back(request),
    }
    return render(request, "followups/_peek.html", context)


@require_safe
def sale_peek(request, public_id):
    """The same of a sale."""
    now, sale = timezone.now(), SALES.shown_or_404(public_id)
    [line] = sale_lines([sale], request.user, now)
    context = {"line": line, "record": sale, "next": way_back(request)}
    return render(request, "followups/_sale_peek.html", context)


@require_safe
def brief(request, public_id):
    """What to know before an appointment: on the screen, and one page on paper."""
    appointments = FollowUp.objects.visible_to(request.user).filter(kind=Kind.APPOINTMENT)
    followup = get_object_or_404(
        appointments.select_related("company", "person__company"), public_id=public_id
    )
    context = {"followup": followup, "brief": brief_of(followup, request.user, timezone.now())}
    return render(request, "followups/brief.html", context)


@require_safe
def trash(request):
    """One's own deleted follow-ups, the latest first, for as long as they are kept."""
    now = timezone.now()
    moments = Moments.of(request.user, now)
    rows = FollowUp.objects.trashed_by_owner(request.user).select_related("type", "company")
    rows = rows.order_by("-deleted_at", "-pk")[:TRASHED_SHOWN]
    lines = [
        {
            "followup": row,
            "when": moments.when(row),
            "deleted": moments.moment(row.deleted_at),
            "until": moments.day((row.deleted_at + KEPT).astimezone(moments.zone).date()),
        }
        for row in rows
    ]
    return render(request, "followups/follow_up_trash.html", {"lines": lines, "days": KEPT.days})


@require_safe
def look_up(request, what):
    """What fits the words typed, as options of a look-up; behind a comma stands the next name."""
    if what == "links":
        words = request.GET.get("q", "")[:LONGEST].strip()
        options = links.found(words, request.user) if words else []
        return render(request, "followups/_options.html", {"options": options})
    if what not in FINDS:
        raise Http404
    words = BETWEEN_NAMES.split(request.GET.get("q", "")[:LONGEST])[-1].strip()
    found = FINDS[what](words) if words else []
    return render(request, "followups/_options.html", {"options": found})


COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def colour_lines(request):
    if not hasattr(request, "colour_lines"):
        rows = FollowUpType.objects.order_by("pk").values_list("pk", "colour")
        request.colour_lines = "".join(
            f'[data-type="{pk}"]{{--raw:{colour}}}\n'
            for pk, colour in rows
            if COLOUR.fullmatch(colour)
        )
    return request.colour_lines


def colours_etag(request):
    digest = hashlib.sha256(colour_lines(request).encode()).hexdigest()[:16]
    return f'"{digest}"'


@require_safe
@condition(etag_func=colours_etag)
def type_colours(request):
    """One line a type: the colour of everything that bears `data-type`."""
    response = HttpResponse(colour_lines(request), content_type="text/css; charset=utf-8")
    patch_cache_control(response, private=True, max_age=300)
    return response
