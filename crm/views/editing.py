import copy
import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crm import changes
from crm.answers import SeeOther, page_asked_for, way_back
from crm.forms.look_ups import as_id
from crm.forms.versions import differences, sent_values, with_choices
from crm.views.duplicates import not_shown_yet

READ = ("GET", "HEAD", "POST")


@require_http_methods(READ)
def create(request, section):
    """A new record. Its form carries the id it will have: sent twice, it makes one."""
    key = as_id(request.POST.get("form_key")) or uuid.uuid4()
    record = section.model(public_id=key)
    if request.method != "POST":
        form = section.form_class(user=request.user, instance=record, query=request.GET)
        return show(request, section, form)
    own = section.editable_by(request.user, section.model.objects.all())
    if made := own.filter(public_id=key).first():
        return saved(request, section, made)
    form = section.form_class(request.POST, user=request.user, instance=record)
    if not form.is_valid():
        return show(request, section, form, status=400)
    if alike := not_shown_yet(request, section, form.save(commit=False)):
        return show(request, section, form, status=409, alike=alike)
    try:
        batch = changes.save(record, by=request.user)
    except IntegrityError:
        return saved(request, section, get_object_or_404(own, public_id=key))
    return saved(request, section, record, batch, form.next_step())


@require_http_methods(READ)
def edit(request, section, public_id):
    if request.method == "POST":
        return save(request, section, public_id)
    records = section.editable_by(request.user, section.records)
    record = get_object_or_404(records, public_id=public_id)
    if record.merged_into_id:
        return redirect(section.page_of(record.current))
    return show(request, section, section.form_class(user=request.user, instance=record))


@transaction.atomic
def save(request, section, public_id):
    """What was written about a record that was merged meanwhile is compared with the one kept."""
    user = request.user
    asked = locked(user, section, public_id)
    record = locked(user, section, asked.current.public_id) if asked.merged_into_id else asked
    before = copy.copy(record)
    stored = section.form_class(user=request.user, instance=record)
    data = with_choices(request.POST, stored)
    form = section.form_class(data, user=request.user, instance=record)
    if not form.is_valid():
        return show(request, section, form, status=400)
    if form.seen_version != record.version or record != asked:
        return compare(request, section, form)
    if alike := not_shown_yet(request, section, form.save(commit=False), before):
        return show(request, section, form, status=409, alike=alike)
    batch = changes.save(form.save(commit=False), by=request.user)
    return saved(request, section, record, batch, form.next_step())


def locked(user, section, public_id):
    """The record, which nobody else writes before this transaction ends."""
    records = section.editable_by(user, section.records).select_for_update(of=("self",))
    return get_object_or_404(records, public_id=public_id)


@require_POST
def archive(request, section, public_id):
    return put_away(request, section, public_id, _("Archived: %(name)s"), away=True)


@require_POST
def restore(request, section, public_id):
    return put_away(request, section, public_id, _("Restored: %(name)s"), away=False)


@transaction.atomic
def put_away(request, section, public_id, text, *, away):
    record = locked(request.user, section, public_id)
    if record.is_archived == away or record.merged_into_id:
        return SeeOther(section.page_of(record))
    if away:
        record.archive(at=timezone.now())
    else:
        record.restore()
    batch = changes.save(record, by=request.user)
    tell(request, text % {"name": record}, batch)
    return SeeOther(way_back(request) or section.page_of(record))


@require_POST
def undo(request, batch):
    """Take back one's own change, unless somebody changed the same since."""
    if not changes.made_by(batch, request.user):
        raise Http404
    try:
        changes.undo(batch, by=request.user, at=timezone.now())
    except changes.UndoRefused as refused:
        messages.error(request, refused.told)
    else:
        messages.success(request, _("Undone."))
    return SeeOther(way_back(request) or "/")


def tell(request, text, batch=None, plan=None):
    tags = [f"undo-records:{batch}"] if batch else []
    tags += [f"plan:{urlencode(plan)}"] if plan else []
    messages.success(request, text, extra_tags=" ".join(tags))


def saved(request, section, record, batch=None, plan=None):
    tell(request, _("Saved: %(name)s") % {"name": record}, batch, plan)
    return SeeOther(page_asked_for(request) or section.page_of(record))


def show(request, section, form, status=200, alike=()):
    context = {
        "form": form,
        "section": section,
        "alike": alike,
        "record": form.instance if form.instance.pk else None,
        "next": page_asked_for(request),
        "back": way_back(request),
    }
    return render(request, "crm/record_form.html", context, status=status)


def compare(request, section, form):
    theirs = section.records.get(pk=form.instance.pk)
    context = {
        "section": section,
        "theirs": theirs,
        "newest": theirs.history.select_related("history_user").latest(),
        "differences": differences(form, theirs),
        "sent": sent_values(form.data),
        "next": way_back(request),
    }
    return render(request, "crm/record_versions.html", context, status=409)
