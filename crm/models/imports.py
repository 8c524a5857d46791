from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.files import KeptFiles, kept_name
from crm.models.jobs import Job
from crm.models.users import User


class Import(Job):
    """A file of companies or contacts on its way in, and what became of it.

    `file` holds its lines until the end. `matching`: for each column the name of a target, or "";
    `checked`: what was found before anything is written; `exceptions`: {line: choice} where the
    choice for duplicates is another one. All that it writes is one batch.
    """

    class Kind(models.TextChoices):
        COMPANIES = "companies", _("Companies")
        PERSONS = "persons", _("Contacts, of companies that are here already")
        BOTH = "both", _("Contacts with their companies")

    class Choice(models.TextChoices):
        SKIP = "skip", _("Skip")
        FILL = "fill", _("Update empty fields")
        OVERWRITE = "overwrite", _("Overwrite")
        CREATE = "create", _("Create anyway")

    class Status(models.TextChoices):
        UPLOADED = "uploaded", _("Columns not matched yet")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Not imported yet")
        RUNNING = "running", _("Being imported")
        DONE = "done", _("Imported")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")
        FAILED = "failed", _("Failed")

    ACTIVE = (Status.CHECKING, Status.RUNNING, Status.UNDOING)
    OPEN = (Status.UPLOADED, Status.CHECKING, Status.CHECKED)

    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    status = models.CharField(
        _("status"), max_length=8, choices=Status, default=Status.UPLOADED, db_index=True
    )
    file = models.FileField(storage=KeptFiles, upload_to=kept_name, blank=True)
    file_name = models.CharField(_("file"), max_length=150)
    headings = models.JSONField(default=list)
    matching = models.JSONField(default=list)
    checked = models.JSONField(default=dict)
    choice = models.CharField(max_length=9, choices=Choice, default=Choice.SKIP)
    exceptions = models.JSONField(default=dict)
    owner = models.ForeignKey(
        User, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="+"
    )
    batch = models.UUIDField(null=True)
    made = models.PositiveIntegerField(_("made"), default=0)
    companies_made = models.PositiveIntegerField(_("companies made"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    skipped = models.PositiveIntegerField(_("skipped"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]
        get_latest_by = ["created_at", "pk"]
        default_permissions = ()
        permissions = [("import_records", _("May import companies and contacts"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["companies", "persons", "both"]),
                name="import_is_of_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(choice__in=["skip", "fill", "overwrite", "create"]),
                name="import_treats_duplicates_in_a_known_way",
            ),
            models.CheckConstraint(condition=Q(done__lte=models.F("total")), name="import_ends"),
        ]

    def __str__(self):
        return self.file_name

    @property
    def is_active(self):
        return self.status in self.ACTIVE

    @property
    def is_open(self):
        """Whether nothing is written yet, and may still be."""
        return self.status in self.OPEN

    @property
    def may_be_undone(self):
        was_written = self.made or self.companies_made or self.updated
        return bool(was_written) and self.status in (self.Status.DONE, self.Status.FAILED)

    @property
    def records_written(self):
        return self.made + self.companies_made + self.updated

    def match(self, matching):
        self.matching, self.checked, self.exceptions = matching, {}, {}

    def decide(self, choice, exceptions, owner):
        self.choice, self.exceptions, self.owner = choice, exceptions, owner

    def count(self, **numbers):
        for name, number in numbers.items():
            setattr(self, name, getattr(self, name) + number)

    def end(self, status, *, at):
        self.status, self.beat_at, self.ended_at = status, at, at


class RefusedLine(models.Model):
    """A line of a file that was not imported, and why."""

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="refused_lines")
    number = models.PositiveIntegerField()
    column = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=500)
    cells = models.JSONField()

    class Meta:
        verbose_name = _("refused line")
        verbose_name_plural = _("refused lines")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "number"], name="line_of_an_import_is_refused_once"
            )
        ]

    def __str__(self):
        return f"{self.number}: {self.reason}"
