"""Who and what can be invited or booked: found by the words one types, told apart by tokens."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from crm.alphabet import fold
from crm.forms import listed_zones
from crm.matching import best_first, rank_of
from crm.models import Person, User, UserGroup
from followups.models import Resource

MOST = 20


class Option(NamedTuple):
    """Something to choose. `token` names it in a form: user:<id>, group:<id>, email:<address>.

    `url`: where it can be looked at.
    """

    token: str
    text: str
    note: str = ""
    pk: int | None = None
    url: str = ""

    @property
    def kind(self):
        return self.token.partition(":")[0]

    @property
    def key(self):
        return self.token.partition(":")[2]


def option_of(row):
    """`row` as an `Option`: a colleague, user group, contact or resource."""
    return Option(f"{NAMES[type(row)]}:{row.public_id}", str(row), note_of(row), row.pk)


def note_of(row):
    """What tells this one from another: job, company, size."""
    if isinstance(row, User):
        return row.title
    if isinstance(row, Person):
        return str(row.company or row.email)
    return row.details if isinstance(row, Resource) else ""


NAMES = {User: "user", UserGroup: "group", Person: "person", Resource: "resource"}


def email_option(address):
    return Option(f"email:{address}", address)


def people(words):
    """Colleagues, user groups and contacts with all these words in their name, or this address."""
    if "@" in words:
        return people_at(words)
    colleagues = best_first(User.objects.active().matching(words), words)[:MOST]
    groups = [group for group in UserGroup.objects.all() if has_words(group.name, words)]
    contacts = best_first(Person.objects.select_related("company").matching(words), words)[:MOST]
    return fitting([option_of(row) for row in (*colleagues, *groups, *contacts)], words)


def people_at(address):
    """The one with that e-mail address, known or not; nobody if it is none."""
    try:
        validate_email(address)
    except ValidationError:
        return []
    known = User.objects.active().filter(email__iexact=address).first()
    if known is None:
        found = Person.objects.select_related("company").filter(email__iexact=address)[:2]
        known = found[0] if len(found) == 1 else None
    return [option_of(known) if known else email_option(address)]


def resources(words):
    found = best_first(Resource.objects.active().matching(words), words)[:MOST]
    return [option_of(row) for row in found]


def zones(words):
    """Names of time zones that hold these words: Oslo, New York."""
    names = [name for name in listed_zones() if has_words(name.replace("_", " "), words)]
    found = [Option(f"zone:{name}", name) for name in names]
    return sorted(found, key=lambda zone: rank_of(in_words(zone.text), words))[:MOST]


def in_words(zone):
    """The city first: new york america."""
    return " ".join(reversed(zone.replace("_", " ").split("/")))


def fitting(options, words):
    """Whose name starts with what was typed comes first, whoever it is."""
    return sorted(options, key=lambda option: rank_of(option.text, words))[:MOST]


def has_words(text, words):
    folded = fold(text)
    return all(word in folded for word in fold(words.replace("_", " ")).split())
