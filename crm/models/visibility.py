from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    """Who may see a follow-up or a document."""

    EVERYBODY = "all", _("Everyone")
    GROUP = "group", _("A group")
    OWNER = "owner", _("Only the owner")
