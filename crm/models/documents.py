from pathlib import Path

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from crm.files import KeptFiles, kept_name, shown_name
from crm.models.companies import Company, Person
from crm.models.projects import Project
from crm.models.records import Record, RecordQuerySet, remembered
from crm.models.sales import Sale
from crm.models.users import UserGroup
from crm.models.visibility import Visibility


class DocumentQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """Those for everyone, the reader's own, and those of a group of theirs."""
        memberships = UserGroup.members.through.objects.filter(
            usergroup=OuterRef("visible_group"), user=user
        )
        return self.filter(
            Q(visibility=Visibility.EVERYBODY)
            | Q(owner=user)
            | (Q(visibility=Visibility.GROUP) & Exists(memberships))
        )

    def editable_by(self, user):
        """The reader's own, and those that are nobody's."""
        return self.filter(Q(owner=user) | Q(owner=None, visibility=Visibility.EVERYBODY))


class Document(Record):
    """A letter, quote or contract: a file that is kept here, or the address where it lies."""

    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=80, blank=True)
    url = models.CharField(
        _("address"),
        max_length=1000,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
    )
    file = models.FileField(
        _("stored file"), storage=KeptFiles, upload_to=kept_name, blank=True, editable=False
    )
    file_name = models.CharField(_("file"), max_length=150, blank=True, editable=False)
    file_size = models.PositiveBigIntegerField(_("size"), null=True, editable=False)
    dated_on = models.DateField(_("date"))
    visibility = models.CharField(
        _("visible for"), max_length=5, choices=Visibility, default=Visibility.EVERYBODY
    )
    visible_group = models.ForeignKey(
        UserGroup,
        verbose_name=_("group"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        related_name="documents",
        null=True,
        blank=True,
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("contact"),
        on_delete=models.PROTECT,
        related_name="documents",
        null=True,
        blank=True,
    )
    sale = models.ForeignKey(
        Sale,
        verbose_name=_("sale"),
        on_delete=models.PROTECT,
        related_name="documents",
        null=True,
        blank=True,
    )
    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.PROTECT,
        related_name="documents",
        null=True,
        blank=True,
    )

    history = remembered()
    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-dated_on", "-pk"]
        indexes = [
            models.Index(fields=["owner", "-dated_on"], name="document_by_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility=Visibility.GROUP, visible_group__isnull=False)
                | (~Q(visibility=Visibility.GROUP) & Q(visible_group=None)),
                name="document_for_a_group_names_it",
            ),
        ]

    def __str__(self):
        return self.title

    def keep(self, upload):
        """Take a file that was handed in; it takes the place of an address."""
        self.file, self.file_size, self.url = upload, upload.size, ""
        self.file_name = shown_name(upload.name)
        self.title = self.title or Path(self.file_name).stem

    def point_to(self, url):
        """Lie at an address, which takes the place of a file."""
        self.url, self.file, self.file_name, self.file_size = url, "", "", None
