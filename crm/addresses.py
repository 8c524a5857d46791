"""The addresses of many rows: one with a blank id is made once, the rows put in their own."""

from functools import cache

from django.urls import get_script_prefix, reverse

BLANK = "00000000-0000-4000-8000-000000000000"


def pattern(name: str) -> str:
    """The address `name` of `BLANK`; to make an address costs as much as a row."""
    return _pattern(name, get_script_prefix())


@cache
def _pattern(name: str, _prefix: str) -> str:
    return reverse(name, args=[BLANK])
