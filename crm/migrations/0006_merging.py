import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from crm.likeness import LikenessField

AT_ONCE = 1000


def write_keys(apps, schema_editor):
    """By which records are told to be alike; those stored before know none."""
    for name in ("Company", "Person"):
        model = apps.get_model("crm", name)
        fields = [field for field in model._meta.fields if isinstance(field, LikenessField)]
        last = 0
        while rows := list(model.objects.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
            for row in rows:
                for field in fields:
                    field.pre_save(row, add=False)
            model.objects.bulk_update(rows, [field.name for field in fields], batch_size=100)
            last = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0005_selections"),
    ]

    operations = [
        migrations.CreateModel(
            name="DifferentCompanies",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "companies that are not the same",
                "verbose_name_plural": "companies that are not the same",
            },
        ),
        migrations.CreateModel(
            name="DifferentPersons",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "contacts that are not the same",
                "verbose_name_plural": "contacts that are not the same",
            },
        ),
        migrations.AddField(
            model_name="company",
            name="like_domain",
            field=LikenessField("domain", "website", "email"),
        ),
        migrations.AddField(
            model_name="company",
            name="like_email",
            field=LikenessField("email", "email"),
        ),
        migrations.AddField(
            model_name="company",
            name="like_name",
            field=LikenessField("company", "name"),
        ),
        migrations.AddField(
            model_name="company",
            name="like_number",
            field=LikenessField("number", "number"),
        ),
        migrations.AddField(
            model_name="company",
            name="like_phone",
            field=LikenessField("phone", "phone"),
        ),
        migrations.AddField(
            model_name="company",
            name="merged_into",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="crm.company",
                verbose_name="merged into",
            ),
        ),
        migrations.AddField(
            model_name="historicalcompany",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="crm.company",
                verbose_name="merged into",
            ),
        ),
        migrations.AddField(
            model_name="historicalperson",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="crm.person",
                verbose_name="merged into",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="like_email",
            field=LikenessField("email", "email"),
        ),
        migrations.AddField(
            model_name="person",
            name="like_mobile",
            field=LikenessField("phone", "mobile"),
        ),
        migrations.AddField(
            model_name="person",
            name="like_name",
            field=LikenessField("person", "first_name", "last_name"),
        ),
        migrations.AddField(
            model_name="person",
            name="like_phone",
            field=LikenessField("phone", "phone"),
        ),
        migrations.AddField(
            model_name="person",
            name="merged_into",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="crm.person",
                verbose_name="merged into",
            ),
        ),
        migrations.RunPython(write_keys, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="company",
            index=models.Index(
                condition=models.Q(("archived_at", None)),
                fields=["like_name"],
                name="companies_alike_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="company",
            index=models.Index(
                condition=models.Q(("archived_at", None)),
                fields=["like_number"],
                name="companies_alike_by_number",
            ),
        ),
        migrations.AddIndex(
            model_name="company",
            index=models.Index(
                condition=models.Q(("archived_at", None)),
                fields=["like_email"],
                name="companies_alike_by_email",
            ),
        ),
        migrations.AddIndex(
            model_name="company",
            index=models.Index(
                condition=models.Q(("archived_at", None)),
                fields=["like_domain"],
                name="companies_alike_by_domain",
            ),
        ),
        migrations.AddIndex(
            model_name="company",
            index=models.Index(
                condition=models.Q(("archived_at", None)),
                fields=["like_phone"],
                name="companies_alike_by_phone",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("archived_at", None)),
                fields=["like_name"],
                name="persons_alike_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("archived_at", None)),
                fields=["like_email"],
                name="persons_alike_by_email",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("archived_at", None)),
                fields=["like_phone"],
                name="persons_alike_by_phone",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("archived_at", None)),
                fields=["like_mobile"],
                name="persons_alike_by_mobile",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(
                        ("archived_at__isnull", False),
                        models.Q(("merged_into", models.F("id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="merged_company_is_archived",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(
                        ("archived_at__isnull", False),
                        models.Q(("merged_into", models.F("id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="merged_contact_is_archived",
            ),
        ),
        migrations.AddField(
            model_name="differentcompanies",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="differentcompanies",
            name="one",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="crm.company"
            ),
        ),
        migrations.AddField(
            model_name="differentcompanies",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="crm.company"
            ),
        ),
        migrations.AddField(
            model_name="differentpersons",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="differentpersons",
            name="one",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="crm.person"
            ),
        ),
        migrations.AddField(
            model_name="differentpersons",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="crm.person"
            ),
        ),
        migrations.AddConstraint(
            model_name="differentcompanies",
            constraint=models.UniqueConstraint(
                fields=("one", "other"), name="companies_are_told_apart_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="differentcompanies",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))),
                name="older_of_companies_is_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="differentpersons",
            constraint=models.UniqueConstraint(
                fields=("one", "other"), name="persons_are_told_apart_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="differentpersons",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))), name="older_of_persons_is_first"
            ),
        ),
    ]
