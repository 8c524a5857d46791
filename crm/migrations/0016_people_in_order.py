from django.db import migrations

from crm.alphabet import SortKeyField, sort_key


def write_keys(apps, schema_editor):
    groups = apps.get_model("crm", "UserGroup").objects
    for group in groups.all():
        groups.filter(pk=group.pk).update(sort_key=sort_key(group.name))


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0015_organisation"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "ordering": ["sort_key", "pk"],
                "verbose_name": "colleague",
                "verbose_name_plural": "colleagues",
            },
        ),
        migrations.AlterModelOptions(
            name="usergroup",
            options={
                "ordering": ["order", "sort_key", "pk"],
                "verbose_name": "user group",
                "verbose_name_plural": "user groups",
            },
        ),
        migrations.AddField(model_name="usergroup", name="sort_key", field=SortKeyField()),
        migrations.RunPython(write_keys, migrations.RunPython.noop),
    ]
