"""Which companies or contacts are likely the same, and why: found by keys that are indexed."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.models import Company, DifferentCompanies, DifferentPersons, Person
from crm.models.records import Record

# What more than so many share says nothing: a switchboard, the page of a chain.
MOST = 8
# So many shared keys of one reason are looked at in a list.
KEYS = 1000


@dataclass(frozen=True)
class Reason:
    """Why two are likely the same: a key that stands in one of `fields` of both."""

    label: Any
    fields: tuple[str, ...]

    def keys_of(self, record: Record) -> set[str]:
        fields = (record._meta.get_field(name) for name in self.fields)
        return {field.key_of(record) for field in fields} - {""}

    def found(self, records, keys: set[str]) -> list[Record]:
        """Those of `records` that have one of these keys: a look-up for each field."""
        fields = self.fields if keys else ()
        rows = [row for name in fields for row in records.filter(**{f"{name}__in": keys})[:MOST]]
        return list(dict.fromkeys(rows))


# The surest first.
REASONS: dict[type[Record], tuple[Reason, ...]] = {
    Company: (
        Reason(_("same company number"), ("like_number",)),
        Reason(_("same e-mail"), ("like_email",)),
        Reason(_("same phone"), ("like_phone",)),
        Reason(_("same web domain"), ("like_domain",)),
        Reason(_("same name"), ("like_name",)),
    ),
    Person: (
        Reason(_("same e-mail"), ("like_email",)),
        Reason(_("same phone"), ("like_mobile", "like_phone")),
        Reason(_("same name"), ("like_name",)),
    ),
}
TOLD_APART: dict[type[Record], Any] = {Company: DifferentCompanies, Person: DifferentPersons}


def fields_of(model: type[Record]) -> list[str]:
    """The fields that decide what a record is likely the same as."""
    keys = (model._meta.get_field(name) for why in REASONS.get(model, ()) for name in why.fields)
    return list(dict.fromkeys(name for key in keys for name in key.of))


@dataclass
class Alike:
    """A record that is likely the same as another one."""

    record: Record
    reasons: list = field(default_factory=list)


def alike(record: Record, records, *, before: Record | None = None) -> list[Alike]:
    """Those of `records` in use that are likely the same as `record`, stored or not.

    `before`: the same record as it is stored; then only what was changed since is looked at.
    """
    found: dict[int, Alike] = {}
    others = records.active().exclude(pk__in=[record.pk or 0, *different_from(record)])
    others = others.order_by()  # in order of the name SQLite would read all of them
    for reason in REASONS[type(record)]:
        keys = reason.keys_of(record) - (reason.keys_of(before) if before else set())
        rows = reason.found(others, keys)
        for row in rows if len(rows) < MOST else []:
            found.setdefault(row.pk, Alike(row)).reasons.append(reason.label)
    return list(found.values())


# -- groups of them ------------------------------------------------------------------------------


@dataclass
class Group:
    """Records that are likely the same: their primary keys, and after `filled` themselves."""

    keys: frozenset[int]
    reasons: list[Reason]
    records: list = field(default_factory=list)

    @property
    def labels(self):
        return [reason.label for reason in self.reasons]


def groups(model: type[Record]) -> list[Group]:
    """All groups of those in use, the surest first; pairs that were told apart are left out."""
    found: dict[frozenset[int], list[Reason]] = {}
    for reason in REASONS[model]:
        for keys in sharing(model, reason):
            found.setdefault(keys, []).append(reason)
    apart = {frozenset(pair) for pair in TOLD_APART[model].objects.values_list("one", "other")}
    order = REASONS[model].index
    made = [Group(keys, sorted(why, key=order)) for keys, why in whole(found).items()]
    left = [group for group in (without(group, apart) for group in made) if group.keys]
    return sorted(
        left,
        key=lambda group: (order(group.reasons[0]), -len(group.reasons), -max(group.keys)),
    )


SHARED = """
WITH likeness(id, shared) AS ({likeness})
SELECT shared, id FROM likeness WHERE shared IN (
    SELECT shared FROM likeness GROUP BY shared HAVING COUNT(*) BETWEEN 2 AND {most}
    ORDER BY shared LIMIT {limit}
) ORDER BY shared, id
"""
IN_USE = "SELECT id, {name} FROM {table} WHERE archived_at IS NULL AND {name} > ''"


def sharing(model: type[Record], reason: Reason) -> Iterator[frozenset[int]]:
    """The primary keys of the records that share one key, for each key that a few share."""
    table = connection.ops.quote_name(model._meta.db_table)
    parts = [IN_USE.format(name=name, table=table) for name in reason.fields]
    asked = SHARED.format(likeness=" UNION ".join(parts), most=MOST, limit=KEYS)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        for _key, rows in itertools.groupby(cursor.fetchall(), key=lambda row: row[0]):
            yield frozenset(pk for _shared, pk in rows)


def whole(found: dict) -> dict[frozenset[int], list[Reason]]:
    """The same where what lies wholly in a larger group adds its reasons to that."""
    kept: dict[frozenset[int], list[Reason]] = {}
    of_record: dict[int, list[frozenset[int]]] = {}
    for keys in sorted(found, key=len, reverse=True):
        larger = [group for group in of_record.get(min(keys), []) if keys < group]
        for group in larger:
            kept[group] += [reason for reason in found[keys] if reason not in kept[group]]
        if not larger:
            kept[keys] = found[keys]
            for key in keys:
                of_record.setdefault(key, []).append(keys)
    return kept


def without(group: Group, apart: set[frozenset[int]]) -> Group:
    """The group of those that are not told apart from all others in it; empty if there are none."""
    pairs = map(frozenset, itertools.combinations(group.keys, 2))
    left = frozenset().union(*(pair for pair in pairs if pair not in apart))
    return Group(left, group.reasons)


def filled(found: list[Group], records) -> list[Group]:
    """These groups with their records, the oldest first; what went away meanwhile is left out."""
    rows = records.active().in_bulk({key for group in found for key in group.keys})
    for group in found:
        group.records = [rows[key] for key in sorted(group.keys) if key in rows]
    return [group for group in found if len(group.records) > 1]


# -- not the same --------------------------------------------------------------------------------


def different_from(record: Record) -> list[int]:
    """The primary keys of those that were told apart from `record`."""
    if not record.pk:
        return []
    pairs = TOLD_APART[type(record)].objects.filter(Q(one=record) | Q(other=record))
    return [one if one != record.pk else other for one, other in pairs.values_list("one", "other")]


@transaction.atomic
def tell_apart(records, *, by, at) -> None:
    """Remember for everybody that no two of `records` are the same."""
    records = sorted(records, key=lambda record: record.pk)
    marks = TOLD_APART[type(records[0])]
    marks.objects.bulk_create(
        (
            marks(one=one, other=other, by=by, at=at)
            for one, other in itertools.combinations(records, 2)
        ),
        ignore_conflicts=True,
    )
