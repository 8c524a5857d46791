from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.files import KeptFiles, kept_name
from crm.models.jobs import Job


class FullExport(Job):
    """Everything that one colleague may see, as one archive of open formats, for them alone."""

    class Status(models.TextChoices):
        RUNNING = "running", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    ACTIVE = (Status.RUNNING,)

    status = models.CharField(
        _("status"), max_length=7, choices=Status, default=Status.RUNNING, db_index=True
    )
    file = models.FileField(storage=KeptFiles, upload_to=kept_name, blank=True)
    size = models.PositiveBigIntegerField(_("size"), null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("export of everything")
        verbose_name_plural = _("exports of everything")
        ordering = ["-created_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(status="running"),
                name="one_export_of_everything_at_a_time",
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def is_active(self):
        return self.status in self.ACTIVE

    def keep(self, file, *, at):
        self.file, self.size, self.status = file, file.size, self.Status.READY
        self.beat_at = self.ended_at = at
