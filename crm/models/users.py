import uuid

from django.contrib.auth.models import AbstractUser, Group, UserManager
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from crm.alphabet import SortKeyField, fold
from crm.linked_keys import follow
from crm.models.records import containing


class ColleagueQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def matching(self, words):
        """Colleagues whose name or user ID contains every word typed."""
        return containing(self, words)

    def by_name(self):
        """In the order of the alphabet, æ ø å last."""
        return self.order_by("sort_key", "pk")


class ColleagueManager(UserManager.from_queryset(ColleagueQuerySet)):
    use_in_migrations = False


class User(AbstractUser):
    """A colleague: somebody who signs in. Each one owns exactly one diary."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("job title"), max_length=120, blank=True)
    search_key = models.CharField(max_length=400, db_index=True, editable=False)
    sort_key = SortKeyField()
    groups = models.ManyToManyField(
        Group,
        verbose_name=_("roles"),
        help_text=_("What they let one do holds beside the rights given singly."),
        related_name="user_set",
        related_query_name="user",
        blank=True,
    )

    objects = ColleagueManager()

    class Meta:
        verbose_name = _("colleague")
        verbose_name_plural = _("colleagues")
        ordering = ["sort_key", "pk"]

    def __str__(self):
        return self.get_full_name() or self.username

    @property
    def initials(self):
        return "".join(word[0] for word in (self.first_name, self.last_name) if word).upper() or (
            self.username[:2].upper()
        )

    def save(self, *args, **kwargs):
        before = None if self._state.adding else self.sort_key
        self.search_key = fold(f"{self.get_full_name()} {self.username}")[:400]
        with transaction.atomic():
            super().save(*args, **kwargs)
            if before not in (None, self.sort_key):
                follow(User, [self.pk])


class Role(Group):
    """Rights that are given together: Django's own groups, told apart from those of colleagues."""

    class Meta:
        proxy = True
        verbose_name = _("role")
        verbose_name_plural = _("roles")


class UserGroup(models.Model):
    """A team or department of colleagues. It gives no rights, see `Role`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    members = models.ManyToManyField(
        User, verbose_name=_("members"), related_name="user_groups", blank=True
    )
    sort_key = SortKeyField()
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("user group")
        verbose_name_plural = _("user groups")
        ordering = ["order", "sort_key", "pk"]

    def __str__(self):
        return self.name
