from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.linked_keys import LinkedKeyField
from crm.models.companies import Company
from crm.models.records import CustomRecord, LinkedQuerySet, in_batches, in_order, remembered
from crm.models.users import User


class Project(CustomRecord):
    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")

    name = models.CharField(_("name"), max_length=200)
    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        related_name="projects",
        null=True,
        blank=True,
    )
    company_key = LinkedKeyField(of="company")
    status = models.CharField(_("status"), max_length=7, choices=Status, default=Status.RUNNING)
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    members = models.ManyToManyField(
        User, verbose_name=_("members"), through="ProjectMember", related_name="projects"
    )

    objects = LinkedQuerySet.as_manager()
    history = remembered("company_key")

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["sort_key", "pk"]
        indexes = [
            in_order("projects_by_name"),
            in_order("projects_by_company", "company_key"),
            in_order("projects_by_owner", "owner_key"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="project_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["planned", "running", "done"]),
                name="project_has_a_known_status",
            ),
        ]

    def __str__(self):
        return self.name


class ProjectMember(models.Model):
    project = models.ForeignKey(Project, on_delete=models.CASCADE)
    user = models.ForeignKey(User, verbose_name=_("colleague"), on_delete=models.PROTECT)
    role = models.CharField(_("role"), max_length=80, blank=True)

    history = in_batches()

    class Meta:
        verbose_name = _("project member")
        verbose_name_plural = _("project members")
        constraints = [
            models.UniqueConstraint(fields=["project", "user"], name="colleague_joins_project_once")
        ]

    def __str__(self):
        return f"{self.user}, {self.project}"
