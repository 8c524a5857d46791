import uuid
import zoneinfo

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from crm.alphabet import fold
from crm.models.preferences import installation_zone, validate_zone
from crm.models.records import RecordQuerySet


class ResourceGroup(models.Model):
    name = models.CharField(_("name"), max_length=80, unique=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("resource group")
        verbose_name_plural = _("resource groups")
        ordering = ["order", "name"]

    def __str__(self):
        return self.name


class ResourceQuerySet(RecordQuerySet):
    def active(self):
        return self.filter(is_active=True)


class Resource(models.Model):
    """A bookable thing with a diary of its own: a room, a car, a projector."""

    class Category(models.TextChoices):
        LOCATION = "location", _("Location")
        OTHER = "other", _("Other")

    class Booking(models.TextChoices):
        PROTECTED = "protected", _("Protected: never booked twice")
        DOUBLE = "double", _("Double booking allowed")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    category = models.CharField(
        _("category"), max_length=8, choices=Category, default=Category.LOCATION
    )
    booking = models.CharField(
        _("booking"), max_length=9, choices=Booking, default=Booking.PROTECTED
    )
    group = models.ForeignKey(
        ResourceGroup,
        verbose_name=_("group"),
        on_delete=models.PROTECT,
        related_name="resources",
        null=True,
        blank=True,
    )
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    description = models.CharField(_("description"), max_length=200, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=installation_zone, validators=[validate_zone]
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)
    search_key = models.CharField(max_length=400, editable=False)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(category__in=["location", "other"]),
                name="resource_has_a_known_category",
            ),
            models.CheckConstraint(
                condition=models.Q(booking__in=["protected", "double"]),
                name="resource_is_booked_in_a_known_way",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.search_key = fold(f"{self.name} {self.description}")[:400]
        super().save(*args, **kwargs)

    @property
    def details(self):
        """12 seats, screen and camera"""
        seats = ngettext("%(seats)s seat", "%(seats)s seats", self.capacity or 0)
        size = seats % {"seats": self.capacity} if self.capacity else ""
        return ", ".join(filter(None, [size, self.description]))

    @property
    def is_protected(self):
        return self.booking == self.Booking.PROTECTED

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.time_zone)
