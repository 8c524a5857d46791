"""Selections: their pages, and who gets into them and out again."""

import uuid

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm import changes, exporting, selections
from crm.answers import SeeOther, page_asked_for, way_back
from crm.custom_fields import Fields
from crm.forms.look_ups import as_id
from crm.forms.selections import CompanyMemberForm, IntoSelectionForm, PersonMemberForm
from crm.forms.ticked import TickedForm
from crm.history import history_of
from crm.listing import head_of, rows_html
from crm.models import Selection
from crm.pages import MOST, Page, page_of
from crm.sections import SELECTIONS
from crm.views.editing import READ, locked, saved, tell
from crm.views.exporting import file_of

NAMED = 12
MEMBER_FORMS = {"company": CompanyMemberForm, "person": PersonMemberForm}


def seen_or_404(user, public_id):
    return get_object_or_404(SELECTIONS.seen_by(user, SELECTIONS.records), public_id=public_id)


# -- the page of a selection --------------------------------------------------------------------


@require_safe
def selection_detail(request, public_id):
    selection = seen_or_404(request.user, public_id)
    may_edit = selection.owner_id in (None, request.user.pk)
    adding = MEMBER_FORMS[selection.holds]() if may_edit and not selection.is_dynamic else None
    return show(request, selection, may_edit=may_edit, adding=adding)


def show(request, selection, *, may_edit, adding, status=200):
    """The facts of a selection and its members as their list; `adding`: the form for one more."""
    section = selections.section_of(selection)
    custom = Fields(section.name)
    form = section.search_form(request.user, request.GET, custom)
    columns, page = section.columns_for(request.user, custom), Page([], 1, has_next=False)
    if form.is_valid():
        members = selections.members_of(selection, section.rows_with(columns))
        page = page_of(form.in_order(form.filter(members)), form.page_number)
    context = {
        "record": selection,
        "section": SELECTIONS,
        "members_of": section,
        "may_edit": may_edit,
        "adding": adding,
        "form": form,
        "page": page,
        "head": head_of(columns, request.GET),
        "rows": rows_html(columns, page.rows, request.user, timezone.now()),
        "are_chosen": columns is not section.columns,
        "formats": exporting.FORMATS,
        "history": history_of(selection),
        "form_key": uuid.uuid4(),
    }
    if selection.is_dynamic:
        context["search"] = selections.search_of(selection)
    status = status if form.is_valid() else 400
    return render(request, "crm/selection_detail.html", context, status=status)


@require_safe
def selection_members(request, public_id, kind):
    """The members that the page shows, all of its pages, as a file."""
    selection = seen_or_404(request.user, public_id)
    section = selections.section_of(selection)
    custom = Fields(section.name)
    form = section.search_form(request.user, request.GET, custom)
    if kind not in exporting.FORMATS or not form.is_valid():
        raise Http404
    members = form.in_order(form.filter(selections.members_of(selection, section.records)))
    if members[exporting.MOST : exporting.MOST + 1].exists():
        text = _("A file holds at most %(most)s rows. Narrow the list first.")
        messages.error(request, text % {"most": exporting.MOST})
        return redirect(SELECTIONS.page_of(selection))
    return file_of(section, members, kind, selection.name, custom, request.user)


# -- into one and out of it ----------------------------------------------------------------------


@require_http_methods(READ)
def into_selection(request, section, *, is_dynamic=False):
    """Those ticked, or all that a list shows, go into a selection; or its search is kept as one."""
    is_sent = request.method == "POST"
    asked = request.POST if is_sent else request.GET
    form = IntoSelectionForm(
        request.POST if is_sent else None,
        section=section,
        asked=asked,
        user=request.user,
        is_dynamic=is_dynamic,
    )
    back = way_back(request) or section.address("list")
    if problem := nothing_to_take(form):
        messages.error(request, problem)
        return SeeOther(back) if is_sent else redirect(back)
    if not is_sent or not form.is_valid():
        return choose_selection(request, form, back, status=400 if is_sent else 200)
    if made := Selection.objects.editable_by(request.user).filter(public_id=form.form_key).first():
        return saved(request, SELECTIONS, made)
    try:
        return keep_search(request, form) if is_dynamic else put_in(request, form, back)
    except IntegrityError:
        own = Selection.objects.editable_by(request.user)
        return saved(request, SELECTIONS, get_object_or_404(own, public_id=form.form_key))


def nothing_to_take(form):
    """What hinders a start, or ""."""
    if form.is_dynamic:
        return "" if form.search.is_valid() else _("This list cannot be kept. Search again.")
    if form.records is None or not form.records.exists():
        text = _("Tick at least one, and at most %(most)s. Nothing was changed.")
        return text % {"most": MOST}
    return ""


def choose_selection(request, form, back, status):
    context = {"form": form, "section": form.section, "next": back}
    if form.is_dynamic:
        context["search"] = form.search
    else:
        context |= {"count": form.records.count(), "named": form.records[:NAMED]}
    return render(request, "crm/into_selection.html", context, status=status)


@transaction.atomic
def put_in(request, form, back):
    chosen = form.cleaned_data["selection"]
    if chosen:
        selection = locked(request.user, SELECTIONS, chosen.public_id)
    else:
        selection = form.new_selection()
    records = form.records
    if selection.size + records.count() > selections.MOST:
        text = _("A selection holds at most %(most)s picked by hand. Nothing was changed.")
        messages.error(request, text % {"most": selections.MOST})
        return SeeOther(back)
    told_in(request, selection, *selections.take_in(selection, records, by=request.user))
    return SeeOther(back if chosen else SELECTIONS.page_of(selection))


def told_in(request, selection, batch, count):
    text = ngettext("%(count)s added to %(name)s", "%(count)s added to %(name)s", count)
    tell(request, text % {"count": count, "name": selection}, batch)


@transaction.atomic
def keep_search(request, form):
    chosen = form.cleaned_data["selection"]
    if chosen:
        selection = locked(request.user, SELECTIONS, chosen.public_id)
    else:
        selection = form.new_selection()
    selection.query = selections.query_to_keep(form.search)
    batch = changes.save(selection, by=request.user)
    tell(request, _("Kept: %(name)s") % {"name": selection}, batch)
    return SeeOther(SELECTIONS.page_of(selection))


def picked_or_404(user, public_id):
    """One's own selection, picked by hand, for the rest of the transaction."""
    selection = locked(user, SELECTIONS, public_id)
    if selection.is_dynamic:
        raise Http404
    return selection


@require_POST
@transaction.atomic
def selection_add(request, public_id):
    """One more member, looked up by name."""
    selection = picked_or_404(request.user, public_id)
    form = MEMBER_FORMS[selection.holds](request.POST)
    if not form.is_valid():
        return show(request, selection, may_edit=True, adding=form, status=400)
    section = selections.section_of(selection)
    records = section.model.objects.filter(pk=form.cleaned_data["member"].pk)
    if selections.members_of(selection, records).exists():
        text = _("%(member)s is in it already.")
        messages.warning(request, text % {"member": form.cleaned_data["member"]})
    else:
        told_in(request, selection, *selections.take_in(selection, records, by=request.user))
    return SeeOther(SELECTIONS.page_of(selection))


@require_POST
@transaction.atomic
def selection_take_out(request, public_id):
    """Those ticked on its page are members no more."""
    selection = picked_or_404(request.user, public_id)
    section = selections.section_of(selection)
    form = TickedForm(section=section, asked=request.POST, user=request.user)
    batch, count = selections.take_out(selection, form.records, by=request.user)
    if batch:
        text = ngettext("%(count)s taken out of %(name)s", "%(count)s taken out of %(name)s", count)
        tell(request, text % {"count": count, "name": selection}, batch)
    else:
        messages.warning(request, _("Nobody was taken out. Tick whom you mean first."))
    return SeeOther(way_back(request) or SELECTIONS.page_of(selection))


@require_POST
def selection_freeze(request, public_id):
    """Who is in it now becomes a selection of one's own, picked by hand."""
    selection = seen_or_404(request.user, public_id)
    key = as_id(request.POST.get("form_key")) or uuid.uuid4()
    own = Selection.objects.editable_by(request.user)
    if made := own.filter(public_id=key).first():
        return SeeOther(SELECTIONS.page_of(made))
    section = selections.section_of(selection)
    members = selections.members_of(selection, section.model.objects.all())
    if members[selections.MOST : selections.MOST + 1].exists():
        text = _("A selection holds at most %(most)s picked by hand. Nothing was changed.")
        messages.error(request, text % {"most": selections.MOST})
        return SeeOther(SELECTIONS.page_of(selection))
    today = date_format(timezone.localdate(timezone=request.user.preferences.zone))
    name = f"{selection.name[:150]}, {today}"
    try:
        frozen, batch = selections.freeze(selection, name=name, key=key, by=request.user)
    except IntegrityError:
        return SeeOther(SELECTIONS.page_of(get_object_or_404(own, public_id=key)))
    tell(request, _("Kept as it is now: %(name)s") % {"name": frozen}, batch)
    return SeeOther(page_asked_for(request) or SELECTIONS.page_of(frozen))
