"""Telephone numbers as links, in the way that the reader's telephone program understands."""

from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import quote

PLACE = "{number}"
USUAL = f"tel:{PLACE}"
# Programs that dial; nothing that could run in the page.
SCHEMES = ("tel", "callto", "sip", "sips", "skype", "facetime", "facetime-audio", "https")
PATTERN = rf"^(?i:{'|'.join(SCHEMES)}):[^\s{{}}<>\"'\\]*\{{number\}}[^\s{{}}<>\"'\\]*\Z"

_link = ContextVar("phone_link", default=USUAL)


@contextmanager
def by(link):
    """Numbers are written as `link` says while this lasts."""
    token = _link.set(link)
    try:
        yield
    finally:
        _link.reset(token)


def address(number):
    """The link that dials a number, however it is written."""
    digits = "".join(sign for sign in number if sign.isdigit() or sign in "*#")
    plus = "+" if number.strip().startswith("+") else ""
    link = _link.get()
    in_a_page = link.lower().startswith("https:")
    return link.replace(PLACE, quote(plus + digits, safe="" if in_a_page else "+*#"))
