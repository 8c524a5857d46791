import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.models import Person, User
from followups.models.followup import FollowUp
from followups.models.kinds import Availability
from followups.models.resources import Resource
from followups.models.types import Priority
from followups.visibility import ClaimQuerySet

ONE_DAY = datetime.timedelta(days=1)


class Participant(models.Model):
    """One claim on one diary: the follow-up takes the time of one person, resource or outsider.

    The span, whether it blocks, and the day it is listed under are copies that only `changes`
    writes, so that a diary, a list and a conflict check are each one range scan on one index.
    A trashed or declined follow-up claims nothing: its copies are empty.
    """

    class Role(models.TextChoices):
        ORGANISER = "organiser", _("Organiser")
        REQUIRED = "required", _("Required")
        OPTIONAL = "optional", _("Optional")
        RESOURCE = "resource", _("Resource")

    class Answer(models.TextChoices):
        NEEDS_ACTION = "needs_action", _("Not answered")
        ACCEPTED = "accepted", _("Accepted")
        TENTATIVE = "tentative", _("Tentative")
        DECLINED = "declined", _("Declined")

    class Blocks(models.IntegerChoices):
        NONE = 0
        TENTATIVE = 1
        BUSY = 2

    followup = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(
        User,
        verbose_name=_("colleague"),
        on_delete=models.PROTECT,
        related_name="claims",
        null=True,
        db_index=False,
    )
    resource = models.ForeignKey(
        Resource,
        verbose_name=_("resource"),
        on_delete=models.PROTECT,
        related_name="claims",
        null=True,
        db_index=False,
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("contact"),
        on_delete=models.PROTECT,
        related_name="claims",
        null=True,
    )
    email = models.EmailField(_("e-mail"), blank=True)
    role = models.CharField(_("role"), max_length=9, choices=Role, default=Role.REQUIRED)
    answer = models.CharField(
        _("answer"), max_length=12, choices=Answer, default=Answer.NEEDS_ACTION
    )
    reason = models.CharField(max_length=254, blank=True)
    gets_mail = models.BooleanField(default=False)
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="+", null=True)
    completed_at = models.DateTimeField(null=True)

    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    is_long = models.BooleanField(default=False)
    blocks = models.PositiveSmallIntegerField(choices=Blocks, default=Blocks.NONE)
    protected = models.BooleanField(default=False)
    listed_on = models.DateField(null=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        indexes = [
            models.Index(fields=["user", "starts_at"], name="claims_of_a_colleague"),
            models.Index(
                fields=["user", "ends_at"],
                condition=Q(is_long=True),
                name="long_claims_of_a_colleague",
            ),
            models.Index(
                fields=["resource", "starts_at"],
                condition=Q(resource__isnull=False),
                name="claims_of_a_resource",
            ),
            models.Index(
                fields=["resource", "ends_at"],
                condition=Q(resource__isnull=False, is_long=True),
                name="long_claims_of_a_resource",
            ),
            models.Index(fields=["user", "-listed_on", "-id"], name="activities_of_a_colleague"),
            models.Index(
                fields=["user", "listed_on"],
                condition=Q(completed_at=None),
                name="open_activities_of_a_colleague",
            ),
            models.Index(
                fields=["user", "completed_at"],
                condition=Q(completed_at__isnull=False),
                name="completed_by_a_colleague",
            ),
            models.Index(
                fields=["resource", "-listed_on", "-id"],
                condition=Q(resource__isnull=False),
                name="activities_of_a_resource",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, resource=None, person=None, email="")
                | Q(user=None, resource__isnull=False, person=None, email="")
                | Q(user=None, resource=None, person__isnull=False, email="")
                | (Q(user=None, resource=None, person=None) & ~Q(email="")),
                name="participant_is_exactly_one_somebody",
            ),
            models.CheckConstraint(
                condition=Q(role="resource", resource__isnull=False)
                | (~Q(role="resource") & Q(resource=None)),
                name="resources_and_nobody_else_are_booked_as_such",
            ),
            models.CheckConstraint(
                condition=~Q(role="organiser") | Q(user__isnull=False),
                name="organiser_is_a_colleague",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["organiser", "required", "optional", "resource"]),
                name="participant_has_a_known_role",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["needs_action", "accepted", "tentative", "declined"]),
                name="participant_has_a_known_answer",
            ),
            models.CheckConstraint(
                condition=Q(blocks__in=[0, 1, 2]), name="claim_blocks_in_a_known_way"
            ),
            models.CheckConstraint(
                condition=Q(protected=False) | Q(resource__isnull=False),
                name="only_a_resource_is_protected",
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gte=F("starts_at")),
                name="claim_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(blocks=0) | Q(starts_at__isnull=False),
                name="only_a_span_blocks_time",
            ),
            models.UniqueConstraint(
                fields=["followup", "user"],
                condition=Q(user__isnull=False),
                name="colleague_takes_part_once",
            ),
            models.UniqueConstraint(
                fields=["followup", "resource"],
                condition=Q(resource__isnull=False),
                name="resource_takes_part_once",
            ),
            models.UniqueConstraint(
                fields=["followup", "person"],
                condition=Q(person__isnull=False),
                name="contact_takes_part_once",
            ),
            models.UniqueConstraint(
                fields=["followup", "email"],
                condition=~Q(email=""),
                name="address_takes_part_once",
            ),
            models.UniqueConstraint(
                fields=["followup"],
                condition=Q(role="organiser"),
                name="follow_up_has_one_organiser",
            ),
        ]

    def __str__(self):
        return str(self.user or self.resource or self.person or self.email)

    def claim(self, followup, zone):
        """Copy from `followup` the time it takes in this diary, which keeps the zone `zone`."""
        gone = followup.is_deleted or self.answer == self.Answer.DECLINED
        start, end = (None, None) if gone else followup.span_in(zone)
        self.starts_at, self.ends_at = start, end
        self.is_long = start is not None and (followup.is_all_day or end - start > ONE_DAY)
        self.blocks = self._blocking(followup) if start is not None else self.Blocks.NONE
        self.protected = bool(self.resource_id and self.resource.is_protected)
        self.listed_on = None if gone else followup.day_listed(zone)
        if self.role in (self.Role.ORGANISER, self.Role.RESOURCE):
            self.completed_at = followup.completed_at

    def _blocking(self, followup):
        if self.resource_id:  # a room is taken, whatever its users' calendars show
            return self.Blocks.BUSY
        if followup.availability == Availability.FREE:
            return self.Blocks.NONE
        answered = self.answer == self.Answer.ACCEPTED or self.role == self.Role.ORGANISER
        if followup.availability == Availability.TENTATIVE or not answered:
            return self.Blocks.TENTATIVE
        return self.Blocks.BUSY


class Alarm(models.Model):
    """A reminder of one participant, so many minutes before the follow-up."""

    participant = models.ForeignKey(
        Participant,
        verbose_name=_("participant"),
        on_delete=models.CASCADE,
        related_name="alarms",
    )
    minutes_before = models.PositiveIntegerField(_("minutes before"))

    class Meta:
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "minutes_before"], name="alarm_rings_once"
            )
        ]

    def __str__(self):
        return f"{self.participant}, {self.minutes_before} min"
