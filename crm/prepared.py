"""Queries that the ORM writes once and that then run with other values.

Writing the SQL of a week takes the ORM ten times as long as the database needs to answer it
(9 ms against 0.8 ms). The text depends only on the shape of the question, so it is kept; the
rules stay in querysets.
"""

import datetime
import uuid
from functools import lru_cache, partial
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models.query import get_related_populators

from crm import plans


class Text(NamedTuple):
    """A question as it is sent, and what its answer is made into.

    `sql` is None where nothing can be found. `slots`: for each parameter (True, which value) or
    (False, constant). `conversions`: (column, conversion) where the driver gives what Python takes
    otherwise. `instances` makes rows into those of a model. `keeps_plan`: crm/plans.py.
    """

    sql: str | None
    slots: list
    conversions: list
    instances: Any = None
    keeps_plan: bool = False


class Prepared:
    """A question: `build(values, *shape)` gives a queryset, for `rows` one of `values_list`.

    `build` must use each value as it comes: one derived from another has a name of its own.
    `keeps_plan` is False where the best way to the rows depends on the values.
    """

    def __init__(self, build, *, keeps_plan=True):
        self.build, self.keeps_plan = build, keeps_plan

    def rows(self, *shape, **values):
        """Tuples of the answer for these values: numbers, texts, ids, times, lists of one kind.

        `shape` goes to `build` as it is; it and the lengths of the lists decide the text.
        """
        return self._answer(self._text_for(shape, values), values)

    def instances(self, *shape, **values):
        """The answer as instances of the model, with what `select_related` and `annotate` bring."""
        text = self._text_for(shape, values)
        return [text.instances(row) for row in self._answer(text, values)]

    def _text_for(self, shape, values):
        kinds = tuple((name, kind_of(value)) for name, value in values.items())
        return self._text(connection.vendor, kinds, shape)

    def _answer(self, text, values):
        if text.sql is None:
            return []
        flat = [adapted(item) for value in values.values() for item in listed(value)]
        params = [flat[slot] if ours else slot for ours, slot in text.slots]
        with connection.cursor() as cursor:
            cursor.execute(text.sql, plans.bind(cursor, params) if text.keeps_plan else params)
            return converted(cursor.fetchall(), text.conversions)

    @lru_cache(256)  # noqa: B019  a question lives as long as its module
    def _text(self, vendor, kinds, shape):
        stand_ins, order = {}, []
        for name, (kind, length) in kinds:
            items = [
                stand_in(kind, len(order) + number)
                for number in range(1 if length is None else length)
            ]
            stand_ins[name] = items[0] if length is None else items
            order += items
        queryset = self.build(SimpleNamespace(**stand_ins), *shape)
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return Text(None, [], [])
        places = {adapted(item): number for number, item in enumerate(order)}
        slots = [(True, places[param]) if param in places else (False, param) for param in params]
        fields = [column[0] for column in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(fields).items()
        conversions = [(column, conversion(*how)) for column, how in converters]
        keeps_plan = self.keeps_plan and plans.are_kept()
        if keeps_plan:
            sql = plans.with_constants(sql, slots)
            slots = [(ours, slot) for ours, slot in slots if ours]
        made = compiler.klass_info and maker(compiler)
        return Text(sql, slots, conversions, made, keeps_plan)


def maker(compiler):
    """Makes a row into an instance of the model asked for, as `ModelIterable` of the ORM does."""
    model, columns = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    first, last, database = columns[0], columns[-1] + 1, connection.alias
    names = [column.target.attname for column, *_others in compiler.select[first:last]]
    annotations = list(compiler.annotation_col_map.items())
    beside = get_related_populators(compiler.klass_info, compiler.select, database)

    def instance_of(row):
        instance = model.from_db(database, names, row[first:last])
        for related in beside:
            related.populate(row, instance)
        for name, column in annotations:
            setattr(instance, name, row[column])
        return instance

    return instance_of


def converted(rows, conversions):
    """The rows with each of these columns converted, column by column: that is quickest."""
    if not rows:
        return []
    columns = list(zip(*rows, strict=True))
    for column, convert in conversions:
        columns[column] = map(convert, columns[column])
    return list(zip(*columns, strict=True))


def conversion(converters, expression):
    """One function for the converters of a column."""
    names = [getattr(converter, "__name__", "") for converter in converters]
    if len(names) == 1 and names[0] in REMEMBERED:
        return partial(remembered, names[0])

    def convert(value):
        for converter in converters:
            value = converter(value, expression, connection)
        return value

    return convert


# The conversions of SQLite that cost most, of values that come again and again.
REMEMBERED = {
    f"convert_{kind}field_value" for kind in ("boolean", "datetime", "date", "time", "uuid")
}


@lru_cache(16384)
def remembered(name, value):
    return getattr(connection.ops, name)(value, None, connection)


def kind_of(value):
    """(type, length of the list or None)"""
    if isinstance(value, list | tuple):
        return (type(value[0]) if value else int, len(value))
    return (type(value), None)


def listed(value):
    return value if isinstance(value, list | tuple) else [value]


def stand_in(kind, number):
    """A value that no rule holds as a constant, by which its place in the SQL is known again."""
    if kind is int:
        return 9_000_000_000_000 + number
    if kind is str:
        return f"the text in place {number}"
    if kind is uuid.UUID:
        return uuid.UUID(int=number)
    if kind is datetime.date:
        return datetime.date(9000, 1, 1) + datetime.timedelta(days=number)
    if kind is datetime.time:
        return datetime.time(microsecond=1 + number)
    return datetime.datetime(9000, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(hours=number)


def adapted(value):
    """`value` as the database's driver takes it."""
    if isinstance(value, datetime.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, datetime.date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, datetime.time):
        return connection.ops.adapt_timefield_value(value)
    if isinstance(value, uuid.UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value
