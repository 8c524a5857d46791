"""The administrator's own fields: which there are, and what their values say.

A record keeps its values in `custom`, {key of the field: value}, as plain JSON: dates in ISO form,
decimals as text, several choices as {key of the choice: true}. What is empty is left out. Values
are written by `crm.forms.custom_fields` alone, which checks them.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.formats import date_format, number_format
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.text import Truncator, normalize_newlines
from django.utils.translation import gettext as _

from crm.models.custom_fields import CustomField
from crm.prepared import Prepared
from crm.templatetags.records import money

Kind = CustomField.Kind
SEARCHED = (Kind.TEXT, Kind.LONG_TEXT, Kind.LINK)
SHORT = 60
AT_ONCE = 500


class Choice(NamedTuple):
    name: str
    is_active: bool
    is_default: bool


class Part(NamedTuple):
    """What was and is in one field."""

    label: str
    was: str
    now: str


@dataclass(frozen=True)
class Field:
    """One field as an administrator made it. `types`: the only ones that have it; none is all."""

    key: str
    name: str
    kind: str
    help_text: str
    default: str
    currency: str
    is_required: bool
    is_active: bool
    choices: dict[str, Choice] = field(default_factory=dict)
    types: frozenset[int] = frozenset()

    @property
    def form_name(self) -> str:
        return f"custom_{self.key}"

    def suits(self, type_id: int | None) -> bool:
        return not self.types or type_id in self.types

    # -- its values ----------------------------------------------------------------------------

    def read(self, value: Any) -> Any:
        """A value as JSON keeps it, as Python has it."""
        reading = READ.get(self.kind)
        return reading(value) if reading and value is not None else value

    def store(self, value: Any) -> Any:
        """A value of Python as JSON keeps it; None for an empty one."""
        if value is None or value is False or value in ("", []):  # 0 is a number
            return None
        storing = STORED.get(self.kind)
        return storing(value) if storing else value

    def text(self, value: Any) -> str:
        """A value as JSON keeps it, in words."""
        if value is None:
            return ""
        if self.kind in CustomField.WITH_CHOICES:
            chosen = [value] if self.kind == Kind.CHOICE else value
            return ", ".join(one.name for key, one in self.choices.items() if key in chosen)
        if self.kind == Kind.MONEY:
            return money(Decimal(value), self.currency)
        saying = SAID.get(self.kind)
        return saying(value) if saying else str(value)

    def html(self, value: Any) -> str:
        """The same for a page: a link leads on, a long text keeps its lines."""
        text = self.text(value)
        if self.kind == Kind.LINK and text:
            return format_html(
                '<a class="link" href="{0}" rel="noreferrer noopener" target="_blank">{0}</a>', text
            )
        if self.kind == Kind.LONG_TEXT:
            return SafeString(linebreaks(text, autoescape=True))
        return format_html("{}", text)

    def cell(self, value: Any) -> str:
        """The same for a list: a long text is cut."""
        if self.kind == Kind.LONG_TEXT:
            return format_html("{}", Truncator(self.text(value)).chars(SHORT))
        return self.html(value)

    def open(self, value: Any) -> Any:
        """The same for an open format: a tick as such, choices as rows of their own."""
        if self.kind == Kind.TICK:
            return bool(value)
        if value is None:
            return None
        if self.kind == Kind.CHOICES:
            chosen = (one for key, one in self.choices.items() if key in value)
            return [{"name": one.name} for one in chosen]
        return self.text(value) if self.kind == Kind.CHOICE else self.read(value)

    def plain(self, value: Any) -> Any:
        """The same for a spreadsheet: numbers and dates as such, the rest as text."""
        if self.kind in (Kind.NUMBER, Kind.DECIMAL, Kind.MONEY, Kind.DATE) and value is not None:
            return self.read(value)
        return self.text(value)


def in_digits(value: Decimal) -> str:
    return format(value.normalize(), "f")


def in_places(value: str) -> str:
    number = Decimal(value)
    places = max(-number.as_tuple().exponent, 0)  # type: ignore[operator]
    return number_format(number, places, use_l10n=True, force_grouping=True)


READ: dict[Any, Callable] = {
    Kind.DECIMAL: Decimal,
    Kind.MONEY: Decimal,
    Kind.DATE: datetime.date.fromisoformat,
    Kind.TIME: datetime.time.fromisoformat,
    Kind.CHOICES: list,
}
STORED: dict[Any, Callable] = {
    Kind.DECIMAL: in_digits,
    Kind.MONEY: in_digits,
    Kind.DATE: datetime.date.isoformat,
    Kind.TIME: lambda time: time.strftime("%H:%M"),
    Kind.LONG_TEXT: normalize_newlines,
    Kind.CHOICES: lambda keys: dict.fromkeys(keys, True),
}
SAID: dict[Any, Callable] = {
    Kind.NUMBER: lambda value: number_format(value, use_l10n=True, force_grouping=True),
    Kind.DECIMAL: in_places,
    Kind.DATE: lambda value: date_format(datetime.date.fromisoformat(value)),
    Kind.TICK: lambda _value: _("Yes"),
}


class Fields:
    """The fields of one kind of record, in order; asked for when the first one is needed."""

    def __init__(self, of: str):
        self.of = of

    @cached_property
    def by_key(self) -> dict[str, Field]:
        found: dict[str, Field] = {}
        for key, *fields, choice, name, is_active, is_default in FIELDS.rows(of=self.of):
            made = found.setdefault(str(key), Field(str(key), *fields))
            if choice:
                made.choices[str(choice)] = Choice(name, is_active, is_default)
        return found

    def active(self) -> list[Field]:
        return [each for each in self.by_key.values() if each.is_active]

    def facts(self, values: dict, type_id: int | None = None) -> Iterable[tuple[str, str]]:
        """(name, HTML) of each value that is shown."""
        return [(each.name, each.html(values[each.key])) for each in self.shown(values, type_id)]

    def texts(self, values: dict) -> Iterable[tuple[str, str]]:
        """(name, text) of the same, where there are no types."""
        return [(each.name, each.text(values[each.key])) for each in self.shown(values)]

    def shown(self, values: dict, type_id: int | None = None) -> list[Field]:
        if not values:
            return []
        return [each for each in self.active() if each.key in values and each.suits(type_id)]

    def words(self, values: dict) -> str:
        """The texts among `values`, by which a record is found."""
        if not values:
            return ""
        searched = (each for each in self.active() if each.kind in SEARCHED)
        return " ".join(values[each.key] for each in searched if each.key in values)

    def differing(self, before: dict, after: dict) -> Iterator[Field]:
        """The fields in which two states differ."""
        if before != after:
            for key, each in self.by_key.items():
                if before.get(key) != after.get(key):
                    yield each

    def parts(self, before: dict, after: dict) -> list[Part]:
        return [
            Part(each.name, each.text(before.get(each.key)), each.text(after.get(each.key)))
            for each in self.differing(before, after)
        ]


def _fields(asked):
    rows = CustomField.objects.filter(of=asked.of)
    return rows.order_by("order", "pk", "choices__order", "choices__pk").values_list(
        *("public_id", "name", "kind", "help_text", "default", "currency"),
        *("is_required", "is_active"),
        *("choices__public_id", "choices__name", "choices__is_active", "choices__is_default"),
    )


FIELDS = Prepared(_fields)


def write_words_anew(custom_field: CustomField) -> None:
    """What has a value in this field is found by it, or no more: after it was put on or off."""
    fields, records = Fields(custom_field.of), custom_field.records_with_it()
    keys = list(records.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        chunk = list(records.filter(pk__in=keys[start : start + AT_ONCE]))
        for record in chunk:
            record.search_key = record.key_of_words(fields)
        records.model._base_manager.bulk_update(chunk, ["search_key"])
