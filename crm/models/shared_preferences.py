from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm.models.users import UserGroup


class SharedPreferencesQuerySet(models.QuerySet):
    def in_order(self):
        """That of the organisation first, then those of the groups in the administrator's order."""
        first = models.F("group__order").asc(nulls_first=True)
        return self.select_related("group").order_by(first, "group__sort_key", "pk")

    def about(self, user):
        return self.filter(models.Q(group=None) | models.Q(group__members=user)).in_order()


class SharedPreferences(models.Model):
    """What the organisation, or a group, has decided about the preferences of its people.

    `values` holds only what is decided; people may prefer otherwise unless it is `locked`.
    """

    group = models.OneToOneField(
        UserGroup,
        verbose_name=_("user group"),
        on_delete=models.CASCADE,
        related_name="shared_preferences",
        null=True,
        blank=True,
        help_text=_("Leave empty for the whole organisation."),
    )
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder, editable=False)
    locked = models.JSONField(default=list, editable=False)

    objects = SharedPreferencesQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared preferences")
        verbose_name_plural = _("shared preferences")
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(group=None),
                name="organisation_shares_preferences_once",
            )
        ]

    def __str__(self):
        return str(self.group) if self.group else gettext("The whole organisation")

    def decide(self, values, locked):
        self.values, self.locked = values, locked


@dataclass(frozen=True)
class Decision:
    """What holds for one person: the value, and who decided it where that is not the person."""

    value: Any
    by: SharedPreferences | None = None
    is_locked: bool = False
