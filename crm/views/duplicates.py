"""Records that are likely the same: a word of it in their form, and a page with all of them."""

import copy

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crm import duplicates
from crm.answers import SeeOther, way_back
from crm.forms.look_ups import as_id
from crm.pages import LAST_PAGE, Page, page_of

GROUPS = 20


@require_safe
def alike(request, section):
    """Those that what stands in a form is likely the same as, while it is filled in."""
    key = as_id(request.GET.get("record"))
    stored = key and section.model.objects.filter(public_id=key).first()
    draft = copy.copy(stored) if stored else section.model()
    for name in section.told_by:
        if name in request.GET:
            setattr(draft, name, request.GET[name])
    found = duplicates.alike(draft, section.records, before=stored)
    return render(request, "crm/_alike.html", {"alike": found, "section": section})


def not_shown_yet(request, section, record, before=None):
    """All that are likely the same as `record`, if the sender has not seen each of them."""
    if not section.told_by:
        return []
    found = duplicates.alike(record, section.records, before=before)
    shown = set(request.POST.getlist("alike"))
    return found if any(str(each.record.public_id) not in shown for each in found) else []


@require_safe
def duplicate_list(request, section):
    """Groups of those that are likely the same; or, asked for, those that were told apart."""
    number = page_number(request)
    told_apart = request.GET.get("show") == "different"
    page = marks_of(section, number) if told_apart else groups_of(section, number)
    context = {"section": section, "page": page, "told_apart": told_apart}
    return render(request, "crm/record_duplicates.html", context)


def groups_of(section, number):
    found = duplicates.groups(section.model)
    first, last = (number - 1) * GROUPS, number * GROUPS
    rows = duplicates.filled(found[first:last], section.records)
    return Page(rows, number, len(found) > last, len(found))


def marks_of(section, number):
    marks = duplicates.TOLD_APART[section.model].objects.order_by("-at", "-pk")
    return page_of(marks.select_related("one", "other", "by"), number)


def page_number(request):
    text = request.GET.get("page") or "1"
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= LAST_PAGE):
        raise Http404
    return int(text)


@require_POST
def tell_apart(request, section):
    records = asked_for(request, section)
    if not 1 < len(records) <= duplicates.MOST:
        messages.error(request, _("Nothing was remembered. Choose at least two."))
    else:
        duplicates.tell_apart(records, by=request.user, at=timezone.now())
        names = ", ".join(map(str, records))
        messages.success(request, _("Not the same: %(names)s") % {"names": names})
    return back_to(request, section)


@require_POST
def take_back(request, section):
    """What was told apart may be the same again."""
    records = asked_for(request, section)
    marks = duplicates.TOLD_APART[section.model].objects
    marks.filter(Q(one__in=records) & Q(other__in=records)).delete()
    messages.success(request, _("Taken back."))
    return back_to(request, section)


def asked_for(request, section):
    keys = [as_id(key) for key in request.POST.getlist("record")[: duplicates.MOST + 1]]
    return list(section.model.objects.filter(public_id__in=filter(None, keys)))


def back_to(request, section):
    return SeeOther(way_back(request) or section.address("duplicates"))
