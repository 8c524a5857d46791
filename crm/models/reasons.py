from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SaleReason(models.Model):
    """Why sales are sold, lost or stalled: an entry of the administrator's list."""

    class Outcome(models.TextChoices):
        SOLD = "sold", _("Sold")
        LOST = "lost", _("Lost")
        STALLED = "stalled", _("Stalled")

    name = models.CharField(_("name"), max_length=120)
    outcome = models.CharField(_("status"), max_length=7, choices=Outcome)
    order = models.PositiveIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("reason of sales")
        verbose_name_plural = _("reasons of sales")
        ordering = ["outcome", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["outcome", "name"], name="reasons_of_an_outcome_have_different_names"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["sold", "lost", "stalled"]),
                name="reason_is_of_a_known_outcome",
            ),
        ]

    def __str__(self):
        return self.name
