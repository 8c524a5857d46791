"""Rows found by the beginnings of their words, as quickly among millions as among hundreds.

Every model with a `search_key` gets an index of its words from `migrate`: in PostgreSQL a vector
in the row itself (GIN), in SQLite a table of its own (FTS5) that triggers keep in step.

    Company.objects.filter(search_key__has_words="moon lad")
"""

import re

from django.db import connection, connections, models
from django.db.models.lookups import Lookup
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from crm.alphabet import fold
from crm.phones import is_number, key_of

# What counts as found of one model: the newest of so many, whatever was typed.
MOST = 1000
LONGEST = 8  # words
WORD = re.compile(r"\w+")


def words_of(text):
    """The words that are looked for when `text` is typed; a telephone number is one."""
    if is_number(text):
        return [key_of(text)]
    return WORD.findall(fold(text).replace("_", " "))[:LONGEST]


def asked(text):
    """`text` as the index is asked for it; "" when it holds no word."""
    form, between = {"sqlite": ('"{}"*', " "), "postgresql": ("'{}':*", " & ")}[connection.vendor]
    return between.join(form.format(word) for word in words_of(text))


@models.CharField.register_lookup
@models.TextField.register_lookup
class AnswersTo(Lookup):
    """Rows that the index has for a text of `asked`; the text goes to the database as it is."""

    lookup_name = "answers_to"
    prepare_rhs = False

    def asked(self):
        return self.rhs

    def as_sqlite(self, compiler, connection):
        table = f"{self.lhs.target.model._meta.db_table}_words"
        return self._among(f'SELECT rowid FROM "{table}" WHERE "{table}" MATCH %s', "rowid")  # noqa: S608

    def as_postgresql(self, compiler, connection):
        table, key = self.lhs.target.model._meta.db_table, self.lhs.target.model._meta.pk.column
        matching = f"SELECT {key} FROM \"{table}\" WHERE words @@ to_tsquery('simple', %s)"  # noqa: S608
        return self._among(matching, key)

    def _among(self, matching, key):
        text = self.asked()
        if not text:
            return "1 = 0", []
        own = f'"{self.lhs.alias}"."{self.lhs.target.model._meta.pk.column}"'
        return f"{own} IN ({matching} ORDER BY {key} DESC LIMIT {MOST})", [text]


@models.CharField.register_lookup
@models.TextField.register_lookup
class HasWords(AnswersTo):
    """Every word of the right side begins a word of the left; nothing typed finds nothing."""

    lookup_name = "has_words"

    def asked(self):
        return asked(self.rhs)


# -- the index itself ------------------------------------------------------------------------------

# The parser of PostgreSQL would take addresses and dashed words for one word.
PUNCTUATION = r"[][!-/:-@\\^_`{|}~]+"
POSTGRESQL = [
    """
    ALTER TABLE "{table}" ADD COLUMN IF NOT EXISTS words tsvector GENERATED ALWAYS AS
    (to_tsvector('simple', regexp_replace(search_key, '{punctuation}', ' ', 'g'))) STORED
    """,
    'CREATE INDEX IF NOT EXISTS "{table}_words" ON "{table}" USING gin (words)',
]
SQLITE = [
    """
    CREATE VIRTUAL TABLE IF NOT EXISTS "{table}_words" USING fts5(
    search_key, content='{table}', content_rowid='{pk}',
    tokenize="unicode61 remove_diacritics 0", prefix='2 3')
    """,
    """
    CREATE TRIGGER IF NOT EXISTS "{table}_words_insert" AFTER INSERT ON "{table}" BEGIN
    INSERT INTO "{table}_words"(rowid, search_key) VALUES (NEW.{pk}, NEW.search_key); END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS "{table}_words_delete" AFTER DELETE ON "{table}" BEGIN
    INSERT INTO "{table}_words"("{table}_words", rowid, search_key)
    VALUES ('delete', OLD.{pk}, OLD.search_key); END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS "{table}_words_update" AFTER UPDATE OF search_key ON "{table}"
    WHEN OLD.search_key <> NEW.search_key BEGIN
    INSERT INTO "{table}_words"("{table}_words", rowid, search_key)
    VALUES ('delete', OLD.{pk}, OLD.search_key);
    INSERT INTO "{table}_words"(rowid, search_key) VALUES (NEW.{pk}, NEW.search_key); END
    """,
    """INSERT INTO "{table}_words"("{table}_words") VALUES ('rebuild')""",
]


@receiver(post_migrate, dispatch_uid="index of words")
def index_words(sender, using, **kwargs):
    """After each migration: SQLite forgets the triggers of a table that is made anew."""
    for model in sender.get_models():
        if any(field.name == "search_key" for field in model._meta.local_fields):
            make_index(model, connections[using])


def make_index(model, connection):
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return
        if is_indexed(cursor, table, connection.vendor):
            return
        for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.vendor]:
            cursor.execute(
                statement.format(table=table, pk=model._meta.pk.column, punctuation=PUNCTUATION)
            )


IS_INDEXED = {
    "sqlite": """
        SELECT COUNT(*) = 3 FROM sqlite_master
        WHERE type = 'trigger' AND tbl_name = %s AND name LIKE '%%\\_words\\_%%' ESCAPE '\\'
    """,
    "postgresql": "SELECT to_regclass(%s || '_words') IS NOT NULL",
}


def is_indexed(cursor, table, vendor):
    cursor.execute(IS_INDEXED[vendor], [table])
    return bool(cursor.fetchone()[0])
