"""Changes of records: each is remembered as part of a batch, and a batch can be taken back."""

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from crm import members
from crm.custom_fields import Fields
from crm.linked_keys import follow, links_of
from crm.models import Company, Document, Person, Project, ProjectMember, Sale, Selection, User
from crm.models.records import Record

REMEMBERED: list[type[Record]] = [Company, Person, Sale, Project, Document, Selection]
BOOKS = ("version", "modified_at", "search_key")

# Of those that write other rows in the same batch: `take_back(batch, by=, at=)`.
also_undone: list[Callable] = [members.undo]


class UndoRefused(Exception):
    """Somebody changed the same since: `who`, and the `name` of what if the asker may know it."""

    def __init__(self, who=None, name=""):
        super().__init__(name)
        self.who, self.name = who, name

    @property
    def told(self):
        if not self.name:
            return _("Not undone: something in it was changed since.")
        text = _("Not undone: %(who)s changed “%(name)s” since.")
        return text % {"who": self.who or _("somebody"), "name": self.name}


def save(record: Record, *, by: User, batch: uuid.UUID | None = None) -> uuid.UUID:
    """Save a new or changed record; returns the batch by which that is taken back."""
    batch = batch or uuid.uuid4()
    with transaction.atomic():
        if record.pk:
            remember(type(record)._base_manager.filter(pk=record.pk))
        record._history_user, record._change_reason = by, str(batch)
        record.save()
    return batch


def remember(records: Iterable[Record]) -> None:
    """Write down the state of those whose history does not know it, such as imported ones."""
    records = {record.pk: record for record in records}
    if not records:
        return
    history = type(next(iter(records.values()))).history
    known = set(history.filter(id__in=records).values_list("id", "version"))
    unknown = [record for record in records.values() if (record.pk, record.version) not in known]
    for record in unknown:
        record._history_date = record.modified_at
    history.bulk_history_create(unknown, batch_size=500, default_change_reason=None)


@transaction.atomic
def undo(batch: uuid.UUID, *, by: User, at: datetime) -> list[Record]:
    """Bring back what stood before `batch`; refused as a whole if the same was changed since."""
    done = []
    for model in REMEMBERED:
        rows = {row.id: row for row in model.history.filter(history_change_reason=str(batch))}
        if rows:
            done += _undo_rows(model, rows, by, at)
    for take_back in also_undone:
        take_back(batch, by=by, at=at)
    return done


def _undo_rows(model, rows, by, at):
    records = model._base_manager.select_for_update().in_bulk(rows)
    before = rows_at(model, {row.id: row.version - 1 for row in rows.values()})
    touched, new, changed, later = set(), [], [], []
    for key, row in rows.items():
        record = records.get(key)
        was = before.get(key)
        fields = decided(model) if was is None else differing(was, row)
        if record is None or differing(record, row, fields) or is_unknown(row, was):
            raise refusal(row, fields, by)
        if record.version > row.version:
            later.append(row)
        if was is None:
            new.append(record)
        else:
            touched |= bring_back(record, was, fields)
            record.bring_parts_back(row.version)
            changed.append(record)
    told = {"by": by, "at": at, "batch": uuid.uuid4()}
    archive_many(model, new, **told)
    try:
        with transaction.atomic():
            save_many(model, changed, touched, **told)
    except IntegrityError as error:  # it no longer fits what was changed beside it
        raise (refusal(later[0], [], by) if later else UndoRefused()) from error
    return list(records.values())


def is_unknown(row, was):
    """Whether the history does not know what stood before `row`."""
    return was is None and row.history_type != "+"


def differing(one, other, fields=None):
    """Those of `fields`, or of all that people decide, in which two states differ."""
    fields = decided(type(other).instance_type) if fields is None else fields
    return [
        field for field in fields if getattr(one, field.attname) != getattr(other, field.attname)
    ]


def refusal(row, fields, by):
    """Who changed `fields` since `row` of the history, in something that `by` may know by name."""
    later = type(row).objects.filter(id=row.id, version__gt=row.version).order_by("version")
    later = list(later.select_related("history_user"))
    since = next((each for each in later if differing(each, row, fields)), (later or [row])[-1])
    known = row.instance_type.objects.filter(pk=row.id)
    if hasattr(known, "visible_to"):
        known = known.visible_to(by)
    return UndoRefused(since.history_user, str(since.instance)) if known.exists() else UndoRefused()


def create_many(model, records, *, by, at, batch) -> None:
    """Save new records of one model, in few queries."""
    prepare_many(model, records)
    bulk_create_with_history(
        records,
        model,
        200,
        default_user=by,
        default_change_reason=str(batch),
        default_date=at,
    )


def archive_many(model, records, *, by, at, batch) -> None:
    """Put records away in few queries: what an import made is thousands at once."""
    for start in range(0, len(records), 500):
        some = records[start : start + 500]
        for record in some:
            record.archive(at=at)
            record.version, record.modified_at = record.version + 1, at
        rows = model._base_manager.filter(pk__in=[record.pk for record in some])
        rows.update(archived_at=at, modified_at=at, version=models.F("version") + 1)
        model.history.bulk_history_create(
            some,
            500,
            update=True,
            default_user=by,
            default_change_reason=str(batch),
            default_date=at,
        )


def save_many(model, records, fields, *, by, at, batch) -> None:
    """Save records of one model whose `fields` were changed; their history knows them already."""
    known_by = {record.pk: record.search_key for record in records}
    sorted_by = {record.pk: record.sort_key for record in records}
    prepare_many(model, records)
    for record in records:
        record.modified_at = at
    fields = [*fields, *BOOKS, *model.key_fields()]
    bulk_update_with_history(
        records, model, fields, 200, default_user=by, default_change_reason=str(batch)
    )
    follow(model, [record.pk for record in records if record.sort_key != sorted_by[record.pk]])
    renamed = [record for record in records if record.search_key != known_by[record.pk]]
    if renamed:
        model.spread_words(renamed)


def prepare_many(model, records) -> None:
    """Write the keys of records of one model, with what their links lead to fetched once."""
    custom_fields = Fields(model._meta.model_name)
    prefetch_related_objects(records, *links_of(model))
    model.bring_words(records)
    for record in records:
        record.prepare(custom_fields)


def rows_at(model, versions):
    """{id: row of the history} for {id: version}."""
    rows = model.history.filter(id__in=versions, version__in=set(versions.values()))
    return {
        row.id: row
        for row in rows.order_by("history_date", "history_id")
        if row.version == versions[row.id]
    }


def bring_back(record: Record, row, fields) -> set[str]:
    """Set `fields` of `record` to what `row` of its history says; names those that change.

    A link to what was deleted for good meanwhile stays as it is.
    """
    touched = set()
    for field in fields:
        value = getattr(row, field.attname)
        if is_gone(field, value):
            continue
        setattr(record, field.attname, value)
        touched.add(field.name)
    return touched


def is_gone(field, key):
    """Whether a value of `field` is the key of what was deleted for good."""
    related = field.related_model
    return bool(related and key) and not related._base_manager.filter(pk=key).exists()


def decided(model):
    """The fields that are somebody's decision, and not bookkeeping."""
    book = {"id", "public_id", "version", "created_at"}
    return [field for field in model.history.model.tracked_fields if field.name not in book]


def made_by(batch: uuid.UUID, user: User) -> bool:
    mine = {"history_change_reason": str(batch), "history_user": user}
    histories = [model.history for model in REMEMBERED] + [ProjectMember.history]
    return any(history.filter(**mine).exists() for history in histories)


def seen(record: Record, version: int):
    """What `record` said at a version, as far as its history knows."""
    return rows_at(type(record), {record.pk: version}).get(record.pk)
