"""Fields that an administrator adds to what the CRM and the diary keep."""

import uuid

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

MODELS = {
    "followup": "followups.FollowUp",
    "company": "crm.Company",
    "person": "crm.Person",
    "sale": "crm.Sale",
    "project": "crm.Project",
}


class CustomField(models.Model):
    """One field. Its values stand in `custom` of each record, under `key`, which never changes."""

    class Of(models.TextChoices):
        FOLLOWUP = "followup", _("Follow-ups")
        COMPANY = "company", _("Companies")
        PERSON = "person", _("Contacts")
        SALE = "sale", _("Sales")
        PROJECT = "project", _("Projects")

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        LONG_TEXT = "long_text", _("Long text")
        NUMBER = "number", _("Whole number")
        DECIMAL = "decimal", _("Decimal number")
        MONEY = "money", _("Amount of money")
        DATE = "date", _("Date")
        TIME = "time", _("Time of day")
        CHOICE = "choice", _("Choice")
        CHOICES = "choices", _("Several choices")
        TICK = "tick", _("Tick")
        LINK = "link", _("Link")

    WITH_CHOICES = (Kind.CHOICE, Kind.CHOICES)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    of = models.CharField(_("belongs to"), max_length=8, choices=Of)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    name = models.CharField(_("name"), max_length=80)
    help_text = models.CharField(_("help text"), max_length=200, blank=True)
    default = models.CharField(
        _("default"),
        max_length=200,
        blank=True,
        help_text=_("As one would type it; a date may be “today” or “in 2 weeks”, a tick “yes”."),
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        default="NOK",
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("Write three letters, for example NOK."))],
        help_text=_("Of an amount of money."),
    )
    is_required = models.BooleanField(_("required"), default=False)
    order = models.PositiveIntegerField(_("order"), default=0)
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Without it the field is shown nowhere; its values are kept."),
    )

    class Meta:
        verbose_name = _("custom field")
        verbose_name_plural = _("custom fields")
        ordering = ["of", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["of", "name"], name="custom_field_has_its_own_name"),
            models.CheckConstraint(
                condition=models.Q(of__in=list(MODELS)),
                name="custom_field_belongs_to_something_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        *("text", "long_text", "number", "decimal", "money", "date", "time"),
                        *("choice", "choices", "tick", "link"),
                    ]
                ),
                name="custom_field_has_a_known_kind",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def key(self):
        return str(self.public_id)

    def clean(self):
        if self.pk and self.is_used():
            before = CustomField.objects.get(pk=self.pk)
            text = _("Values are written in this field, so this stays. Add a new field.")
            for name in ("of", "kind"):
                if getattr(before, name) != getattr(self, name):
                    raise ValidationError({name: text})

    def records_with_it(self):
        """All that have a value in this field, the trash and the archive included."""
        model = apps.get_model(MODELS[CustomField.objects.get(pk=self.pk).of])
        return model._base_manager.filter(custom__has_key=self.key)

    def is_used(self):
        return self.records_with_it().exists()


class CustomChoice(models.Model):
    """What one can choose in a field of that kind."""

    field = models.ForeignKey(CustomField, on_delete=models.CASCADE, related_name="choices")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    order = models.PositiveIntegerField(_("order"), default=0)
    is_default = models.BooleanField(_("default"), default=False)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["field", "name"], name="choice_is_named_once_in_a_field"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def key(self):
        return str(self.public_id)

    def is_used(self):
        field, several = self.field.key, CustomField.Kind.CHOICES
        chosen = "__has_key" if self.field.kind == several else ""
        return (
            self.field.records_with_it().filter(**{f"custom__{field}{chosen}": self.key}).exists()
        )
