from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.linked_keys import LinkedKeyField
from crm.models.companies import Company, Person
from crm.models.entries import Entry
from crm.models.projects import Project
from crm.models.reasons import SaleReason
from crm.models.records import CustomRecord, LinkedQuerySet, in_order, remembered


class Stage(Entry):
    name = models.CharField(_("name"), max_length=80, unique=True)
    probability = models.PositiveSmallIntegerField(
        _("probability, %"), default=0, validators=[MaxValueValidator(100)]
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(probability__lte=100), name="stage_is_at_most_certain"
            )
        ]

    def __str__(self):
        return self.name


class Sale(CustomRecord):
    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        SOLD = "sold", _("Sold")
        LOST = "lost", _("Lost")
        STALLED = "stalled", _("Stalled")

    name = models.CharField(_("name"), max_length=200)
    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        related_name="sales",
        null=True,
        blank=True,
    )
    company_key = LinkedKeyField(of="company")
    person = models.ForeignKey(
        Person,
        verbose_name=_("contact"),
        on_delete=models.PROTECT,
        related_name="sales",
        null=True,
        blank=True,
    )
    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.SET_NULL,
        related_name="sales",
        null=True,
        blank=True,
    )
    stage = models.ForeignKey(
        Stage, verbose_name=_("stage"), on_delete=models.PROTECT, related_name="sales"
    )
    status = models.CharField(_("status"), max_length=7, choices=Status, default=Status.OPEN)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, default=0)
    currency = models.CharField(_("currency"), max_length=3, default="NOK")
    probability = models.PositiveSmallIntegerField(
        _("probability, %"), default=0, validators=[MaxValueValidator(100)]
    )
    sale_on = models.DateField(_("sale date"))
    reopen_on = models.DateField(_("re-open date"), null=True, blank=True)

    reason = models.ForeignKey(
        SaleReason,
        verbose_name=_("reason"),
        on_delete=models.PROTECT,
        related_name="sales",
        null=True,
        blank=True,
    )

    objects = LinkedQuerySet.as_manager()
    history = remembered("company_key")

    class Meta:
        verbose_name = _("sale")
        verbose_name_plural = _("sales")
        ordering = ["sale_on", "pk"]
        indexes = [
            in_order("sales_by_name"),
            in_order("sales_by_company", "company_key"),
            in_order("sales_by_date", "sale_on"),
            in_order("sales_by_owner", "owner_key"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(probability__lte=100), name="sale_is_at_most_certain"
            ),
            models.CheckConstraint(
                condition=models.Q(reopen_on=None) | models.Q(status="stalled"),
                name="only_a_stalled_sale_reopens",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["open", "sold", "lost", "stalled"]),
                name="sale_has_a_known_status",
            ),
        ]

    def __str__(self):
        return self.name

    def take_status(self, status):
        """Be open, sold, lost or stalled; what belonged to the status before goes with that."""
        self.status = status
        if status != self.Status.STALLED:
            self.reopen_on = None
        if self.reason and self.reason.outcome != status:
            self.reason = None
