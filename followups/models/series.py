from django.db import models
from django.utils.translation import gettext_lazy as _
from recurrence.fields import RecurrenceField

from crm.models.preferences import validate_zone


class Series(models.Model):
    """A rule and where it starts on the wall clock of its own zone; occurrences are follow-ups."""

    class Holidays(models.TextChoices):
        KEEP = "keep", _("Keep")
        SKIP = "skip", _("Skip")
        NEXT = "next", _("Next working day")

    rule = RecurrenceField(verbose_name=_("recurrence"), include_dtstart=False)
    starts_local = models.DateTimeField(_("first start, local wall clock kept as UTC"))
    minutes = models.PositiveIntegerField(_("length, minutes"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_zone])
    holidays = models.CharField(
        _("holidays"), max_length=4, choices=Holidays, default=Holidays.KEEP
    )
    written_to = models.DateField(_("written out to"), null=True, blank=True)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def __str__(self):
        return str(self.rule)
