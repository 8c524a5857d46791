"""A protected resource is booked once at a time: the database's own rule behind the lock."""

from django.db import migrations

POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """
    ALTER TABLE followups_participant ADD CONSTRAINT resource_booked_once
    EXCLUDE USING gist (resource_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&)
    WHERE (protected AND blocks > 0 AND resource_id IS NOT NULL)
    """,
]
POSTGRESQL_BACK = [
    "ALTER TABLE followups_participant DROP CONSTRAINT IF EXISTS resource_booked_once"
]

# Bookings of up to a day are found by their start, longer ones by an index of their own.
SQLITE_TRIGGER = """
CREATE TRIGGER resource_booked_once_{event} BEFORE {event} ON followups_participant
WHEN NEW.protected AND NEW.blocks > 0 AND NEW.resource_id IS NOT NULL AND (
  EXISTS (SELECT 1 FROM followups_participant taken
    WHERE taken.resource_id = NEW.resource_id AND taken.protected AND taken.blocks > 0
    AND taken.starts_at >= datetime(NEW.starts_at, '-1 day')
    AND taken.starts_at < NEW.ends_at AND taken.ends_at > NEW.starts_at
    AND taken.id IS NOT NEW.id)
  OR EXISTS (SELECT 1 FROM followups_participant taken
    WHERE taken.resource_id = NEW.resource_id AND taken.protected AND taken.blocks > 0
    AND taken.is_long AND taken.starts_at < NEW.ends_at AND taken.ends_at > NEW.starts_at
    AND taken.id IS NOT NEW.id))
BEGIN SELECT RAISE(ABORT, 'resource_booked_once'); END
"""
SQLITE = [SQLITE_TRIGGER.format(event=event) for event in ("INSERT", "UPDATE")]
SQLITE_BACK = [
    f"DROP TRIGGER IF EXISTS resource_booked_once_{event}" for event in ("INSERT", "UPDATE")
]


def run(postgresql, sqlite):
    def forwards(apps, schema_editor):
        statements = {"postgresql": postgresql, "sqlite": sqlite}[schema_editor.connection.vendor]
        for statement in statements:
            schema_editor.execute(statement)

    return forwards


class Migration(migrations.Migration):
    dependencies = [("followups", "0001_first")]
    operations = [migrations.RunPython(run(POSTGRESQL, SQLITE), run(POSTGRESQL_BACK, SQLITE_BACK))]
