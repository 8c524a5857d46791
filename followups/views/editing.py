from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crm.answers import way_back
from crm.forms.look_ups import as_id
from crm.prepared import Prepared
from followups import changes, claims, offers, told
from followups.answers import answer, open_form
from followups.copying import copy_of
from followups.custom_fields import FieldsByType
from followups.facts import facts_of
from followups.forms import FollowUpForm, NoActiveType, differences, sent_values
from followups.models import Change, FollowUp
from followups.moments import Moments
from followups.toasts import conflicts_text, saved_text

READ = ("GET", "HEAD", "POST")
EDITED = ("type", "company", "person__company", "sale", "project", "priority", "visible_group")
RELATED = (*EDITED, "owner", "created_by", "modified_by")


@require_http_methods(READ)
def create(request, kind):
    is_sent, now = request.method == "POST", timezone.now()
    asked = {"user": request.user, "now": now, "kind": kind, "query": request.GET}
    try:
        form = FollowUpForm(request.POST if is_sent else None, request.FILES, **asked)
    except NoActiveType as error:
        raise Http404 from error
    return save(request, form, Change.Verb.CREATE) if is_sent else show(request, form)


@require_http_methods(READ)
def detail(request, public_id):
    """The form for the owner; a page to read for others, and of what is completed."""
    if request.method == "POST":
        followup = one_s_own(request.user, public_id)
        return edit(request, followup)
    visible = FollowUp.objects.visible_to(request.user).select_related(*RELATED)
    followup = get_object_or_404(visible, public_id=public_id)
    if followup.owner_id != request.user.pk or followup.is_completed:
        return read_page(request, followup)
    now = timezone.now()
    history = told.latest_changes(followup)
    form = FollowUpForm(user=request.user, now=now, instance=followup, history=history)
    return show(request, form, history)


def one_s_own(user, public_id):
    found = OWN.instances(user=user.pk, public_id=public_id)
    if not found:
        raise Http404
    found[0].owner = user
    return found[0]


def _own(asked):
    own = FollowUp.objects.editable_by(asked.user).select_related(*EDITED)
    return own.filter(public_id=asked.public_id)


OWN = Prepared(_own)


def edit(request, followup):
    now = timezone.now()
    was_completed = followup.is_completed
    form = FollowUpForm(request.POST, request.FILES, user=request.user, now=now, instance=followup)
    if "copy" in request.POST:
        return copy_form(request, form)
    is_current = form.version == followup.version
    if was_completed and is_current and "reopen" not in request.POST:
        form.problems = [_("It is completed, and so it is locked. Re-open it to save changes.")]
        return show(request, form, status=409)
    return save(request, form, Change.Verb.EDIT)


def copy_form(request, form):
    """A copy of what stands in the form; what it was opened for stays as it is stored."""
    if not form.is_valid():
        return show(request, form, status=400)
    form.cleaned_data["completed"] = False
    draft = form.draft()
    owner = draft.followup.owner
    return copied(request, copy_of(draft.followup, owner, draft.seats, draft.links))


def copied(request, draft):
    plan = changes.plan([draft], verb=Change.Verb.COPY, by=request.user, at=timezone.now())
    applied = changes.apply(plan)
    text = _("Copied: %(title)s. Change what differs.") % {"title": draft.followup.title}
    messages.success(request, text, extra_tags=f"undo:{applied.batch}")
    return open_form(request, draft.followup.public_id)


def save(request, form, verb):
    """Save what the form says, or answer with what is in the way."""
    if form.only_fills_in:
        form.errors.clear()
        return show(request, form)
    if not form.is_valid():
        return show(request, form, status=400)
    draft = form.draft()
    plan = changes.plan([draft], verb=verb, by=form.user, at=form.now)
    conflicts = conflicts_text(plan.conflicts(), form.user, form.now)
    try:
        applied = changes.apply(plan)
    except (claims.RoomTaken, IntegrityError) as error:
        if made := already_made(request):
            return saved(request, made, form.now)
        if isinstance(error, IntegrityError):
            raise
        form.refuse_rooms(error, draft.followup)
        return show(request, form, status=409)
    if applied.stale:
        return compare(request, form, draft, applied.stale[0])
    return saved(request, draft.followup, form.now, applied, [*form.notes, conflicts])


def saved(request, followup, now, applied=None, notes=()):
    """Back with what was saved; `applied`: what changed, None when it was sent twice."""
    offer = offers.after(applied) if applied else offers.NOTHING
    notes = list(filter(None, [*notes, *offer.words]))
    text = saved_text(followup, request.user, now) + (". " if notes else "") + " ".join(notes)
    zone = request.user.preferences.zone
    batch = applied and applied.batch
    return answer(request, text, batch=batch, day=followup.day_listed(zone), plan=offer.plan)


def already_made(request):
    """The follow-up that this very form made before, if it is sent again."""
    key = as_id(request.POST.get("form_key"))
    return key and FollowUp.objects.made_by(request.user).filter(form_key=key).first()


def show(request, form, history=(), status=200):
    moments = Moments.of(form.user, form.now)
    followup = form.instance
    context = {"form": form, "followup": followup, "next": way_back(request)}
    if followup:
        context |= registered(followup, history, form.user, moments, form.fields_by_type)
    return render(request, "followups/follow_up_form.html", context, status=status)


def registered(followup, changes, reader, moments, custom):
    """Who made it and when, and the history since."""
    days = [
        at.astimezone(moments.zone).date() for at in (followup.created_at, followup.modified_at)
    ]
    return {
        "registered": moments.day(days[0]),
        "registered_at": moments.moment(followup.created_at),
        "modified": moments.day(days[1]),
        "modified_at": moments.moment(followup.modified_at),
        "history": told.history(followup, changes, reader, moments, custom),
    }


def compare(request, form, draft, theirs):
    moments = Moments.of(form.user, form.now)
    newest = theirs.changes.select_related("actor").first()
    context = {
        "form": form,
        "theirs": theirs,
        "newest": newest,
        "changed_at": newest and moments.moment(newest.at),
        "differences": differences(draft, theirs, form, moments),
        "sent": sent_values(form),
        "next": way_back(request),
    }
    return render(request, "followups/follow_up_versions.html", context, status=409)


def read_page(request, followup):
    now = timezone.now()
    moments = Moments.of(request.user, now)
    lines, custom = told.latest_changes(followup), FieldsByType()
    context = {
        "facts": facts_of(followup, request.user, now, custom),
        "followup": followup,
        "next": way_back(request),
    }
    context |= registered(followup, lines, request.user, moments, custom)
    return render(request, "followups/follow_up_detail.html", context)
