from django.db import migrations

from followups.usual import create_usual_role


def create(apps, schema_editor):
    role = create_usual_role(
        apps.get_model("auth", "Group").objects,
        apps.get_model("auth", "Permission").objects,
        apps.get_model("contenttypes", "ContentType").objects,
    )
    role.user_set.add(*apps.get_model("crm", "User").objects.all())


class Migration(migrations.Migration):
    dependencies = [
        ("followups", "0005_rounds"),
        ("crm", "0008_imports_and_exports"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
