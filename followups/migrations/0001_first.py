import uuid

import django.core.validators
import django.db.models.deletion
import recurrence.fields
from django.conf import settings
from django.db import migrations, models

import crm.models.preferences
import crm.models.visibility
import followups.models.kinds
import followups.models.rules


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("crm", "0001_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeclineReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "reason for declining",
                "verbose_name_plural": "reasons for declining",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ResourceGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "resource group",
                "verbose_name_plural": "resource groups",
                "ordering": ["order", "name"],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                (
                    "category",
                    models.CharField(
                        choices=[("location", "Location"), ("other", "Other")],
                        default="location",
                        max_length=8,
                        verbose_name="category",
                    ),
                ),
                (
                    "booking",
                    models.CharField(
                        choices=[
                            ("protected", "Protected: never booked twice"),
                            ("double", "Double booking allowed"),
                        ],
                        default="protected",
                        max_length=9,
                        verbose_name="booking",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resources",
                        to="followups.resourcegroup",
                        verbose_name="group",
                    ),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="capacity"),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "description",
                    models.CharField(blank=True, max_length=200, verbose_name="description"),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default=crm.models.preferences.installation_zone,
                        max_length=64,
                        validators=[crm.models.preferences.validate_zone],
                        verbose_name="time zone",
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("search_key", models.CharField(editable=False, max_length=400)),
            ],
            options={
                "verbose_name": "resource",
                "verbose_name_plural": "resources",
                "ordering": ["order", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("category__in", ["location", "other"])),
                        name="resource_has_a_known_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("booking__in", ["protected", "double"])),
                        name="resource_is_booked_in_a_known_way",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", recurrence.fields.RecurrenceField(verbose_name="recurrence")),
                (
                    "starts_local",
                    models.DateTimeField(verbose_name="first start, local wall clock kept as UTC"),
                ),
                (
                    "minutes",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="length, minutes"
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        max_length=64,
                        validators=[crm.models.preferences.validate_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "holidays",
                    models.CharField(
                        choices=[("keep", "Keep"), ("skip", "Skip"), ("next", "Next working day")],
                        default="keep",
                        max_length=4,
                        verbose_name="holidays",
                    ),
                ),
                (
                    "written_to",
                    models.DateField(blank=True, null=True, verbose_name="written out to"),
                ),
            ],
            options={
                "verbose_name": "series",
                "verbose_name_plural": "series",
            },
        ),
        migrations.CreateModel(
            name="FollowUpType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("appointment", "Meeting"), ("task", "Task"), ("call", "Call")],
                        max_length=11,
                        verbose_name="kind",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        blank=True,
                        choices=[("", "None"), ("out", "Outgoing"), ("in", "Incoming")],
                        max_length=3,
                        verbose_name="direction",
                    ),
                ),
                (
                    "colour",
                    models.CharField(
                        default="#2563a8",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}$", "Write the colour as #2563a8."
                            )
                        ],
                        verbose_name="colour",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Leave empty so that each person's own default length is used.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1440),
                        ],
                        verbose_name="duration, minutes",
                    ),
                ),
                (
                    "alarm_minutes",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(40320)],
                        verbose_name="alarm, minutes before",
                    ),
                ),
                (
                    "availability",
                    models.CharField(
                        choices=[("busy", "Busy"), ("tentative", "Tentative"), ("free", "Free")],
                        default="busy",
                        max_length=9,
                        verbose_name="show as",
                    ),
                ),
                (
                    "description",
                    models.CharField(blank=True, max_length=200, verbose_name="description"),
                ),
                ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Leave empty so that everybody can choose it.",
                        related_name="followup_types",
                        to="crm.usergroup",
                        verbose_name="user groups",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up type",
                "verbose_name_plural": "follow-up types",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", followups.models.kinds.Kind)),
                        name="type_has_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["", "out", "in"])),
                        name="type_has_a_known_direction",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("availability__in", followups.models.kinds.Availability)
                        ),
                        name="type_has_a_known_availability",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes", None), ("minutes__gt", 0), _connector="OR"),
                        name="length_of_a_type_is_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Priority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
                ("is_default", models.BooleanField(default=False, verbose_name="default")),
                ("is_high", models.BooleanField(default=False, verbose_name="marked with a flag")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "priority",
                "verbose_name_plural": "priorities",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("is_default",),
                        name="one_priority_is_the_default",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("form_key", models.UUIDField(editable=False, null=True)),
                ("uid", models.CharField(editable=False, max_length=255)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("appointment", "Meeting"), ("task", "Task"), ("call", "Call")],
                        max_length=11,
                        verbose_name="kind",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followups",
                        to="followups.followuptype",
                        verbose_name="type",
                    ),
                ),
                ("title", models.CharField(max_length=254, verbose_name="title")),
                ("agenda", models.TextField(blank=True, verbose_name="agenda")),
                ("internal_notes", models.TextField(blank=True, verbose_name="internal notes")),
                ("location", models.CharField(blank=True, max_length=254, verbose_name="place")),
                (
                    "video_url",
                    models.CharField(blank=True, max_length=2000, verbose_name="video meeting"),
                ),
                ("custom", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="followups.priority",
                        verbose_name="priority",
                    ),
                ),
                (
                    "availability",
                    models.CharField(
                        choices=[("busy", "Busy"), ("tentative", "Tentative"), ("free", "Free")],
                        default="busy",
                        max_length=9,
                        verbose_name="show as",
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("all", "Everyone"),
                            ("group", "A group"),
                            ("owner", "Only the owner"),
                        ],
                        default="all",
                        max_length=5,
                        verbose_name="visible for",
                    ),
                ),
                (
                    "visible_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="crm.usergroup",
                        verbose_name="group",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followups",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "assigned_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="followups",
                        to="crm.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="followups",
                        to="crm.person",
                        verbose_name="contact",
                    ),
                ),
                (
                    "sale",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="followups",
                        to="crm.sale",
                        verbose_name="sale",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="followups",
                        to="crm.project",
                        verbose_name="project",
                    ),
                ),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="start")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="end")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="first day")),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="day after the last"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="deadline")),
                (
                    "due_time",
                    models.TimeField(blank=True, null=True, verbose_name="deadline, time"),
                ),
                (
                    "time_zone",
                    models.CharField(
                        max_length=64,
                        validators=[crm.models.preferences.validate_zone],
                        verbose_name="time zone",
                    ),
                ),
                ("listed_on", models.DateField(editable=False)),
                ("search_key", models.TextField(default="", editable=False)),
                (
                    "series",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followups",
                        to="followups.series",
                    ),
                ),
                ("original_starts_at", models.DateTimeField(editable=False, null=True)),
                ("original_on", models.DateField(editable=False, null=True)),
                ("is_exception", models.BooleanField(default=False, editable=False)),
                (
                    "completed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="completed"),
                ),
                (
                    "completed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("deleted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "deleted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="registered")),
                (
                    "created_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registered by",
                    ),
                ),
                ("modified_at", models.DateTimeField(editable=False, verbose_name="last modified")),
                (
                    "modified_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="last modified by",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "indexes": [
                    models.Index(
                        fields=["company", "-listed_on", "-id"], name="company_activities"
                    ),
                    models.Index(fields=["person", "-listed_on", "-id"], name="person_activities"),
                    models.Index(fields=["sale", "-listed_on", "-id"], name="sale_activities"),
                    models.Index(
                        fields=["project", "-listed_on", "-id"], name="project_activities"
                    ),
                    models.Index(
                        condition=models.Q(
                            ("completed_at__isnull", True), ("deleted_at__isnull", True)
                        ),
                        fields=["company", "listed_on", "id"],
                        name="open_of_company",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("completed_at__isnull", True), ("deleted_at__isnull", True)
                        ),
                        fields=["person", "listed_on", "id"],
                        name="open_of_person",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("completed_at__isnull", True), ("deleted_at__isnull", True)
                        ),
                        fields=["sale", "listed_on", "id"],
                        name="open_of_sale",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("completed_at__isnull", True), ("deleted_at__isnull", True)
                        ),
                        fields=["project", "listed_on", "id"],
                        name="open_of_project",
                    ),
                    models.Index(
                        condition=models.Q(("deleted_at__isnull", False)),
                        fields=["deleted_at"],
                        name="trash_by_time",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", followups.models.kinds.Kind)),
                        name="follow_up_has_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_at", None), ("starts_at", None)),
                            models.Q(
                                ("ends_at__gt", models.F("starts_at")),
                                ("ends_at__isnull", False),
                                ("starts_at__isnull", False),
                            ),
                            models.Q(
                                ("ends_at", models.F("starts_at")),
                                ("ends_at__isnull", False),
                                ("starts_at__isnull", False),
                                models.Q(("kind", "appointment"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="follow_up_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_on", None), ("starts_on", None)),
                            models.Q(
                                ("ends_on__gt", models.F("starts_on")),
                                ("ends_on__isnull", False),
                                ("starts_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="all_day_span_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_at", None), ("starts_on", None), _connector="OR"
                        ),
                        name="instants_and_all_day_dates_never_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "appointment"), _negated=True),
                            ("due_on", None),
                            _connector="OR",
                        ),
                        name="appointment_has_no_deadline",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "task"), _negated=True),
                            models.Q(("due_on", None), _negated=True),
                            _connector="OR",
                        ),
                        name="task_has_a_deadline",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "call"), _negated=True),
                            models.Q(
                                ("starts_on", None),
                                models.Q(
                                    models.Q(("starts_at", None), _negated=True),
                                    models.Q(("due_on", None), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="call_is_planned_or_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_time", None),
                            models.Q(("due_on", None), _negated=True),
                            _connector="OR",
                        ),
                        name="time_of_deadline_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("visibility", "group"), ("visible_group__isnull", False)),
                            models.Q(
                                models.Q(("visibility", "group"), _negated=True),
                                ("visible_group", None),
                            ),
                            _connector="OR",
                        ),
                        name="group_is_named_when_visible_to_a_group",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("visibility__in", crm.models.visibility.Visibility)),
                        name="follow_up_has_a_known_visibility",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("availability__in", followups.models.kinds.Availability)
                        ),
                        name="follow_up_has_a_known_availability",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("completed_by", None),
                            models.Q(("completed_at", None), _negated=True),
                            _connector="OR",
                        ),
                        name="who_completed_it_needs_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deleted_by", None),
                            models.Q(("deleted_at", None), _negated=True),
                            _connector="OR",
                        ),
                        name="who_deleted_it_needs_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="versions_count_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("time_zone", ""), _negated=True),
                        name="follow_up_has_a_time_zone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("series", None),
                            models.Q(("original_starts_at", None), _negated=True),
                            models.Q(("original_on", None), _negated=True),
                            _connector="OR",
                        ),
                        name="occurrence_remembers_its_original_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("series", None), _negated=True),
                            models.Q(
                                ("is_exception", False),
                                ("original_on", None),
                                ("original_starts_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="only_an_occurrence_has_an_original_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("original_starts_at", None), ("original_on", None), _connector="OR"
                        ),
                        name="original_start_is_an_instant_or_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("form_key__isnull", False)),
                        fields=("created_by", "form_key"),
                        name="one_follow_up_for_one_form",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("original_starts_at__isnull", False)),
                        fields=("series", "original_starts_at"),
                        name="one_follow_up_for_one_occurrence",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("original_on__isnull", False)),
                        fields=("series", "original_on"),
                        name="one_follow_up_for_one_all_day_occurrence",
                    ),
                ],
            },
            bases=(followups.models.rules.TimeRules, models.Model),
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("followups.followup",),
        ),
        migrations.CreateModel(
            name="PhoneCall",
            fields=[],
            options={
                "verbose_name": "call",
                "verbose_name_plural": "calls",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("followups.followup",),
        ),
        migrations.CreateModel(
            name="Task",
            fields=[],
            options={
                "verbose_name": "task",
                "verbose_name_plural": "tasks",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("followups.followup",),
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "followup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="followups.followup",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="crm.document",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="followups.followup",
                    ),
                ),
                (
                    "sale",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="crm.sale",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="crm.project",
                    ),
                ),
                ("url", models.CharField(blank=True, max_length=1000)),
            ],
            options={
                "verbose_name": "link",
                "verbose_name_plural": "links",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("document", None),
                                ("other", None),
                                ("project", None),
                                ("sale", None),
                                models.Q(("url", ""), _negated=True),
                            ),
                            models.Q(
                                ("document__isnull", False),
                                ("other", None),
                                ("project", None),
                                ("sale", None),
                                ("url", ""),
                            ),
                            models.Q(
                                ("document", None),
                                ("other__isnull", False),
                                ("project", None),
                                ("sale", None),
                                ("url", ""),
                            ),
                            models.Q(
                                ("document", None),
                                ("other", None),
                                ("project", None),
                                ("sale__isnull", False),
                                ("url", ""),
                            ),
                            models.Q(
                                ("document", None),
                                ("other", None),
                                ("project__isnull", False),
                                ("sale", None),
                                ("url", ""),
                            ),
                            _connector="OR",
                        ),
                        name="link_leads_one_way",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "followup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="followups.followup",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="colleague",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="followups.resource",
                        verbose_name="resource",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="crm.person",
                        verbose_name="contact",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("organiser", "Organiser"),
                            ("required", "Required"),
                            ("optional", "Optional"),
                            ("resource", "Resource"),
                        ],
                        default="required",
                        max_length=9,
                        verbose_name="role",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("needs_action", "Not answered"),
                            ("accepted", "Accepted"),
                            ("tentative", "Tentative"),
                            ("declined", "Declined"),
                        ],
                        default="needs_action",
                        max_length=12,
                        verbose_name="answer",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=254)),
                ("gets_mail", models.BooleanField(default=False)),
                (
                    "priority",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="followups.priority",
                    ),
                ),
                ("completed_at", models.DateTimeField(null=True)),
                ("starts_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                ("is_long", models.BooleanField(default=False)),
                (
                    "blocks",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "None"), (1, "Tentative"), (2, "Busy")], default=0
                    ),
                ),
                ("protected", models.BooleanField(default=False)),
                ("listed_on", models.DateField(null=True)),
            ],
            options={
                "verbose_name": "participant",
                "verbose_name_plural": "participants",
                "indexes": [
                    models.Index(fields=["user", "starts_at"], name="claims_of_a_colleague"),
                    models.Index(
                        condition=models.Q(("is_long", True)),
                        fields=["user", "ends_at"],
                        name="long_claims_of_a_colleague",
                    ),
                    models.Index(
                        condition=models.Q(("resource__isnull", False)),
                        fields=["resource", "starts_at"],
                        name="claims_of_a_resource",
                    ),
                    models.Index(
                        condition=models.Q(("is_long", True), ("resource__isnull", False)),
                        fields=["resource", "ends_at"],
                        name="long_claims_of_a_resource",
                    ),
                    models.Index(
                        fields=["user", "-listed_on", "-id"], name="activities_of_a_colleague"
                    ),
                    models.Index(
                        condition=models.Q(("completed_at", None)),
                        fields=["user", "listed_on"],
                        name="open_activities_of_a_colleague",
                    ),
                    models.Index(
                        condition=models.Q(("completed_at__isnull", False)),
                        fields=["user", "completed_at"],
                        name="completed_by_a_colleague",
                    ),
                    models.Index(
                        condition=models.Q(("resource__isnull", False)),
                        fields=["resource", "-listed_on", "-id"],
                        name="activities_of_a_resource",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("email", ""),
                                ("person", None),
                                ("resource", None),
                                ("user__isnull", False),
                            ),
                            models.Q(
                                ("email", ""),
                                ("person", None),
                                ("resource__isnull", False),
                                ("user", None),
                            ),
                            models.Q(
                                ("email", ""),
                                ("person__isnull", False),
                                ("resource", None),
                                ("user", None),
                            ),
                            models.Q(
                                ("person", None),
                                ("resource", None),
                                ("user", None),
                                models.Q(("email", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="participant_is_exactly_one_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resource__isnull", False), ("role", "resource")),
                            models.Q(
                                models.Q(("role", "resource"), _negated=True), ("resource", None)
                            ),
                            _connector="OR",
                        ),
                        name="resources_and_nobody_else_are_booked_as_such",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role", "organiser"), _negated=True),
                            ("user__isnull", False),
                            _connector="OR",
                        ),
                        name="organiser_is_a_colleague",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["organiser", "required", "optional", "resource"])
                        ),
                        name="participant_has_a_known_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer__in", ["needs_action", "accepted", "tentative", "declined"])
                        ),
                        name="participant_has_a_known_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("blocks__in", [0, 1, 2])),
                        name="claim_blocks_in_a_known_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("protected", False), ("resource__isnull", False), _connector="OR"
                        ),
                        name="only_a_resource_is_protected",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_at", None), ("starts_at", None)),
                            models.Q(
                                ("ends_at__gte", models.F("starts_at")),
                                ("ends_at__isnull", False),
                                ("starts_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="claim_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("blocks", 0), ("starts_at__isnull", False), _connector="OR"
                        ),
                        name="only_a_span_blocks_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("user__isnull", False)),
                        fields=("followup", "user"),
                        name="colleague_takes_part_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("resource__isnull", False)),
                        fields=("followup", "resource"),
                        name="resource_takes_part_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("followup", "person"),
                        name="contact_takes_part_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=("followup", "email"),
                        name="address_takes_part_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("role", "organiser")),
                        fields=("followup",),
                        name="follow_up_has_one_organiser",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alarm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alarms",
                        to="followups.participant",
                    ),
                ),
                ("minutes_before", models.PositiveIntegerField(verbose_name="minutes before")),
            ],
            options={
                "verbose_name": "alarm",
                "verbose_name_plural": "alarms",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "minutes_before"), name="alarm_rings_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "followup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="followups.followup",
                    ),
                ),
                ("batch", models.UUIDField(db_index=True)),
                ("undoes", models.UUIDField(db_index=True, null=True)),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("create", "Created"),
                            ("edit", "Changed"),
                            ("complete", "Completed"),
                            ("reopen", "Re-opened"),
                            ("delete", "Deleted"),
                            ("restore", "Restored"),
                            ("copy", "Copied"),
                            ("undo", "Undone"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
            ],
            options={
                "verbose_name": "change",
                "verbose_name_plural": "changes",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["actor", "at"], name="change_by_actor")],
            },
        ),
    ]
