import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.alphabet import fold
from crm.custom_fields import Fields
from crm.models import Company, Person, Project, Sale, User, UserGroup
from crm.models.preferences import validate_zone
from followups.models.kinds import Availability, Kind, Visibility
from followups.models.rules import TimeRules
from followups.models.series import Series
from followups.models.types import FollowUpType, Priority
from followups.richtext import plain
from followups.visibility import FollowUpQuerySet

LONGEST_KEY = 4000


class FollowUp(TimeRules, models.Model):
    """What is promised, to whom and when: one row is one thing in somebody's time.

    `starts_at`/`ends_at` are instants, `starts_on`/`ends_on` a half-open span of all-day dates,
    `due_on`/`due_time` a deadline on the wall clock of `time_zone`. Saved only by `changes`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form_key = models.UUIDField(null=True, editable=False)
    uid = models.CharField(max_length=255, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    type = models.ForeignKey(
        FollowUpType, verbose_name=_("type"), on_delete=models.PROTECT, related_name="followups"
    )
    title = models.CharField(_("title"), max_length=254)
    agenda = models.TextField(_("agenda"), blank=True)
    internal_notes = models.TextField(_("internal notes"), blank=True)
    location = models.CharField(_("place"), max_length=254, blank=True)
    video_url = models.CharField(_("video meeting"), max_length=2000, blank=True)
    custom = models.JSONField(default=dict, blank=True, editable=False)
    priority = models.ForeignKey(
        Priority,
        verbose_name=_("priority"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    availability = models.CharField(
        _("show as"), max_length=9, choices=Availability, default=Availability.BUSY
    )
    visibility = models.CharField(
        _("visible for"), max_length=5, choices=Visibility, default=Visibility.EVERYBODY
    )
    visible_group = models.ForeignKey(
        UserGroup,
        verbose_name=_("group"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )

    owner = models.ForeignKey(
        User, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="followups"
    )
    assigned_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        related_name="followups",
        null=True,
        blank=True,
        db_index=False,
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("contact"),
        on_delete=models.PROTECT,
        related_name="followups",
        null=True,
        blank=True,
        db_index=False,
    )
    sale = models.ForeignKey(
        Sale,
        verbose_name=_("sale"),
        on_delete=models.PROTECT,
        related_name="followups",
        null=True,
        blank=True,
        db_index=False,
    )
    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.PROTECT,
        related_name="followups",
        null=True,
        blank=True,
        db_index=False,
    )

    starts_at = models.DateTimeField(_("start"), null=True, blank=True)
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("day after the last"), null=True, blank=True)
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    due_time = models.TimeField(_("deadline, time"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_zone])
    listed_on = models.DateField(editable=False)
    search_key = models.TextField(default="", editable=False)

    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, related_name="followups", null=True, editable=False
    )
    original_starts_at = models.DateTimeField(null=True, editable=False)
    original_on = models.DateField(null=True, editable=False)
    is_exception = models.BooleanField(default=False, editable=False)

    completed_at = models.DateTimeField(_("completed"), null=True, editable=False)
    completed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    deleted_at = models.DateTimeField(null=True, editable=False)
    deleted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    created_at = models.DateTimeField(_("registered"), editable=False)
    created_by = models.ForeignKey(
        User,
        verbose_name=_("registered by"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_index=False,
    )
    modified_at = models.DateTimeField(_("last modified"), editable=False)
    modified_by = models.ForeignKey(
        User,
        verbose_name=_("last modified by"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_index=False,
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        indexes = [
            *(
                models.Index(fields=[link, "-listed_on", "-id"], name=f"{link}_activities")
                for link in ("company", "person", "sale", "project")
            ),
            *(
                models.Index(
                    fields=[link, "listed_on", "id"],
                    condition=Q(completed_at__isnull=True, deleted_at__isnull=True),
                    name=f"open_of_{link}",
                )
                for link in ("company", "person", "sale", "project")
            ),
            models.Index(
                fields=["deleted_at"],
                # SQLite uses an index with IS NOT NULL, not one with NOT (… IS NULL).
                condition=Q(deleted_at__isnull=False),
                name="trash_by_time",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind), name="follow_up_has_a_known_kind"),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(ends_at__isnull=False, ends_at__gt=F("starts_at"), starts_at__isnull=False)
                | Q(ends_at__isnull=False, ends_at=F("starts_at"), starts_at__isnull=False)
                & ~Q(kind=Kind.APPOINTMENT),
                name="follow_up_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None, ends_on=None)
                | Q(ends_on__isnull=False, starts_on__isnull=False, ends_on__gt=F("starts_on")),
                name="all_day_span_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(starts_on=None),
                name="instants_and_all_day_dates_never_together",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.APPOINTMENT) | Q(due_on=None),
                name="appointment_has_no_deadline",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.TASK) | ~Q(due_on=None), name="task_has_a_deadline"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.CALL)
                | (Q(starts_on=None) & (~Q(starts_at=None) | ~Q(due_on=None))),
                name="call_is_planned_or_made",
            ),
            models.CheckConstraint(
                condition=Q(due_time=None) | ~Q(due_on=None),
                name="time_of_deadline_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(visibility=Visibility.GROUP, visible_group__isnull=False)
                | (~Q(visibility=Visibility.GROUP) & Q(visible_group=None)),
                name="group_is_named_when_visible_to_a_group",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility), name="follow_up_has_a_known_visibility"
            ),
            models.CheckConstraint(
                condition=Q(availability__in=Availability),
                name="follow_up_has_a_known_availability",
            ),
            models.CheckConstraint(
                condition=Q(completed_by=None) | ~Q(completed_at=None),
                name="who_completed_it_needs_when",
            ),
            models.CheckConstraint(
                condition=Q(deleted_by=None) | ~Q(deleted_at=None),
                name="who_deleted_it_needs_when",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="versions_count_from_one"),
            models.CheckConstraint(condition=~Q(time_zone=""), name="follow_up_has_a_time_zone"),
            models.CheckConstraint(
                condition=Q(series=None) | ~Q(original_starts_at=None) | ~Q(original_on=None),
                name="occurrence_remembers_its_original_start",
            ),
            models.CheckConstraint(
                condition=~Q(series=None)
                | Q(original_starts_at=None, original_on=None, is_exception=False),
                name="only_an_occurrence_has_an_original_start",
            ),
            models.CheckConstraint(
                condition=Q(original_starts_at=None) | Q(original_on=None),
                name="original_start_is_an_instant_or_a_day",
            ),
            models.UniqueConstraint(
                fields=["created_by", "form_key"],
                condition=Q(form_key__isnull=False),
                name="one_follow_up_for_one_form",
            ),
            models.UniqueConstraint(
                fields=["series", "original_starts_at"],
                condition=Q(original_starts_at__isnull=False),
                name="one_follow_up_for_one_occurrence",
            ),
            models.UniqueConstraint(
                fields=["series", "original_on"],
                condition=Q(original_on__isnull=False),
                name="one_follow_up_for_one_all_day_occurrence",
            ),
        ]

    def __str__(self):
        return self.title

    def write_keys(self, custom_fields=None):
        """What it is listed under and found by: to be called before every way of saving it.

        `custom_fields`: the `Fields` of follow-ups, where several are saved.
        """
        self.listed_on = self.day_listed(self.zone)
        self.search_key = self.key_of_words(custom_fields)

    def key_of_words(self, custom_fields=None):
        """What it is found by."""
        texts = [self.title, self.location]
        texts += [plain(text) for text in (self.agenda, self.internal_notes) if text]
        if self.custom:
            texts.append((custom_fields or Fields("followup")).words(self.custom))
        return fold(" ".join(texts))[:LONGEST_KEY]
