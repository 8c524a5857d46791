from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from crm.files import MEGABYTE, Limits
from crm.models.companies import full_address

ONE = 1
SAID = ("name", "address", "postcode", "city")


class Organisation(models.Model):
    """Whose diary this is: one row, once somebody has filled it in.

    What it leaves open is as the environment says; that is also the most that it may allow.
    """

    name = models.CharField(
        _("name"), max_length=120, blank=True, help_text=_("Stands on top of every page.")
    )
    address = models.CharField(
        _("address"), max_length=200, blank=True, help_text=_("Suggested as a place of meetings.")
    )
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    largest_file_mb = models.PositiveIntegerField(
        _("largest file, MB"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    file_kinds = models.JSONField(_("kinds of files"), default=list, blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisation")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=ONE), name="there_is_one_organisation")
        ]

    def __str__(self):
        return self.shown_name

    def save(self, *args, **kwargs):
        self.pk = ONE
        super().save(*args, **kwargs)

    @classmethod
    def current(cls):
        return cls.objects.first() or cls()

    @classmethod
    def said(cls):
        """What pages show of it, as a question inside another one."""
        row = JSONObject(**{name: name for name in SAID})
        return models.Subquery(cls.objects.values_list(row)[:1], output_field=models.JSONField())

    @classmethod
    def known_to(cls, user):
        """It as it came along with the user; for one who is not signed in asked for."""
        if hasattr(user, "organisation"):
            return cls(**(user.organisation or {}))
        return cls.current()

    @property
    def shown_name(self):
        return self.name or settings.ORGANISATION

    @property
    def place(self):
        own = full_address(self.address, self.postcode, self.city)
        return own if self.address else settings.ORGANISATION_ADDRESS

    @property
    def limits(self):
        """Of files that are handed in."""
        largest = (self.largest_file_mb or 0) * MEGABYTE or settings.LARGEST_FILE
        kinds = [kind for kind in settings.FILE_KINDS if kind in self.file_kinds]
        return Limits(min(largest, settings.LARGEST_FILE), kinds or settings.FILE_KINDS)

    def clean(self):
        most = settings.LARGEST_FILE // MEGABYTE
        if self.largest_file_mb and self.largest_file_mb > most:
            text = _("At most %(most)s MB are allowed here (DAGBOK_FILE_MB).") % {"most": most}
            raise ValidationError({"largest_file_mb": text})
