from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.models.visibility import Visibility

__all__ = ["Availability", "Kind", "Visibility"]


class Kind(models.TextChoices):
    APPOINTMENT = "appointment", _("Meeting")
    TASK = "task", _("Task")
    CALL = "call", _("Call")


class Availability(models.TextChoices):
    BUSY = "busy", _("Busy")
    TENTATIVE = "tentative", _("Tentative")
    FREE = "free", _("Free")
