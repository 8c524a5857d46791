import datetime

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from followups import changes
from followups.answers import go_back, open_form
from followups.beside import numbers_of
from followups.forms import FollowUpForm
from followups.forms.values import RECORDS
from followups.models import Change, FollowUp, Kind
from followups.toasts import told_of, with_rooms_lost
from followups.views.editing import already_made, show


@require_POST
def start_call(request):
    """A call that starts now, with whom the form or its address names; shows their numbers."""
    now = timezone.now()
    if made := already_made(request):
        return open_form(request, made.public_id)
    data = request.POST.copy()
    for name in RECORDS.keys() & request.GET.keys():
        data[name] = request.GET[name]
    data["made"] = "1"
    data["title"] = data.get("title") or _("Call")
    form = FollowUpForm(data, user=request.user, now=now, kind=Kind.CALL, query=data)
    if not form.is_valid():
        return show(request, form, status=400)
    plan = changes.plan([form.draft()], verb=Change.Verb.CREATE, by=request.user, at=now)
    return started(request, changes.apply(plan), now)


@require_POST
def start_planned_call(request, public_id):
    """A planned call is made: it starts now, takes its length and keeps its deadline."""
    calls = FollowUp.objects.editable_by(request.user).select_related("type", "owner")
    calls = calls.select_related("company", "person__company")
    call = get_object_or_404(calls.filter(kind=Kind.CALL), public_id=public_id)
    if not call.is_planned_call or call.is_completed:
        messages.warning(request, _("This call was made already."))
        return go_back(request)
    now = timezone.now()
    start = now.replace(second=0, microsecond=0)
    minutes = call.type.minutes_for(request.user.preferences)
    call.reschedule(start, start + datetime.timedelta(minutes=minutes))
    applied = changes.change_leaving_rooms(call, verb=Change.Verb.EDIT, by=request.user, at=now)
    return started(request, applied, now)


def started(request, applied, now):
    call = (applied.done or applied.stale)[0]
    if applied.done:
        text = told_of(_("Started: %(title)s, %(when)s"), call, request.user, now)
        text = with_rooms_lost(text, applied.rooms_lost)
        if not numbers_of(call.person, call.company):
            text = f"{text}. {_('No telephone number is known.')}"
        messages.success(request, text, extra_tags=f"undo:{applied.batch}")
    return open_form(request, call.public_id)
