from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.models.users import User


class ListColumns(models.Model):
    """The columns that one colleague has chosen for a list, by their names."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="list_columns")
    section = models.CharField(max_length=10)
    names = models.JSONField(default=list)

    class Meta:
        verbose_name = _("columns of a list")
        verbose_name_plural = _("columns of lists")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "section"], name="columns_of_a_list_are_chosen_once"
            )
        ]

    def __str__(self):
        return self.section
