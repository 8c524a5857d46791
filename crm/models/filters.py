from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.models.users import User

MOST = 30


class SavedFilter(models.Model):
    """What one colleague narrows a list by often, under a name of their own."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_filters")
    section = models.CharField(max_length=10)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "section", "name"], name="filter_is_saved_once_under_a_name"
            )
        ]

    def __str__(self):
        return self.name
