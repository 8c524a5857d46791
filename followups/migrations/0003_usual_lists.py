from django.db import migrations

from followups.usual import create_usual_decline_reasons, create_usual_types_and_priorities


def create(apps, schema_editor):
    create_usual_types_and_priorities(
        apps.get_model("followups", "FollowUpType").objects,
        apps.get_model("followups", "Priority").objects,
    )
    create_usual_decline_reasons(apps.get_model("followups", "DeclineReason").objects)


class Migration(migrations.Migration):
    dependencies = [("followups", "0002_no_double_booking")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
