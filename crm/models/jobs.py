import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.models.users import User


class Job(models.Model):
    """Work in the background that somebody waits for: how far it has come, how it ended.

    `beat_at`: when it last gave a sign of life; one that is silent is taken up again.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        User, verbose_name=_("colleague"), on_delete=models.PROTECT, related_name="%(class)ss"
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    trouble = models.CharField(_("trouble"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created"))
    beat_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def percent(self):
        return min(100, 100 * self.done // self.total) if self.total else 0

    def begin(self, status, *, at):
        """Wait for the worker to do what `status` says."""
        self.status, self.done, self.trouble, self.beat_at = status, 0, "", at

    def fail(self, trouble, *, at):
        self.status, self.trouble, self.beat_at = "failed", trouble[:500], at

    def advance(self, done, *, at):
        self.done, self.beat_at = done, at
