"""Merging: one of several records is kept, and everything that names the others moves to it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils.text import capfirst

from crm import changes
from crm.models import Document


@dataclass(frozen=True)
class Along:
    """Rows of another app that name records: how many, and how they move.

    `counts(model, keys, reader)` gives {primary key: how many of its rows the reader may see};
    `move(kept, others, by=, at=, batch=)` moves all of them, in the transaction of the merger.
    """

    label: Any
    counts: Callable
    move: Callable


also: list[Along] = []


def links_to(model):
    """(model, name of its link) of the records that name those of `model`."""
    return [
        (relation.related_model, relation.field.name)
        for relation in model._meta.related_objects
        if relation.related_model in changes.REMEMBERED
    ]


def counts(records, reader):
    """(label, [(record, how many)]) of what names these records, as far as `reader` may see."""
    model, keys = type(records[0]), [record.pk for record in records]
    found = [
        (capfirst(other._meta.verbose_name_plural), numbers(seen(other, reader), link, keys))
        for other, link in links_to(model)
    ]
    found += [(along.label, along.counts(model, keys, reader)) for along in also]
    return [
        (label, [(record, number.get(record.pk, 0)) for record in records])
        for label, number in found
    ]


def seen(model, reader):
    rows = model._base_manager.all()
    return Document.objects.visible_to(reader) if model is Document else rows


def numbers(rows, link, keys):
    """{primary key: how many of `rows` have it as their `link`}"""
    rows = rows.filter(**{f"{link}__in": keys}).order_by().values_list(link)
    return dict(rows.annotate(number=Count("pk")))


@transaction.atomic
def merge(kept, others, taken, taken_custom, *, by, at) -> uuid.UUID:
    """Put `others` away in favour of `kept`; gives the batch by which that is taken back.

    `taken`: {field: the record whose value is kept}; `taken_custom`: the same of the
    administrator's own fields, by key. All records are locked by who asks.
    """
    batch, model = uuid.uuid4(), type(kept)
    told = {"by": by, "at": at, "batch": batch}
    changes.remember([kept, *others])
    touched = take(kept, taken) | take_custom(kept, taken_custom)
    if touched:
        changes.save_many(model, [kept], touched, **told)
    for other, link in links_to(model):
        move(other, link, kept, others, told)
    for along in also:
        along.move(kept, others, **told)
    for record in others:
        record.merge_into(kept, at=at)
    changes.save_many(model, others, {"archived_at", "merged_into"}, **told)
    return batch


def take(kept, taken):
    """Give `kept` the values chosen; the names of the fields that this changes."""
    touched = set()
    for name, record in taken.items():
        field = kept._meta.get_field(name)
        value = getattr(record, field.attname)
        if value != getattr(kept, field.attname):
            setattr(kept, field.attname, value)
            touched.add(name)
    return touched


def take_custom(kept, taken):
    """The same of the administrator's own fields; what none of these has stays as it is."""
    values = {key: record.custom.get(key) for key, record in taken.items()}
    merged = {key: value for key, value in (kept.custom | values).items() if value is not None}
    if merged == kept.custom:
        return set()
    kept.custom = merged
    return {"custom"}


def move(model, link, kept, others, told):
    """Make `kept` the `link` of every row that names one of `others`, seen by anybody or not."""
    rows = model._base_manager.filter(**{f"{link}__in": others}).order_by("pk")
    rows = list(rows.select_for_update(no_key=True))
    if not rows:
        return
    changes.remember(rows)
    for row in rows:
        setattr(row, link, kept)
    changes.save_many(model, rows, {link}, **told)
