"""What every record of the CRM has: an id nobody can guess, an owner, a search key, a past."""

import uuid

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from crm.alphabet import SortKeyField, fold
from crm.custom_fields import Fields
from crm.likeness import LikenessField
from crm.linked_keys import LinkedKeyField, follow
from crm.phones import is_number, key_of

LONGEST_KEY = 4000


def containing(queryset, words, keys=("search_key",)):
    """Rows of which one of `keys` contains each of the first eight words typed."""
    for word in [key_of(words)] if is_number(words) else fold(words).split()[:8]:
        found = [Q((f"{key}__contains", word)) for key in keys]
        queryset = queryset.filter(Q(*found, _connector=Q.OR))
    return queryset


def remembered(*more_keys):
    """The history of a record."""
    return in_batches(["search_key", "sort_key", "owner_key", *more_keys, "modified_at"])


def in_batches(excluded_fields=()):
    """A history. The reason of a row is the batch of changes that it belongs to."""
    return HistoricalRecords(
        excluded_fields=excluded_fields,
        history_change_reason_field=models.CharField(max_length=100, null=True, db_index=True),
    )


def alike(name, field):
    """An index of those in use by a key of their likeness."""
    return models.Index(fields=[field], condition=models.Q(archived_at=None), name=name)


def in_order(name, *fields):
    """An index of those in use, by `fields` and then by name."""
    fields = [*fields, "sort_key", "id"]
    return models.Index(fields=fields, condition=models.Q(archived_at=None), name=name)


class RecordQuerySet(models.QuerySet):
    def active(self):
        return self.filter(archived_at=None)

    def matching(self, words):
        """Records whose key contains every word typed, as `fold` reads them."""
        return containing(self, words)


class LinkedQuerySet(RecordQuerySet):
    def matching(self, words):
        """The same, where a word may also stand in the key of the company."""
        return containing(self, words, ("search_key", "company__search_key"))


class Record(models.Model):
    # The record that took this one's place, where the model knows of such.
    merged_into_id = None

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        "crm.User",
        verbose_name=_("owner"),
        on_delete=models.PROTECT,
        related_name="owned_%(class)s_set",
        null=True,
        blank=True,
    )
    search_key = models.TextField(default="", editable=False)
    sort_key = SortKeyField()
    owner_key = LinkedKeyField(of="owner")
    version = models.PositiveIntegerField(default=1, editable=False)
    archived_at = models.DateTimeField(_("archived"), null=True, editable=False)
    created_at = models.DateTimeField(_("registered"), auto_now_add=True)
    modified_at = models.DateTimeField(_("last modified"), auto_now=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        known_by, sorted_by = self.search_key, self.sort_key
        is_new = self._state.adding
        self.prepare()
        with transaction.atomic():
            super().save(*args, **kwargs)
            if not is_new and sorted_by != self.sort_key:
                follow(type(self), [self.pk])
            if not is_new and known_by != self.search_key:
                self.spread_words([self])

    def prepare(self, custom_fields=None):
        """Count the change and write the keys anew: what every way of saving has to do.

        `custom_fields`: the `Fields` of this model, where several are saved.
        """
        if not self._state.adding:
            self.version += 1
        self.search_key = self.key_of_words(custom_fields)
        for name in self.key_fields():
            self._meta.get_field(name).pre_save(self, self._state.adding)

    @classmethod
    def key_fields(cls):
        """The names of those that follow from other fields."""
        kinds = (SortKeyField, LikenessField)
        return [field.name for field in cls._meta.fields if isinstance(field, kinds)]

    def search_words(self):
        return str(self)

    def key_of_words(self, custom_fields=None):
        """What it is found by."""
        return fold(self.search_words())[:LONGEST_KEY]

    @classmethod
    def bring_words(cls, records):
        """Fetch at once what else is needed for the words of all these."""

    @classmethod
    def spread_words(cls, records):
        """Write the keys of others that are found by the words of these, which changed."""

    @property
    def is_archived(self):
        return self.archived_at is not None

    def archive(self, *, at):
        """Put it away: nobody is offered it any more, and what names it still does."""
        self.archived_at = at

    def restore(self):
        self.archived_at = None

    def bring_parts_back(self, version):
        """Undo what that version changed in rows that belong to it; most have none."""

    @property
    def current(self):
        """The record itself, or the one that it was merged into."""
        return self.merged_into.current if self.merged_into_id else self


class CustomRecord(Record):
    """A record that an administrator may give fields of their own, see `crm.custom_fields`."""

    custom = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def key_of_words(self, custom_fields=None):
        if not self.custom:
            return super().key_of_words()
        fields = custom_fields or Fields(self._meta.model_name)
        return fold(f"{self.search_words()} {fields.words(self.custom)}")[:LONGEST_KEY]


def away_when_merged(name):
    """The constraint that what was merged into another one is archived."""
    another = models.Q(archived_at__isnull=False) & ~models.Q(merged_into=models.F("id"))
    return models.CheckConstraint(condition=models.Q(merged_into=None) | another, name=name)


class MergeableRecord(CustomRecord):
    """A record that may stand there twice, until one of the two is merged into the other."""

    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )

    class Meta:
        abstract = True

    def merge_into(self, kept, *, at):
        self.archive(at=at)
        self.merged_into = kept
