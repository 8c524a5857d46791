"""Lists in the order of owners and of companies; those of contacts in that of every column."""

from django.db import migrations, models

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


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0013_words_of_addresses_and_companies"),
    ]

    operations = [
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
