import datetime

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from crm.forms.look_ups import as_id
from followups import changes, offers
from followups.answers import answer, go_back, open_form, page_of
from followups.copying import copy_of
from followups.models import Change, FollowUp
from followups.moments import Moments
from followups.toasts import told_of, undo_refused_text, with_rooms_lost
from followups.views.editing import copied

MOST = 200  # at once


@require_POST
def complete(request, public_id):
    return tick(request, public_id, done=True, text=_("Completed: %(title)s"))


@require_POST
def reopen(request, public_id):
    """Open again; with "edit", as one step, to its form."""
    response = tick(request, public_id, done=False, text=_("Re-opened: %(title)s"))
    return open_form(request, public_id) if "edit" in request.POST else response


def tick(request, public_id, *, done, text):
    """Complete or re-open; for who takes part their own part alone."""
    followups = FollowUp.objects.tickable_by(request.user).select_related("type", "owner")
    followup = get_object_or_404(followups, public_id=public_id)
    own = followup.participants.get(user=request.user)
    if (own.completed_at is not None) == done:
        return go_back(request)
    applied = changes.tick(followup, done=done, by=request.user, at=timezone.now())
    text %= {"title": followup.title}
    if not done or applied.stale:
        return told(request, applied, text, followup)
    return told(request, applied, text, followup, offers.after(applied))


@require_POST
def postpone(request, public_id):
    """To tomorrow, or to the first day of next week, of the reader."""
    followups = FollowUp.objects.editable_by(request.user).filter(completed_at=None)
    followup = get_object_or_404(followups.select_related("type", "owner"), public_id=public_id)
    now, preferences = timezone.now(), request.user.preferences
    today = timezone.localdate(now, preferences.zone)
    days = {"tomorrow": 1, "next-week": 7 - (today.weekday() - preferences.first_weekday) % 7}
    if request.POST.get("to") not in days:
        raise SuspiciousOperation("postponed to when?")
    followup.move_to_day(today + datetime.timedelta(days=days[request.POST["to"]]))
    applied = changes.change_leaving_rooms(followup, verb=Change.Verb.EDIT, by=request.user, at=now)
    text = told_of(_("Postponed: %(title)s, %(when)s"), followup, request.user, now)
    return told(request, applied, text, followup)


@require_POST
def delete(request, public_id):
    followup = get_object_or_404(FollowUp.objects.editable_by(request.user), public_id=public_id)
    now = timezone.now()
    followup.trash(now, request.user)
    applied = changes.change(followup, verb=Change.Verb.DELETE, by=request.user, at=now)
    text = _("Deleted: %(title)s") % {"title": followup.title}
    return told(request, applied, text, followup, offers.after(applied))


@require_POST
def delete_several(request):
    """Those chosen in a list, at once, with one undo; what is not one's own stays."""
    keys = [key for key in map(as_id, request.POST.getlist("id")[:MOST]) if key]
    followups = list(FollowUp.objects.editable_by(request.user).filter(public_id__in=keys))
    if not followups:
        messages.warning(request, _("Nothing was deleted. Choose what to delete first."))
        return go_back(request)
    now = timezone.now()
    for followup in followups:
        followup.trash(now, request.user)
    plan = changes.plan(followups, verb=Change.Verb.DELETE, by=request.user, at=now)
    applied = changes.apply(plan)
    count = len(applied.done)
    text = ngettext("Deleted: %(count)s follow-up", "Deleted: %(count)s follow-ups", count)
    offer = offers.after(applied)
    text = offer.beside(text % {"count": count})
    return answer(request, text, batch=applied.batch, plan=offer.plan)


@require_POST
def restore(request, public_id):
    followup = get_object_or_404(
        FollowUp.objects.trashed_by_owner(request.user), public_id=public_id
    )
    now = timezone.now()
    followup.restore()
    applied = changes.change_leaving_rooms(
        followup, verb=Change.Verb.RESTORE, by=request.user, at=now
    )
    text = told_of(_("Restored: %(title)s, %(when)s"), followup, request.user, now)
    return told(request, applied, text, followup)


@require_POST
def copy(request, public_id):
    """A copy of one's own, opened to change what differs."""
    followup = get_object_or_404(FollowUp.objects.visible_to(request.user), public_id=public_id)
    return copied(request, copy_of(followup, owner=request.user))


@require_POST
def undo(request, batch):
    """Take back one's own change, unless somebody changed the same since."""
    if not changes.is_made_by(batch, request.user):
        raise Http404
    now = timezone.now()
    try:
        applied = changes.undo(batch, by=request.user, at=now)
    except changes.UndoRefused as refused:
        moments = Moments.of(request.user, now)
        messages.error(request, undo_refused_text(refused.change, moments))
        return go_back(request)
    offer = offers.after(applied)
    text = offer.beside(with_rooms_lost(_("Undone."), applied.rooms_lost))
    gone = next((page_of(row) for row in applied.done if row.is_deleted), "")
    return answer(request, text, apart_from=gone, plan=offer.plan)


def told(request, applied, text, followup, offer=offers.NOTHING):
    """Back with `text` and what is offered, or with a word that somebody else was quicker."""
    day = followup.day_listed(request.user.preferences.zone)
    if not applied.stale:
        gone = page_of(followup) if followup.is_deleted else ""
        text = with_rooms_lost(offer.beside(text), applied.rooms_lost)
        return answer(request, text, batch=applied.batch, day=day, apart_from=gone, plan=offer.plan)
    text = _("Nothing was changed: somebody else just changed “%(title)s”. Look and try again.")
    messages.warning(request, text % {"title": followup.title})
    return go_back(request, day=day)
