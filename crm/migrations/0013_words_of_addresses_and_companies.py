import re

from django.db import migrations

from crm.alphabet import fold
from crm.phones import key_of

AT_ONCE = 1000
LONGEST_KEY = 4000
WEB = re.compile(r"^[a-z]+://(www\.)?", re.IGNORECASE)


def of_company(company):
    texts = [company.category, company.address, company.postcode, key_of(company.postcode)]
    return [*texts, WEB.sub("", company.website)]


def of_person(person):
    return [person.company.name if person.company else ""]


def write_keys(apps, schema_editor):
    """What was stored before is found by what else it is found by now."""
    for name, words in (("Company", of_company), ("Person", of_person)):
        model = apps.get_model("crm", name)
        rows = model.objects.select_related("company") if name == "Person" else model.objects
        last = 0
        while found := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
            for row in found:
                key = f"{row.search_key} {fold(' '.join(words(row)))}"
                row.search_key = " ".join(key.split())[:LONGEST_KEY]
            model.objects.bulk_update(found, ["search_key"], batch_size=100)
            last = found[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0012_sales_of_projects"),
    ]

    operations = [migrations.RunPython(write_keys, migrations.RunPython.noop)]
