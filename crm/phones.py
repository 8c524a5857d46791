"""Telephone numbers, told to be the same however they are written."""

import re

import phonenumbers
from django.conf import settings

# What a number is written with; five digits at least make one.
LOOKS_LIKE = re.compile(r"\s*(?:\+|\()?[\d\s()./\-]*", re.ASCII)
FEWEST = 5


def is_number(text: str) -> bool:
    return bool(LOOKS_LIKE.fullmatch(text)) and len(digits(text)) >= FEWEST


def digits(text: str) -> str:
    return "".join(sign for sign in text if sign in "0123456789")


def key_of(number: str) -> str:
    """The digits of a number without country code and leading zeros: 22334455.

    A number that is none in `settings.COUNTRY` keeps its digits; "" without any.
    """
    if not digits(number):
        return ""
    try:
        parsed = phonenumbers.parse(number, settings.COUNTRY)
    except phonenumbers.NumberParseException:
        return digits(number).lstrip("0")
    return str(parsed.national_number)
