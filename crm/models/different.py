from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.models.companies import Company, Person
from crm.models.users import User


def told_apart(name):
    """Each pair stands there once, its older record first."""
    return [
        models.UniqueConstraint(fields=["one", "other"], name=f"{name}_are_told_apart_once"),
        models.CheckConstraint(condition=Q(one__lt=F("other")), name=f"older_of_{name}_is_first"),
    ]


class Different(models.Model):
    """Two records that look alike and are not the same, as somebody found out."""

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.one} ≠ {self.other}"


class DifferentCompanies(Different):
    one = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("companies that are not the same")
        verbose_name_plural = verbose_name
        constraints = told_apart("companies")


class DifferentPersons(Different):
    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("contacts that are not the same")
        verbose_name_plural = verbose_name
        constraints = told_apart("persons")
