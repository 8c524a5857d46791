"""Two or more records become one: looked up, put side by side, merged."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crm import duplicates, merging
from crm.answers import SeeOther, page_asked_for, way_back
from crm.forms.look_ups import as_id
from crm.forms.merging import MergeForm, MergeWithForm
from crm.views.editing import READ, tell


@require_http_methods(READ)
def merge(request, section):
    """The records asked for side by side; of one alone, with which it is to be merged."""
    if request.method == "POST":
        return apply(request, section)
    records = in_use(section, request.GET)
    if len(records) == 1:
        return merge_with(request, section, records[0])
    if not 1 < len(records) <= duplicates.MOST:
        text = _("Choose at least two, and at most %(most)s, that are in use.")
        messages.error(request, text % {"most": duplicates.MOST})
        return redirect(way_back(request) or section.address("list"))
    return show(request, MergeForm(section, records, request.GET))


def in_use(section, asked, *, for_update=False):
    """The records asked for, in that order; archived ones, and merged ones with them, aside."""
    keys = [as_id(key) for key in asked.getlist("record")[: duplicates.MOST + 1]]
    records = section.records.active().filter(public_id__in=filter(None, keys)).order_by("pk")
    if for_update:
        records = records.select_for_update(of=("self",), no_key=True)
    return sorted(records, key=lambda record: keys.index(record.public_id))


def merge_with(request, section, record):
    """A look-up of the other one, beside those that are likely the same."""
    asked = "other" in request.GET or "other_text" in request.GET
    form = MergeWithForm(request.GET if asked else None, section=section)
    if form.is_valid() and form.cleaned_data["other"] not in (None, record):
        chosen = [record.public_id, form.cleaned_data["other"].public_id]
        query = urlencode({"record": chosen, "next": page_asked_for(request)}, doseq=True)
        return redirect(f"{section.address('merge')}?{query}")
    if form.is_valid():
        form.add_error("other", _("Choose another one."))
    context = {
        "section": section,
        "record": record,
        "form": form,
        "alike": duplicates.alike(record, section.records),
        "next": page_asked_for(request),
        "back": way_back(request),
    }
    return render(request, "crm/record_merge_with.html", context, status=400 if asked else 200)


@transaction.atomic
def apply(request, section):
    sent = set(request.POST.getlist("record"))
    records = in_use(section, request.POST, for_update=True)
    if len(records) < 2 or len(records) < len(sent):
        text = _("Nothing was merged: one of them was merged or archived meanwhile.")
        messages.error(request, text)
        return SeeOther(page_asked_for(request) or section.address("duplicates"))
    form = MergeForm(section, records, request.POST)
    if changed := form.changed_since():
        return show(request, form, changed, status=409)
    at = timezone.now()
    taken = form.taken(), form.taken_custom()
    batch = merging.merge(form.kept, form.others, *taken, by=request.user, at=at)
    names = ", ".join(map(str, form.others))
    tell(request, _("Merged into %(name)s: %(names)s") % {"name": form.kept, "names": names}, batch)
    return SeeOther(page_asked_for(request) or section.page_of(form.kept))


def show(request, form, changed=None, status=200):
    newest = changed and changed.history.select_related("history_user").first()
    context = {
        "section": form.section,
        "form": form,
        "counts": merging.counts(form.records, request.user),
        "changed": changed,
        "changed_by": newest and newest.history_user,
        "next": page_asked_for(request),
        "back": way_back(request),
    }
    return render(request, "crm/record_merge.html", context, status=status)
