"""Entries of an administrator's list."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """An entry of a list of which one has to stay active, in each group of `one_active_in`."""

    one_active_in: tuple[str, ...] = ()
    last_one = _("It is the last active one. Add another one first.")

    class Meta:
        abstract = True

    def is_last_active(self, apart_from=()):
        """Whether no other one than those `apart_from` would be left in its place."""
        entries = type(self)._base_manager.filter(is_active=True)
        stored = entries.filter(pk=self.pk).first() if self.pk else None
        if stored is None:
            return False
        group = {name: getattr(stored, name) for name in self.one_active_in}
        return not entries.filter(**group).exclude(pk__in=[self.pk, *apart_from]).exists()

    def why_needed(self):
        """The sentence that says why it can be neither deleted nor put away, or nothing."""
        return str(self.last_one) if self.is_last_active() else ""

    def keep_one_active(self, apart_from=()):
        """Refuse what leaves none active in its place."""
        if not self.is_last_active(apart_from):
            return
        if not self.is_active:
            raise ValidationError({"is_active": self.last_one})
        stored = type(self)._base_manager.get(pk=self.pk)
        for name in self.one_active_in:
            if getattr(stored, name) != getattr(self, name):
                raise ValidationError({name: self.last_one})

    def clean(self):
        super().clean()
        self.keep_one_active()
