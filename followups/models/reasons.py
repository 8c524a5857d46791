from django.db import models
from django.utils.translation import gettext_lazy as _


class DeclineReason(models.Model):
    """A reason for declining that people are offered; what they answer is kept as text."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    order = models.PositiveIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("reason for declining")
        verbose_name_plural = _("reasons for declining")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name
