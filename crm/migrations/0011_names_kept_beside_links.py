"""Lists are in the order of owners and of companies by keys kept beside these links."""

from django.db import migrations
from django.db.models import OuterRef, Subquery

from crm.linked_keys import LinkedKeyField

OWNED = ["company", "document", "person", "project", "sale", "selection"]
OF_COMPANIES = ["person", "project", "sale"]
KEPT = [(model, "owner", "User") for model in OWNED]
KEPT += [(model, "company", "Company") for model in OF_COMPANIES]


def write_keys(apps, schema_editor):
    """Each key of a model in one statement. Its indexes come in a migration of their own:
    PostgreSQL makes none in the transaction that wrote the rows.
    """
    for model, link, other in KEPT:
        stored = apps.get_model("crm", other).objects.filter(pk=OuterRef(link)).values("sort_key")
        rows = apps.get_model("crm", model).objects.exclude(**{link: None})
        rows.update(**{f"{link}_key": Subquery(stored)})


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0010_what_is_used_stays"),
    ]

    operations = [
        *(
            migrations.AddField(model, f"{link}_key", LinkedKeyField(of=link))
            for model, link, _other in sorted(KEPT)
        ),
        migrations.RunPython(write_keys, migrations.RunPython.noop),
    ]
