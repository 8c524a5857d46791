from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.models import User
from followups.models.followup import FollowUp


class Change(models.Model):
    """One change of one follow-up: who, what, was and is. It drives the history and undo."""

    class Verb(models.TextChoices):
        CREATE = "create", _("Created")
        EDIT = "edit", _("Changed")
        COMPLETE = "complete", _("Completed")
        REOPEN = "reopen", _("Re-opened")
        DELETE = "delete", _("Deleted")
        RESTORE = "restore", _("Restored")
        COPY = "copy", _("Copied")
        UNDO = "undo", _("Undone")
        MERGE = "merge", _("Customer merged")

    followup = models.ForeignKey(
        FollowUp,
        verbose_name=_("follow-up"),
        on_delete=models.CASCADE,
        related_name="changes",
    )
    batch = models.UUIDField(db_index=True)
    undoes = models.UUIDField(null=True, db_index=True)
    verb = models.CharField(_("what was done"), max_length=8, choices=Verb)
    actor = models.ForeignKey(
        User,
        verbose_name=_("colleague"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField(_("time"))
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["actor", "at"], name="change_by_actor")]

    def __str__(self):
        return f"{self.get_verb_display()}: {self.followup}"
