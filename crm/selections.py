"""Who is in a selection, picked by hand or found by its search; and how that changes."""

from django.db import transaction
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from crm import changes
from crm.merging import Along, numbers
from crm.models import Selection, SelectionMember
from crm.sections import COMPANIES, PERSONS

MOST = 10_000
HELD = {COMPANIES.name: COMPANIES, PERSONS.name: PERSONS}
# What of a list's query is not about who stands in it.
NOT_KEPT = ("sort", "show")


def section_of(selection):
    """The part of the CRM whose records it holds."""
    return HELD[selection.holds]


def search_of(selection):
    """The form of the list that it searches; not valid where what it names is gone."""
    return section_of(selection).search_form(selection.owner, QueryDict(selection.query))


def members_of(selection, records):
    """Those of `records`, companies or contacts, that are in it now and not archived."""
    if not selection.is_dynamic:
        picked = selection.members.current().values(selection.holds)
        return records.active().filter(pk__in=picked)
    search = search_of(selection)
    return search.filter(records) if search.is_valid() else records.none()


def archived_in(selection):
    """Those picked by hand that are left out, as they are archived."""
    picked = selection.members.current().values(selection.holds)
    records = section_of(selection).model.objects
    return records.filter(pk__in=picked).exclude(archived_at=None)


def query_to_keep(search):
    """The query of a list as it means the same to everybody: “mine” becomes a name."""
    asked = [(name, value) for name, value in search.asked_for() if name not in NOT_KEPT]
    mine = ("owner", "me")
    own = ("owner", f"user:{search.user.public_id}")
    return urlencode([own if each == mine else each for each in asked])


@transaction.atomic
def take_in(selection, records, *, by):
    """Add records to a new or locked selection; (batch, how many were not in it before)."""
    rows = rows_of(selection, records)
    selection.size += len(rows)
    batch = changes.save(selection, by=by)
    for row in rows:
        row.selection, row.taken_in = selection, selection.version
    SelectionMember.objects.bulk_create(rows, batch_size=500)
    return batch, len(rows)


def rows_of(selection, records):
    """A row to be filled in for each of `records` that is not in it."""
    key = f"{selection.holds}_id"
    if selection.pk:
        inside = selection.members.current().values(selection.holds)
        records = records.exclude(pk__in=inside)
    return [SelectionMember(**{key: pk}) for pk in records.values_list("pk", flat=True)]


@transaction.atomic
def take_out(selection, records, *, by):
    """Take records out of a locked selection; (batch or None, how many were in it)."""
    inside = selection.members.current().filter(**{f"{selection.holds}__in": records})
    count = inside.count()
    if not count:
        return None, 0
    selection.size = max(selection.size - count, 0)
    batch = changes.save(selection, by=by)
    inside.update(taken_out=selection.version)
    return batch, count


def number_with(model, keys, reader):
    """{primary key: how many selections that `reader` may see it was picked into}"""
    seen = Selection.objects.visible_to(reader).active()
    members = SelectionMember.objects.current().filter(selection__in=seen)
    return numbers(members, model._meta.model_name, keys)


def put_in_place(kept, others, *, by, at, batch):
    """Where one of `others` was picked stands `kept`, after a merger."""
    holds = kept._meta.model_name
    picked = SelectionMember.objects.current().filter(**{f"{holds}__in": others})
    held = Selection.objects.filter(pk__in=picked.values("selection")).order_by("pk")
    for selection in held.select_for_update():
        inside = selection.members.current()
        gone = inside.filter(**{f"{holds}__in": others})
        joins = not inside.filter(**{holds: kept}).exists()
        selection.size += joins - gone.count()
        changes.save(selection, by=by, batch=batch)
        gone.update(taken_out=selection.version)
        if joins:
            selection.members.create(taken_in=selection.version, **{holds: kept})


ALONG = Along(_("Selections"), number_with, put_in_place)


def freeze(selection, *, name, key, by):
    """A new selection with those who are in `selection` now, picked by hand; (it, batch)."""
    frozen = Selection(public_id=key, name=name, owner=by, holds=selection.holds)
    records = members_of(selection, section_of(selection).model.objects.all())
    batch, _count = take_in(frozen, records, by=by)
    return frozen, batch
