from functools import cached_property

from django import forms


class RowField(forms.ChoiceField):
    """A choice among rows; cleans to the row itself.

    The rows are fetched when they are shown, or when one is chosen that is not `known` already.
    """

    def offer(self, fetch, key="public_id", none=None, known=()):
        """`fetch()` gives the rows."""
        self.fetch, self.key, self.none = fetch, key, none
        self.known = {self.prepare_value(row): row for row in known if row}
        self.choices = self._listed

    @cached_property
    def rows(self):
        return {self.prepare_value(row): row for row in self.fetch()}

    def _listed(self):
        empty = [("", self.none)] if self.none is not None else []
        return empty + [(value, str(row)) for value, row in self.rows.items()]

    def clean(self, value):
        if not value and not self.required:
            return None
        return self.known.get(value) or self.rows.get(super().clean(value))

    def prepare_value(self, value):
        return str(getattr(value, self.key)) if hasattr(value, self.key) else value
