"""Keys to search and to sort by: letters that mean the same, in the order of the alphabet."""

import re
import unicodedata

from django.db import models

# The three that follow z, however they are written abroad, become the three signs that do.
LETTERS = str.maketrans(
    {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y", "ð": "d", "þ": "th", "ł": "l"}
)
BETWEEN_WORDS = re.compile(r"[\s\-/_.,{|}]+")
LONGEST = 200


# What people type who have no such letters at hand; å loses its ring below.
TYPED = str.maketrans({"æ": "ae", "ø": "o", "œ": "oe", "ð": "d", "þ": "th", "ł": "l"})


def fold(text: str) -> str:
    """`text` as it is searched: Ås, ås, aas and as are one, so are Bjørn and bjorn, É and e."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(TYPED))
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return " ".join(plain.replace("aa", "a").split())


def sort_key(text: str) -> str:
    """`text` without case, accents and punctuation; æ, ø and å stand after z."""
    words = BETWEEN_WORDS.sub(" ", unicodedata.normalize("NFC", text).casefold()).strip()
    parts = unicodedata.normalize("NFKD", words.translate(LETTERS))
    return "".join(sign for sign in parts if sign.isalnum() or sign in " {|}")[:LONGEST]


class SortKeyField(models.CharField):
    """The sort key of another field, or of the record itself; compared sign by sign."""

    def __init__(self, *args, of="", **kwargs):
        self.of = of
        kwargs |= {"max_length": LONGEST, "editable": False, "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for given in ("max_length", "editable", "default"):
            kwargs.pop(given, None)
        return name, path, args, kwargs | ({"of": self.of} if self.of else {})

    def db_parameters(self, connection):
        collation = "C" if connection.vendor == "postgresql" else None
        return super().db_parameters(connection) | {"collation": collation}

    def pre_save(self, model_instance, add):
        key = self.key_for(model_instance)
        setattr(model_instance, self.attname, key)
        return key

    def key_for(self, model_instance):
        return sort_key(getattr(model_instance, self.of) if self.of else str(model_instance))
