"""Plans that PostgreSQL makes once for a kept question (crm/prepared.py) and uses again.

Planning a page takes the server several times as long as answering it. It keeps the plan of a
prepared statement: one text, whose values are sent apart from it.
"""

import re

from django.db import connection


def are_kept():
    """Not behind a pooler that gives every transaction another session (DAGBOK_POOLER)."""
    options = connection.settings_dict["OPTIONS"]
    return connection.vendor == "postgresql" and options.get("prepare_threshold") is not None


def with_constants(sql, slots):
    """The SQL with its constants written out, so that only what varies is sent apart."""
    places = iter(slots)

    def written(match):
        if match[0] == "%%":
            return match[0]
        ours, slot = next(places)
        return "%s" if ours else connection.ops.compose_sql("%s", [slot]).replace("%", "%%")

    return re.sub("%[%s]", written, sql)


def bind(cursor, params):
    """Make `cursor` one that sends values apart; returns them as it takes them.

    Numbers go as texts, which take the type of their place; else each size of a number would be
    a statement of its own. Where queries are logged, the log wants them whole.
    """
    if not connection.queries_logged:
        cursor.cursor = connection.Database.Cursor(connection.connection)
    return [str(param) if isinstance(param, int) else param for param in params]
