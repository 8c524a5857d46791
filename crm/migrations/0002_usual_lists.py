from django.db import migrations

from crm.usual import create_usual_reasons, create_usual_stages


def create(apps, schema_editor):
    create_usual_stages(apps.get_model("crm", "Stage").objects)
    create_usual_reasons(apps.get_model("crm", "SaleReason").objects)


class Migration(migrations.Migration):
    dependencies = [("crm", "0001_first")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
