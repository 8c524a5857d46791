from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.models import Document, Project, Sale
from followups.models.followup import FollowUp

TARGETS = ("document", "other", "sale", "project")


def one_target():
    """Exactly one of the records, or an address."""
    none = dict.fromkeys(TARGETS) | {"url": ""}
    rule = Q(**dict.fromkeys(TARGETS)) & ~Q(url="")
    for name in TARGETS:
        others = {other: value for other, value in none.items() if other != name}
        rule |= Q(**others, **{f"{name}__isnull": False})
    return rule


class Link(models.Model):
    """What belongs to a follow-up: a document, another follow-up, a sale, a project, an address."""

    followup = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="links")
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    other = models.ForeignKey(
        FollowUp, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    sale = models.ForeignKey(
        Sale, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    url = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=one_target(), name="link_leads_one_way")]

    def __str__(self):
        return str(self.document or self.other or self.sale or self.project or self.url)
