import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from crm.files import KINDS, KeptFiles, kept_name
from crm.models import User
from followups.models.followup import FollowUp
from followups.visibility import visibility_rule


class AgendaImageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those in what `user` may see, and those `user` handed in that are in nothing yet."""
        holding = AgendaImage.held_by.through.objects.filter(agendaimage=OuterRef("pk"))
        seen = holding.filter(
            visibility_rule(FollowUp, user, "followup__"), followup__deleted_at=None
        )
        return self.filter(Exists(seen) | (Q(by=user) & ~Exists(holding)))

    def unused(self, before):
        """Those in no agenda that came to none and left none since the instant `before`."""
        holding = AgendaImage.held_by.through.objects.filter(agendaimage=OuterRef("pk"))
        return self.filter(~Exists(holding), used_at__lt=before)


class AgendaImage(models.Model):
    """An image for agendas, re-encoded by `crm.images`. Which hold it is written by `changes`."""

    class Kind(models.TextChoices):
        PNG = "png"
        JPEG = "jpeg"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(storage=KeptFiles, upload_to=kept_name)
    kind = models.CharField(max_length=4, choices=Kind)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    # When it was handed in, or came into an agenda or left one.
    used_at = models.DateTimeField(db_index=True)
    held_by = models.ManyToManyField(FollowUp, related_name="agenda_images", editable=False)

    objects = AgendaImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("png", "jpeg")), name="image_is_png_or_jpeg"
            ),
            models.CheckConstraint(
                condition=Q(width__gte=1, height__gte=1), name="image_has_a_size"
            ),
        ]

    def __str__(self):
        return str(self.public_id)

    @property
    def content_type(self):
        return KINDS[self.kind].content_type
