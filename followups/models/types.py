from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm.models import CustomField, UserGroup
from crm.models.entries import Entry
from followups.models.kinds import Availability, Kind
from followups.richtext import sanitised


class FollowUpTypeQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def offered_to(self, user, *, used=0):
        """Active ones for everybody or for a group of `user`, and the one already `used`; ids."""
        offered = Q(is_active=True) & (Q(groups=None) | Q(groups__members=user))
        return self.filter(offered | Q(pk=used)).distinct()

    def to_prefer(self, user):
        """(id, name, kind) of those that `user` (an id) may choose; with None of all."""
        offered = self.active() if user is None else self.offered_to(user)
        return offered.values_list("pk", "name", "kind")

    def default_for(self, kind):
        """The first active type of that kind in the administrator's order, or None."""
        return self.active().filter(kind=kind).first()


class FollowUpType(Entry):
    """An entry of the administrator's list. The type decides the kind of a follow-up."""

    class Direction(models.TextChoices):
        NONE = "", _("None")
        OUTGOING = "out", _("Outgoing")
        INCOMING = "in", _("Incoming")

    name = models.CharField(_("name"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    direction = models.CharField(_("direction"), max_length=3, choices=Direction, blank=True)
    colour = models.CharField(
        _("colour"),
        max_length=7,
        default="#2563a8",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write the colour as #2563a8."))],
    )
    minutes = models.PositiveIntegerField(
        _("duration, minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 60)],
        help_text=_(
            "For whoever has chosen no default length; leave empty so that the usual one is used."
        ),
    )
    locks_minutes = models.BooleanField(
        _("duration for everybody"),
        default=False,
        help_text=_("It goes before the default length that a person has chosen."),
    )
    is_all_day = models.BooleanField(
        _("all day"), default=False, help_text=_("A new meeting of this type lasts all day.")
    )
    alarm_minutes = models.PositiveIntegerField(
        _("alarm, minutes before"), null=True, blank=True, validators=[MaxValueValidator(40320)]
    )
    availability = models.CharField(
        _("show as"), max_length=9, choices=Availability, default=Availability.BUSY
    )
    agenda = models.TextField(
        _("agenda"), blank=True, help_text=_("What a new one starts with; HTML or plain text.")
    )
    description = models.CharField(_("description"), max_length=200, blank=True)
    groups = models.ManyToManyField(
        UserGroup,
        verbose_name=_("user groups"),
        related_name="followup_types",
        blank=True,
        help_text=_("Leave empty so that everybody can choose it."),
    )
    custom_fields = models.ManyToManyField(
        CustomField,
        verbose_name=_("custom fields of this type"),
        related_name="followup_types",
        blank=True,
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    one_active_in = ("kind",)
    last_one = _("It is the last active type of its kind. Add another one first.")

    objects = FollowUpTypeQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up type")
        verbose_name_plural = _("follow-up types")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind), name="type_has_a_known_kind"),
            models.CheckConstraint(
                condition=models.Q(direction__in=["", "out", "in"]),
                name="type_has_a_known_direction",
            ),
            models.CheckConstraint(
                condition=models.Q(availability__in=Availability),
                name="type_has_a_known_availability",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes=None) | models.Q(minutes__gt=0),
                name="length_of_a_type_is_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(locks_minutes=False) | models.Q(minutes__isnull=False),
                name="type_locks_a_length_it_has",
                violation_error_message=_("Give the duration that everybody gets."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_all_day=False) | models.Q(kind=Kind.APPOINTMENT),
                name="only_meetings_last_all_day",
                violation_error_message=_("Only a meeting can last all day."),
            ),
        ]

    def __str__(self):
        return self.name

    def minutes_for(self, preferences):
        """The length of a new one: the person's own choice, unless this type locks its length."""
        name = "call_minutes" if self.kind == Kind.CALL else "appointment_minutes"
        if self.minutes and (self.locks_minutes or name not in preferences.own):
            return self.minutes
        return getattr(preferences, name)

    def clean(self):
        super().clean()
        self.agenda = sanitised(self.agenda, images=False)
        if self.pk and self.followups.exists():
            kind_before = FollowUpType.objects.values_list("kind", flat=True).get(pk=self.pk)
            if kind_before != self.kind:
                raise ValidationError(
                    {"kind": _("Follow-ups use this type, so its kind stays. Add a new type.")}
                )


class Priority(models.Model):
    name = models.CharField(_("name"), max_length=80, unique=True)
    order = models.PositiveIntegerField(_("order"), default=0)
    is_default = models.BooleanField(_("default"), default=False)
    is_high = models.BooleanField(_("marked with a flag"), default=False)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="one_priority_is_the_default",
            )
        ]

    def __str__(self):
        return self.name

    def why_needed(self):
        """As of an `Entry`: one priority is the default, always."""
        stored = Priority.objects.filter(pk=self.pk, is_default=True)
        text = gettext("It is the default. Make another priority the default first.")
        return text if stored.exists() else ""

    def clean(self):
        super().clean()
        if self.is_default and not self.is_active:
            raise ValidationError({"is_active": _("The default priority is an active one.")})
        if not self.is_default and (text := self.why_needed()):
            raise ValidationError({"is_default": text})
