"""Lines of vCards, versions 2.1, 3.0 and 4.0: one for each card, below headings of our own."""

import quopri
import re
from collections.abc import Iterator
from typing import NamedTuple

from crm.importing.tables import Line

HEADS = ["First name", "Last name", "Name", "Company", "Job title", "Mobile", "Phone", "E-mail"]
HEADS += ["Website", "Address", "Postcode", "City", "Country"]
PROPERTY = re.compile(r'(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^";:])*)*):(.*)', re.DOTALL)
ESCAPED = re.compile(r"\\(.)")
PARTED = re.compile(r"(?<!\\);")
NO_VOICE = {"FAX", "PAGER", "MODEM", "BBS", "TEXTPHONE"}


class Said(NamedTuple):
    """One line of a card; `types` are such as WORK, CELL and PREF."""

    name: str
    types: set[str]
    value: str

    @property
    def parts(self) -> list[str]:
        return [unescaped(part) for part in PARTED.split(self.value)]

    @property
    def text(self) -> str:
        return unescaped(self.value)


def lines(text: str) -> Iterator[Line]:
    yield Line(0, HEADS)
    for number, card in cards(text):
        yield Line(number, [cells_of(card)[head] for head in HEADS])


def cards(text: str) -> Iterator[tuple[int, list[Said]]]:
    """(number of its first line, what it says) of each; a card inside another is left out."""
    begun, depth, card = 0, 0, []
    for number, line in unfolded(text):
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            inside = depth and card and card[-1].name == "AGENT"
            if not inside and card:
                yield begun, card
            if not inside:
                begun, card = number, []
            depth = 2 if inside else 1
        elif word == "END:VCARD":
            depth -= 1
            if depth <= 0:
                yield begun, card
                depth, card = 0, []
        elif depth == 1 and (said := said_in(line)):
            card.append(said)
    if card:
        yield begun, card


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """(number, line) with lines put together that were folded, in either way."""
    number, line = 0, ""
    for at, more in enumerate(text.splitlines(), 1):
        is_quoted = line.endswith("=") and "QUOTED-PRINTABLE" in line.partition(":")[0].upper()
        if is_quoted:
            line = line[:-1] + more
        elif more[:1] in (" ", "\t"):
            line += more[1:]
        else:
            if line:
                yield number, line
            number, line = at, more
    if line:
        yield number, line


def said_in(line: str) -> Said | None:
    found = PROPERTY.match(line)
    if not found:
        return None
    name, given, value = found.groups()
    told = [part.partition("=") for part in given.upper().split(";")[1:]]
    named = {key: text.strip('"') for key, is_named, text in told if is_named}
    types = {key for key, is_named, _text in told if not is_named}
    for key, _is_named, text in told:
        types |= set(text.replace('"', "").split(",")) if key == "TYPE" else set()
    encoding = named.get("ENCODING", "") or next(iter(types & {"QUOTED-PRINTABLE", "BASE64"}), "")
    if encoding in ("B", "BASE64"):
        return None  # pictures, sounds and keys
    if encoding == "QUOTED-PRINTABLE":
        value = from_quoted(value, named.get("CHARSET", "utf-8"))
    return Said(name.upper(), types, value)


def from_quoted(value: str, charset: str) -> str:
    content = quopri.decodestring(value.encode("ascii", "ignore"))
    try:
        return content.decode(charset, "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")


def unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], text).strip()


def cells_of(card: list[Said]) -> dict[str, str]:
    last, first, *_more = [*parts_of(card, "N"), "", ""]
    *_box, street, city, _region, postcode, country = [*parts_of(card, "ADR"), *[""] * 7][:7]
    phones = [said for said in card if said.name == "TEL" and not said.types & NO_VOICE]
    mobiles = [said for said in phones if said.types & {"CELL", "IPHONE"}]
    others = [said for said in phones if said not in mobiles]
    texts = [first, last, text_of(card, "FN"), (parts_of(card, "ORG") or [""])[0]]
    texts += [text_of(card, "TITLE"), dialled(mobiles), dialled(others), text_of(card, "EMAIL")]
    texts += [text_of(card, "URL"), street, postcode, city, country]
    return dict(zip(HEADS, texts, strict=True))


def best(lines_: list[Said]) -> Said | None:
    """The preferred one, else that at work, else the first."""
    ranked = sorted(lines_, key=lambda said: ("PREF" not in said.types, "WORK" not in said.types))
    return ranked[0] if ranked else None


def named(card: list[Said], name: str) -> Said | None:
    return best([said for said in card if said.name == name and said.value.strip(" ;")])


def text_of(card: list[Said], name: str) -> str:
    said = named(card, name)
    return said.text if said else ""


def parts_of(card: list[Said], name: str) -> list[str]:
    said = named(card, name)
    return said.parts if said else []


def dialled(phones: list[Said]) -> str:
    said = best(phones)
    return said.text.removeprefix("tel:").partition(";")[0] if said else ""
