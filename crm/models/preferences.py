import functools
import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm import dialling
from crm.models.shared_preferences import Decision
from crm.work_week import WorkWeek, usual_hours, validate_hours


@functools.cache
def zone_names():
    return frozenset(zoneinfo.available_timezones())


def validate_zone(name):
    if name not in zone_names():
        raise ValidationError(_("Choose a time zone from the list, for example Europe/Oslo."))


def installation_zone():
    return settings.TIME_ZONE


# Classes of the page for what looks other than usual.
LOOKS = {"compact": "density-compact", "large": "zoom-large", "largest": "zoom-largest"}


class Preferences(models.Model):
    """What holds for one person. Lengths are minutes; working hours are local times of day.

    The columns hold what is in force, so that no page has to ask further; `own` keeps what the
    person has chosen, also while somebody else's decision goes before it.
    """

    class Clock(models.TextChoices):
        HOURS_24 = "24", _("24 hours, 13:30")
        HOURS_12 = "12", _("12 hours, 1:30 pm")

    class Theme(models.TextChoices):
        SYSTEM = "system", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class Density(models.TextChoices):
        NORMAL = "normal", _("Roomy")
        COMPACT = "compact", _("Compact")

    class Zoom(models.TextChoices):
        NORMAL = "normal", _("Normal")
        LARGE = "large", _("Large")
        LARGEST = "largest", _("Very large")

    class Removal(models.TextChoices):
        NEXT_DAY = "next_day", _("The next day")
        AT_ONCE = "at_once", _("At once")

    class Visibility(models.TextChoices):
        EVERYBODY = "all", _("Everyone")
        OWNER = "owner", _("Only the owner")
        LAST = "last", _("As the last one")

    user = models.OneToOneField(
        "crm.User", on_delete=models.CASCADE, primary_key=True, related_name="preferences"
    )
    own = models.JSONField(default=dict, encoder=DjangoJSONEncoder, editable=False)
    language = models.CharField(_("language"), max_length=10, blank=True, default="")
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=installation_zone, validators=[validate_zone]
    )
    first_weekday = models.PositiveSmallIntegerField(
        _("first day of the week"), choices=[(0, _("Monday")), (6, _("Sunday"))], default=0
    )
    clock = models.CharField(_("clock"), max_length=2, choices=Clock, default=Clock.HOURS_24)
    theme = models.CharField(_("colours"), max_length=6, choices=Theme, default=Theme.SYSTEM)
    density = models.CharField(_("density"), max_length=7, choices=Density, default=Density.NORMAL)
    phone_link = models.CharField(
        _("link of telephone numbers"),
        max_length=200,
        default=dialling.USUAL,
        validators=[
            RegexValidator(
                dialling.PATTERN,
                _("Write for example tel:{number}, callto:{number} or sip:{number}@example.com."),
            )
        ],
    )
    shortcuts = models.BooleanField(_("single-key shortcuts"), default=True)

    appointment_minutes = models.PositiveIntegerField(
        _("duration for new appointment"),
        default=60,
        validators=[MinValueValidator(5), MaxValueValidator(24 * 60)],
    )
    call_minutes = models.PositiveIntegerField(
        _("duration for new call"),
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 60)],
    )
    default_visibility = models.CharField(
        _("visible for"), max_length=5, choices=Visibility, default=Visibility.EVERYBODY
    )
    appointment_type = models.BigIntegerField(_("type of a new meeting"), null=True, blank=True)
    task_type = models.BigIntegerField(_("type of a new task"), null=True, blank=True)
    call_type = models.BigIntegerField(_("type of a new call"), null=True, blank=True)
    working_hours = models.JSONField(
        _("working hours"), default=usual_hours, validators=[validate_hours]
    )
    shown_from = models.PositiveSmallIntegerField(
        _("show hours from"), default=7, validators=[MaxValueValidator(12)]
    )
    shown_to = models.PositiveSmallIntegerField(
        _("show hours to"),
        default=18,
        validators=[MinValueValidator(13), MaxValueValidator(24)],
    )
    zoom = models.CharField(_("height of an hour"), max_length=7, choices=Zoom, default=Zoom.NORMAL)
    shows_due = models.BooleanField(_("show due tasks in the calendar"), default=True)
    days_ahead = models.PositiveSmallIntegerField(
        _("show days ahead"), default=7, validators=[MaxValueValidator(365)]
    )
    marks_overdue = models.BooleanField(_("mark overdue activities"), default=True)
    removes_completed = models.CharField(
        _("remove completed activities"),
        max_length=8,
        choices=Removal,
        default=Removal.NEXT_DAY,
    )

    class Meta:
        verbose_name = _("preferences")
        verbose_name_plural = _("preferences")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_weekday__in=[0, 6]), name="week_starts_monday_or_sunday"
            ),
            models.CheckConstraint(
                condition=models.Q(appointment_minutes__gt=0, call_minutes__gt=0),
                name="default_lengths_are_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(clock__in=["24", "12"]), name="clock_has_24_hours_or_12"
            ),
            models.CheckConstraint(
                condition=models.Q(theme__in=["system", "light", "dark"]),
                name="colours_are_known_ones",
            ),
            models.CheckConstraint(
                condition=models.Q(removes_completed__in=["next_day", "at_once"]),
                name="completed_ones_go_in_a_known_way",
            ),
            models.CheckConstraint(
                condition=models.Q(default_visibility__in=["all", "owner", "last"]),
                name="preferred_visibility_is_a_known_one",
            ),
            models.CheckConstraint(
                condition=models.Q(shown_from__lte=12, shown_to__gte=13, shown_to__lte=24),
                name="hours_around_noon_are_shown",
            ),
            models.CheckConstraint(
                condition=models.Q(density__in=["normal", "compact"]),
                name="density_is_a_known_one",
            ),
            models.CheckConstraint(
                condition=models.Q(zoom__in=["normal", "large", "largest"]),
                name="height_of_an_hour_is_a_known_one",
            ),
            models.CheckConstraint(
                condition=~models.Q(time_zone=""), name="everybody_has_a_time_zone"
            ),
        ]

    def __str__(self):
        return str(self.user)

    @property
    def work_week(self):
        return WorkWeek(self.working_hours)

    @property
    def look(self):
        """The classes of a page for its density and the height of an hour."""
        chosen = (self.density, self.zoom)
        return " ".join(LOOKS[choice] for choice in chosen if choice in LOOKS)

    def default_type(self, kind):
        """The id of the type preferred for what is new of that kind, None without one."""
        return getattr(self, f"{kind}_type")

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.time_zone)

    @classmethod
    def settings(cls):
        """The names of all that can be preferred."""
        return [field.name for field in cls._meta.fields if field.name not in ("user", "own")]

    @classmethod
    def read(cls, name, stored):
        """A value as JSON keeps it, as Python has it."""
        return cls._meta.get_field(name).to_python(stored)

    def decision(self, name, shared):
        """Who decides: a lock of the organisation or a group, the person, a group, the
        organisation, the program. `shared`: those about this person, in order.
        """
        for each in shared:
            if name in each.locked:
                return Decision(self.read(name, each.values[name]), each, is_locked=True)
        if name in self.own:
            return Decision(self.read(name, self.own[name]))
        return self.usual(name, shared)

    def usual(self, name, shared):
        """What holds for somebody who has chosen nothing."""
        groups_first = [*(each for each in shared if each.group_id), *shared]
        for each in groups_first:
            if name in each.values:
                return Decision(self.read(name, each.values[name]), each)
        return Decision(self._meta.get_field(name).get_default())

    def choose(self, chosen, shared):
        """Keep what the person has `chosen`; what is as usual is no choice, and follows it."""
        for name, value in chosen.items():
            self.own.pop(name, None)
            if value != self.usual(name, shared).value:
                self.own[name] = value
        self.follow(shared)

    def follow(self, shared):
        """Put in force what is decided; gives whether anything is other than before."""
        before = [getattr(self, name) for name in self.settings()]
        for name in self.settings():
            setattr(self, name, self.decision(name, shared).value)
        return before != [getattr(self, name) for name in self.settings()]
