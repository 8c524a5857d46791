"""Lists are in the order of owners and of companies by keys kept beside these links."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

from crm.linked_keys import LinkedKeyField

OWNED = ["company", "document", "person", "project", "sale", "selection"]
OF_COMPANIES = ["person", "project", "sale"]
KEPT = [(model, "owner", "User") for model in OWNED]
KEPT += [(model, "company", "Company") for model in OF_COMPANIES]
INDEXES = [
    ("company", "companies_by_owner", "owner_key"),
    ("person", "persons_by_company", "company_key"),
    ("person", "persons_by_title", "title_key"),
    ("person", "persons_by_email", "email"),
    ("person", "persons_by_owner", "owner_key"),
    ("project", "projects_by_company", "company_key"),
    ("project", "projects_by_owner", "owner_key"),
    ("sale", "sales_by_company", "company_key"),
    ("sale", "sales_by_owner", "owner_key"),
]


def write_keys(apps, schema_editor):
    """Each key of a model in one statement, before there is an index to keep."""
    for model, link, other in KEPT:
        stored = apps.get_model("crm", other).objects.filter(pk=OuterRef(link)).values("sort_key")
        rows = apps.get_model("crm", model).objects.exclude(**{link: None})
        rows.update(**{f"{link}_key": Subquery(stored)})


class Migration(migrations.Migration):
    dependencies = [("crm", "0009_roles")]

    operations = [
        *(
            migrations.AddField(model, f"{link}_key", LinkedKeyField(of=link))
            for model, link, _other in sorted(KEPT)
        ),
        migrations.RunPython(write_keys, migrations.RunPython.noop),
        *(
            migrations.AddIndex(
                model,
                models.Index(
                    fields=[field, "sort_key", "id"],
                    condition=models.Q(archived_at=None),
                    name=name,
                ),
            )
            for model, name, field in INDEXES
        ),
    ]
