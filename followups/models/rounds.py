from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.models import Selection, User


class Round(models.Model):
    """A follow-up that was planned for every member of a selection at once.

    `batch` is that of its changes, and the one-time key of the form that planned it.
    """

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="rounds")
    batch = models.UUIDField(unique=True)
    title = models.CharField(_("title"), max_length=254)
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["-planned_at", "-pk"]
        default_permissions = ()
        permissions = [
            ("plan_for_selection", "Can plan a follow-up for every member of a selection")
        ]

    def __str__(self):
        return self.title
