"""What happened to a record: who changed it, when, and what was and is."""

import dataclasses
import itertools
from dataclasses import dataclass
from functools import cache

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from crm.changes import decided, differing
from crm.custom_fields import Fields, Part
from crm.models.records import MergeableRecord
from crm.prepared import Prepared

SHOWN = 20  # on a page
LAST = 200
# Where a file lies on the disk is nobody's business; a search is no text to read.
UNSHOWN = {"file", "file_size", "query"}


@dataclass(frozen=True)
class Line:
    """One change. `who` is empty when no one was signed in.

    `undo`: the batch by which it can be taken back, by the colleague `maker`; `takes_more`:
    that other records would go back with it.
    """

    what: str
    who: str
    at: object
    parts: list[Part] = dataclasses.field(default_factory=list)
    undo: str = ""
    maker: int | None = None
    takes_more: bool = False


@dataclass(frozen=True)
class History:
    """One page of it, the newest first; `newer` and `older`: the numbers of those beside it."""

    lines: list[Line]
    newer: int
    older: int


def number_asked_for(query):
    """The page of the history that the query string `query` asks for."""
    number = query.get("history", "")
    return min(int(number), LAST) if number.isdecimal() and len(number) < 6 and int(number) else 1


def history_of(record, number=1, custom=None):
    """Page `number` of the changes of `record`, and of what was merged into it.

    `custom`: the `Fields` of its model.
    """
    rows = ROWS.instances(type(record), number, record=record.pk)
    own = [row for row in rows if row.id == record.pk]
    fields = fields_of(type(record))
    names = Names(fields, own, custom or Fields(record._meta.model_name))
    before = {row.history_id: was for row, was in itertools.pairwise([*own, None])}
    mergers = {row.history_change_reason for row in rows if row.id != record.pk}
    lines = []
    for row in rows[:SHOWN]:
        if row.id != record.pk:
            lines.append(line_of_merger(row))
        elif line := line_of(row, before[row.history_id], fields, names):
            is_merger = row.history_change_reason in mergers
            lines.append(line if is_merger else undoable(line, row, before[row.history_id], record))
    older = number + 1 if len(rows) > SHOWN and number < LAST else 0
    return History(lines, number - 1, older)


def undoable(line, row, before, record):
    """The same line with its undo, where nothing that it changed was changed since."""
    if before is None or not row.history_change_reason:
        return line
    fields = differing(before, row)
    if not fields or differing(record, row, fields):
        return line
    told = {"undo": row.history_change_reason, "maker": row.history_user_id}
    return dataclasses.replace(line, takes_more=row.takes_more, **told)


def _rows(asked, model, number):
    """One row more than a page has: what was before its last one."""
    rows = model.history.filter(id=asked.record)
    if issubclass(model, MergeableRecord):
        merged = model._base_manager.filter(pk=OuterRef("id"), merged_into=OuterRef("merged_into"))
        rows = model.history.filter(Q(id=asked.record) | Q(merged_into=asked.record))
        rows = rows.annotate(is_merged=Exists(merged))
    together = model.history.filter(history_change_reason=OuterRef("history_change_reason"))
    rows = rows.annotate(takes_more=Exists(together.exclude(id=OuterRef("id"))))
    rows = rows.select_related("history_user").order_by("-history_date", "-history_id")
    start = (number - 1) * SHOWN
    return rows[start : start + SHOWN + 1]


def line_of_merger(row):
    """That the record of `row` was merged into the one whose history this is."""
    parts = [Part(_("Was there twice"), "", str(row.instance))]
    batch = row.history_change_reason if row.is_merged else ""
    who = str(row.history_user or "")
    return Line(_("Merged"), who, row.history_date, parts, batch or "", row.history_user_id)


ROWS = Prepared(_rows)


@cache
def fields_of(model):
    """What people decide, as far as it is shown."""
    return [field for field in decided(model) if field.name not in UNSHOWN]


def line_of(row, before, fields, names):
    who = str(row.history_user or "")
    if before is None:
        return Line(_("Registered"), who, row.history_date) if row.history_type == "+" else None
    touched = [
        field for field in fields if getattr(row, field.attname) != getattr(before, field.attname)
    ]
    what = _("Changed")
    if any(field.name == "archived_at" for field in touched):
        what = _("Archived") if row.archived_at else _("Restored")
    parts = [
        Part(label_of(field), names.text(field, before), names.text(field, row))
        for field in touched
        if field.name not in ("archived_at", "custom")
    ]
    if any(field.name == "custom" for field in touched):
        parts += names.custom.parts(before.custom, row.custom)
    return Line(what, who, row.history_date, parts)


def label_of(field):
    return capfirst(field.verbose_name)


class Names:
    """The texts of values; those of links are fetched once for all rows."""

    def __init__(self, fields, rows, custom):
        self.found, self.custom = {}, custom
        for field in fields:
            if not field.is_relation:
                continue
            keys = {getattr(row, field.attname) for row in rows} - {None}
            known = self.found.setdefault(field.related_model, {})
            if len(keys) > 1 or (keys and any(getattr(row, field.attname) is None for row in rows)):
                known |= field.related_model._base_manager.in_bulk(keys - known.keys())

    def text(self, field, row):
        value = getattr(row, field.attname)
        if field.is_relation and value is not None:
            value = self.found[field.related_model].get(value, _("no longer there"))
        return text_of(field, value)


def text_of(field, value):
    """A value of a model's field, in words."""
    if value is None or value == "":
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    kind = field.get_internal_type()
    if kind == "DateField":
        return date_format(value)
    if kind == "DecimalField":
        return number_format(value, 2 if value % 1 else 0, use_l10n=True, force_grouping=True)
    return str(value)
