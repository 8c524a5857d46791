"""Rows into a table as fast as the database takes them.

Django's `bulk_create` asks every field of every row how to save itself, half of the time that
500,000 follow-ups took. Here only those are asked whose values need it.
"""

import itertools
from operator import attrgetter

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, models


class Table:
    """Inserts instances of `model`, whose table is empty, numbered in their order from 1."""

    def __init__(self, model):
        self.model, self.numbers = model, itertools.count(1)
        self.connection = connections[DEFAULT_DB_ALIAS]
        fields = model._meta.concrete_fields
        self.values_of = attrgetter(*[field.attname for field in fields])
        self.converters = [
            (place, convert)
            for place, field in enumerate(fields)
            if (convert := converter(field, self.connection))
        ]
        quote = self.connection.ops.quote_name
        table = quote(model._meta.db_table)
        columns = ", ".join(quote(field.column) for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        self.copying = f"COPY {table} ({columns}) FROM STDIN"
        self.inserting = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608

    def insert(self, instances):
        """Numbers the instances and writes them."""
        for instance in instances:
            instance.pk = next(self.numbers)
        rows = map(self._row, instances)
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "postgresql":
                copy_rows(cursor, self.copying, rows)
            else:
                cursor.executemany(self.inserting, rows)

    def _row(self, instance):
        row = list(self.values_of(instance))
        for place, convert in self.converters:
            if row[place] is not None:
                row[place] = convert(row[place])
        return row

    def finish(self):
        """Lets the database number what comes later itself."""
        with self.connection.cursor() as cursor:
            for statement in self.connection.ops.sequence_reset_sql(no_style(), [self.model]):
                cursor.execute(statement)


def converter(field, connection):
    """What makes of a value of that field the one to be stored, or None where it is the same."""
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value
    if isinstance(field, models.TimeField):
        return connection.ops.adapt_timefield_value
    if isinstance(field, models.UUIDField | models.JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    return None


def copy_rows(cursor, command, rows):
    with cursor.copy(command) as copy:
        for row in rows:
            copy.write_row(row)
