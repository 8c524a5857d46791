"""Which lines of a file say what is registered already: many at once, in one pass over the table.

Two are the same by organisation number, e-mail, telephone, web domain or name, in this order.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from crm.alphabet import fold
from crm.models import Company, Person
from crm.phones import digits, key_of

NOT_A_WORD = re.compile(r"[\W_]+")
FORMS = frozenset(
    [
        "as",
        "asa",
        "ans",
        "da",
        "sa",
        "ba",
        "enk",
        "nuf",
        "ks",
        "iks",
        "ab",
        "hb",
        "kb",
        "aktiebolag",
        "aktieselskap",
        "aksjeselskap",
        "aps",
        "is",
        "oy",
        "oyj",
        "ltd",
        "limited",
        "plc",
        "llp",
        "llc",
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "gmbh",
        "ag",
        "kg",
        "ohg",
        "ev",
        "bv",
        "nv",
        "sarl",
        "sas",
        "srl",
        "spa",
        "spzoo",
    ]
)
TAIL = 5  # so many last digits tell most numbers apart, without reading them all as such
NUMBER, EMAIL, PHONE, DOMAIN, NAME = "number", "email", "phone", "domain", "name"
REASONS = {
    NUMBER: _("same organisation number"),
    EMAIL: _("same e-mail"),
    PHONE: _("same phone"),
    DOMAIN: _("same web domain"),
    NAME: _("same name"),
}
FEWEST_DIGITS = 6


class Key(NamedTuple):
    """By what two are the same, and what that is."""

    by: str
    text: str


@lru_cache(50_000)
def core(name: str) -> str:
    """A name without its form of company: Moonbeam Ladders of “Moonbeam Ladders A/S”."""
    words = NOT_A_WORD.sub(" ", fold(name).replace("/", "").replace(".", "")).split()
    return " ".join([word for word in words if word not in FORMS] or words)


@lru_cache(50_000)
def domain(website: str) -> str:
    try:
        host = urlsplit(website).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def company_number(text: str) -> str:
    """987654321 of “NO 987 654 321 MVA”; one with few digits keeps its letters."""
    found = digits(text)
    return found if len(found) >= FEWEST_DIGITS else NOT_A_WORD.sub("", text).casefold()


phone_key = lru_cache(50_000)(key_of)


def company_keys(values: dict[str, str]) -> list[Key]:
    """What a company is known by, the surest first."""
    said = [
        (NUMBER, company_number(values.get("number") or "")),
        (EMAIL, (values.get("email") or "").casefold()),
        (PHONE, phone_key(values.get("phone") or "")),
        (DOMAIN, domain(values.get("website") or "")),
        (NAME, core(values.get("name") or "")),
    ]
    return [Key(by, text) for by, text in said if text]


def person_keys(values: dict[str, str], company: str, *, is_stored: bool = False) -> list[Key]:
    """What a contact is known by. A mobile is somebody's own; a telephone is often shared.

    The same name is the same person only in the same company.
    """
    first = fold(values.get("first_name") or "")
    name = f"{first} {fold(values.get('last_name') or '')}".strip()
    mobile, phone = (phone_key(values.get(each) or "") for each in ("mobile", "phone"))
    said = [(EMAIL, (values.get("email") or "").casefold()), (PHONE, mobile)]
    said += [(PHONE, f"{number} {first}") for number in (mobile, phone) if number]
    said += [(PHONE, phone)] if is_stored else []
    said += [(NAME, f"{name} / {core(company)}" if name else "")]
    return [Key(by, text) for by, text in said if text]


@dataclass(frozen=True)
class Found:
    """What a line is the same as: the record `pk`, or what `line` of this file makes, by `name`."""

    pk: int | None = None
    line: int | None = None
    name: str = ""

    def is_meant_by(self, key: Key, name: str) -> bool:
        """Two lines of one file may share a switchboard or a domain, and still be two."""
        return self.pk is not None or key.by == NUMBER or self.name == name


@dataclass
class Known:
    """What the lines of a file could be the same as."""

    model: type
    places: dict[Key, Found] = field(default_factory=dict)

    @classmethod
    def of(cls, model: type, wanted: Iterable[Key]) -> "Known":
        """Reads the table once, and keeps what any of `wanted` is the same as."""
        known, wanted = cls(model), set(wanted)
        if wanted:
            tails = {key.text.split()[0][-TAIL:] for key in wanted if key.by == PHONE}
            rows = company_rows(tails) if model is Company else person_rows(tails)
            for pk, keys in rows:
                for key in wanted.intersection(keys):
                    known.places.setdefault(key, Found(pk=pk))
        return known

    def find(self, keys: list[Key], name: str) -> tuple[Found | None, str]:
        """(what it is the same as, by what)"""
        for key in keys:
            found = self.places.get(key)
            if found and found.is_meant_by(key, name):
                return found, key.by
        return None, ""

    def add(self, keys: list[Key], line: int, name: str) -> Found:
        """Further lines that say the same are not new any more."""
        found = Found(line=line, name=name)
        for key in keys:
            self.places.setdefault(key, found)
        return found


def rows_of(model, *names) -> Iterator[tuple]:
    rows = model.objects.active().order_by("pk").values_list("pk", *names)
    return rows.iterator(chunk_size=2000)


def likely(phone: str, tails: set[str]) -> str:
    """`phone`, if it may be one of those looked for: to read it as a number takes long."""
    return phone if phone and digits(phone)[-TAIL:] in tails else ""


def company_rows(tails):
    names = ("name", "number", "email", "phone", "website")
    for pk, *texts in rows_of(Company, *names):
        values = dict(zip(names, texts, strict=True))
        values["phone"] = likely(values["phone"], tails)
        yield pk, company_keys(values)


def person_rows(tails):
    names = ("first_name", "last_name", "email", "mobile", "phone")
    for pk, company, *texts in rows_of(Person, "company__name", *names):
        values = dict(zip(names, texts, strict=True))
        values["mobile"] = likely(values["mobile"], tails)
        values["phone"] = likely(values["phone"], tails)
        yield pk, person_keys(values, company or "", is_stored=True)
