"""Keys by which records are told to be likely the same, however somebody wrote them."""

import re
from urllib.parse import urlsplit

from django.db import models

from crm.alphabet import fold
from crm.phones import FEWEST, digits, key_of

LONGEST = 200
# What stands before or after the name of a company and says what kind of company it is.
FORMS = {
    *("as", "asa", "ans", "da", "sa", "ba", "nuf", "ks", "enk", "ab", "hb", "kb", "aps"),
    *("ltd", "limited", "plc", "llc", "llp", "inc", "incorporated", "corp", "corporation"),
    *("co", "company", "gmbh", "ag", "kg", "ohg", "ug", "bv", "nv", "sarl", "sas", "spa", "srl"),
    *("oy", "oyj"),
}
# Where everybody may have an address or a page says nothing about whose it is.
EVERYBODYS = {
    *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.no", "live.com"),
    *("live.no", "msn.com", "yahoo.com", "yahoo.no", "icloud.com", "me.com", "mac.com", "aol.com"),
    *("proton.me", "protonmail.com", "gmx.net", "gmx.de", "web.de", "online.no", "broadpark.no"),
    *("start.no", "frisurf.no", "facebook.com", "instagram.com", "linkedin.com", "x.com"),
    *("youtube.com", "sites.google.com"),
}
BETWEEN_WORDS = re.compile(r"[^\w]+|_+")
ADDRESS = re.compile(r"^\w+://")


def words_of(name: str) -> list[str]:
    """A/S and B.V. are one word each, Moonbeam-Ladders are two."""
    return BETWEEN_WORDS.sub(" ", re.sub(r"(?<=\b\w)[./](?=\w\b)", "", fold(name))).split()


def company_key(name: str) -> str:
    """moonbeam ladders, of Moonbeam Ladders Ltd. and AS Moonbeam-Ladders."""
    words = whole = words_of(name)
    while words and words[-1] in FORMS:
        words = words[:-1]
    while words and words[0] in FORMS:
        words = words[1:]
    return " ".join(words or whole)


def person_key(first_name: str, last_name: str) -> str:
    """penny rung; a first name alone tells nobody from another."""
    words = words_of(f"{first_name} {last_name}")
    return " ".join(words) if len(words) > 1 else ""


def number_key(number: str) -> str:
    """The digits of a company number: NO 923 609 016 MVA is 923609016."""
    found = digits(number)
    return found if len(found) > FEWEST else "".join(words_of(number))


def email_key(address: str) -> str:
    return address.strip().casefold()


def domain_key(website: str, email: str) -> str:
    """moonbeam.example, of https://www.moonbeam.example/en, else of post@moonbeam.example."""
    hosts = (host_of(website), email_key(email).rpartition("@")[2])
    owned = (host.removeprefix("www.") for host in hosts)
    return next((host for host in owned if "." in host and host not in EVERYBODYS), "")


def host_of(website: str) -> str:
    website = website.strip()
    try:
        return urlsplit(website if ADDRESS.match(website) else f"//{website}").hostname or ""
    except ValueError:
        return ""


def phone_key(number: str) -> str:
    key = key_of(number)
    return key if len(key) >= FEWEST else ""


KEYS = {
    "company": company_key,
    "person": person_key,
    "number": number_key,
    "email": email_key,
    "domain": domain_key,
    "phone": phone_key,
}


class LikenessField(models.CharField):
    """The key of a kind in KEYS of the fields `of`; written anew with every way of saving."""

    def __init__(self, kind, *of, **kwargs):
        self.kind, self.of = kind, of
        kwargs |= {"max_length": LONGEST, "editable": False, "default": ""}
        super().__init__(**kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        for given in ("max_length", "editable", "default"):
            kwargs.pop(given, None)
        return name, path, [self.kind, *self.of], kwargs

    def pre_save(self, model_instance, add):
        key = self.key_of(model_instance)
        setattr(model_instance, self.attname, key)
        return key

    def key_of(self, record):
        return KEYS[self.kind](*[getattr(record, name) or "" for name in self.of])[:LONGEST]
