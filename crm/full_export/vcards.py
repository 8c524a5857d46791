"""Contacts as vCard 3.0, which every address book reads."""

from collections.abc import Iterator

MOST_BYTES = 75


def card_of(person, custom) -> str:
    """`custom`: the `Fields` of contacts; what stands in them is a note."""
    company = person.company
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:urn:uuid:{person.public_id}",
        f"N:{escaped(person.last_name)};{escaped(person.first_name)};;;",
        f"FN:{escaped(str(person))}",
        *said("ORG", company and company.name),
        *said("TITLE", person.title),
        *said("TEL;TYPE=CELL", person.mobile),
        *said("TEL;TYPE=WORK", person.phone),
        *said("EMAIL;TYPE=INTERNET", person.email),
        *(address_of(company) if company else ()),
        *said("NOTE", note_of(person, custom)),
        "END:VCARD",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def note_of(person, custom) -> str:
    return "\n".join(f"{name}: {text}" for name, text in custom.texts(person.custom))


def said(name: str, text: str | None) -> list[str]:
    return [f"{name}:{escaped(text)}"] if text else []


def address_of(company) -> list[str]:
    parts = [company.address, company.city, "", company.postcode, company.country]
    return ["ADR;TYPE=WORK:;;" + ";".join(map(escaped, parts))] if any(parts) else []


def escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def folded(line: str) -> Iterator[str]:
    """Parts of at most 75 bytes; those after the first begin with a space."""
    part = ""
    for sign in line:
        if len((part + sign).encode()) > MOST_BYTES:
            yield part
            part = " "
        part += sign
    yield part
