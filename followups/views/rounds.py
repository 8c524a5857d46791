"""A follow-up for every member of a selection: the form, the preview, and all of them at once."""

import contextlib
import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from crm import selections
from crm.answers import SeeOther
from crm.sections import SELECTIONS
from followups import changes, rounds
from followups.forms import NoActiveType
from followups.forms.rounds import RoundForm
from followups.models import Change, Kind, Round
from followups.moments import Moments
from followups.views.editing import READ

NAMED = 12
RELATED = ("owner__preferences",)


@require_http_methods(READ)
def plan_for_selection(request, public_id):
    """Nothing is made before the preview is confirmed; what was sent twice is made once."""
    if not request.user.has_perm(rounds.RIGHT):
        raise PermissionDenied
    seen = SELECTIONS.seen_by(request.user, SELECTIONS.records)
    selection = get_object_or_404(seen, public_id=public_id)
    members = members_in_order(selection)
    if members[rounds.MOST : rounds.MOST + 1].exists():
        text = _("At most %(most)s follow-ups are planned at once. Make a smaller selection.")
        messages.error(request, text % {"most": rounds.MOST})
        return redirect(SELECTIONS.page_of(selection))
    form = form_of(request)
    if request.method != "POST":
        return show(request, selection, form)
    if Round.objects.filter(batch=form.form_key, planned_by=request.user).exists():
        return SeeOther(SELECTIONS.page_of(selection))
    return look_or_plan(request, selection, members, form)


def form_of(request):
    """The form of the first kind that has a type to offer."""
    data = request.POST if request.method == "POST" else None
    for kind in (Kind.TASK, Kind.CALL, Kind.APPOINTMENT):
        with contextlib.suppress(NoActiveType):
            return RoundForm(data, user=request.user, now=timezone.now(), kind=kind)
    raise Http404


def members_in_order(selection):
    section = selections.section_of(selection)
    related = RELATED if section.name == "company" else (*RELATED, "company")
    records = section.model.objects.select_related(*related)
    return selections.members_of(selection, records).order_by("sort_key", "pk")


def look_or_plan(request, selection, members, form):
    is_valid = form.is_valid()
    if "change" in request.POST or form.only_fills_in:
        form.errors.clear()
        return show(request, selection, form)
    if not is_valid and form.errors.keys() - {"per_day"}:
        return show(request, selection, form, status=400)
    try:
        roster = roster_of(selection, members, form)
    except OverflowError:
        form.add_error("due_on", _("That is too far ahead. Write an earlier day."))
        return show(request, selection, form, status=400)
    is_confirmed = "confirm" in request.POST and roster.drafts and is_valid
    if is_confirmed and request.POST.get("seen") == roster.mark:
        return plan(request, selection, form, roster)
    status = 409 if is_confirmed else 200 if is_valid else 400
    return preview(request, selection, form, roster, status)


def roster_of(selection, members, form):
    archived = () if selection.is_dynamic else selections.archived_in(selection)[: rounds.MOST]
    return rounds.roster_of(
        form.draft().followup,
        members,
        owner=form.cleaned_data["owner"],
        per_day=form.cleaned_data.get("per_day"),
        archived=archived,
    )


def plan(request, selection, form, roster):
    """Make all of them in one batch with one undo."""
    batch, by, now = form.form_key, request.user, form.now
    try:
        with transaction.atomic():
            Round.objects.create(
                selection=selection,
                batch=batch,
                title=rounds.title_for(form.cleaned_data["title"], "…"),
                planned_by=by,
                planned_at=now,
            )
            changes.apply(changes.Plan(roster.drafts, Change.Verb.CREATE, by, now, batch))
    except IntegrityError:
        made = Round.objects.filter(batch=batch)
        if not made:
            raise
        if made.get().planned_by_id != by.pk:  # a key that is somebody else's
            form.data["form_key"] = str(uuid.uuid4())
            return preview(request, selection, form, roster, status=409)
        return SeeOther(SELECTIONS.page_of(selection))
    count = len(roster.drafts)
    text = ngettext("Planned: %(count)s follow-up", "Planned: %(count)s follow-ups", count)
    messages.success(request, text % {"count": count}, extra_tags=f"undo:{batch}")
    return SeeOther(SELECTIONS.page_of(selection))


def show(request, selection, form, status=200):
    context = {"form": form, "selection": selection}
    return render(request, "followups/round_form.html", context, status=status)


def preview(request, selection, form, roster, status):
    moments = Moments.of(request.user, form.now)
    context = {
        "form": form,
        "selection": selection,
        "roster": roster,
        "count": len(roster.drafts),
        "owners": roster.owners[:NAMED],
        "more_owners": max(len(roster.owners) - NAMED, 0),
        "left_out": [
            (reason, len(members), members[:NAMED]) for reason, members in roster.left_out.items()
        ],
        "first": [(row, moments.when(row)) for row in roster.planned[:NAMED]],
        "last": moments.when(roster.planned[-1]) if roster.drafts else "",
        "conflicts": rounds.conflicts_of(roster.planned),
        "is_changed": status == 409,
    }
    return render(request, "followups/round_preview.html", context, status=status)
