"""A line of a file as the record that it would become, or why it cannot become one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from crm.importing import custom_cells, tables
from crm.importing.tables import Line
from crm.importing.targets import OF_COMPANY, Target, targets_of
from crm.models import Import

# What a spreadsheet says where a formula failed.
FAILED = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|I/T|VERDI!|NAVN\?)")
# An apostrophe that keeps a spreadsheet from reckoning; our own exports write it.
GUARDED = re.compile(r"'(?=[=+\-@])")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass
class Draft:
    """`values`: of the record by name of the field; `company`: those of its company; `custom`
    and `company_custom`: of the administrator's own fields, by key, as records keep them.

    `faults`: (heading of the column, reason); a line with any is refused.
    """

    line: Line
    values: dict[str, str] = field(default_factory=dict)
    company: dict[str, str] = field(default_factory=dict)
    custom: dict[str, Any] = field(default_factory=dict)
    company_custom: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.line.number

    @cached_property
    def name(self) -> str:
        first, last = self.values.get("first_name", ""), self.values.get("last_name", "")
        return self.values.get("name") or f"{first} {last}".strip()

    def text(self, target: Target) -> str:
        """What it says in that, in words."""
        if target.custom:
            custom = self.company_custom if target.of_company else self.custom
            return target.custom.text(custom.get(target.custom.key))
        values = self.company if target.of_company else self.values
        return values.get(target.name.removeprefix(OF_COMPANY), "")

    def refuse(self, heading: str, reason: str) -> None:
        self.faults.append((heading, reason))


def drafts_of(source: Import) -> Iterator[Draft]:
    """One for each line below the headings."""
    by_name = {target.name: target for target in targets_of(source.kind)}
    columns = [by_name.get(name) for name in source.matching]
    with source.file.open("rb") as file:
        lines = tables.read(file)
        next(lines)
        for line in lines:
            yield draft_of(line, source, columns)


def draft_of(line, source, columns):
    draft = Draft(line)
    for target, heading, text in zip(columns, source.headings, line.cells, strict=False):
        if target and text:
            put(draft, target, heading, text, source.created_at.date())
    require_custom(draft, columns, source.headings)
    if len(line.cells) > len(columns):
        draft.refuse("", _("The line has more cells than there are headings."))
    if source.kind == Import.Kind.COMPANIES:
        require(draft, "name", _("The name of the company is missing."))
    else:
        name_person(draft)
        name_company(draft)
    return draft


def require_custom(draft, columns, headings):
    """What has to be filled in, where the file has a column for it."""
    for target, heading in zip(columns, headings, strict=True):
        if not (target and target.custom and target.custom.is_required) or target.of_company:
            continue
        if target.custom.key not in draft.custom and not draft.faults:
            draft.refuse(heading, _("This has to be filled in."))


def put(draft, target, heading, text, today):
    """The text of a cell, as its field takes it, or a fault."""
    if text.startswith("="):
        draft.refuse(heading, _("This is a formula. Write its value in its place."))
    elif FAILED.fullmatch(text):
        draft.refuse(heading, _("The formula in this cell failed: %(text)s") % {"text": text})
    elif target.custom:
        put_custom(draft, target, heading, GUARDED.sub("", text), today)
    elif target.field is None:
        draft.values[target.name] = GUARDED.sub("", text)
    else:
        text = as_taken(target.field.name, GUARDED.sub("", text))
        try:
            target.field.run_validators(text)
        except ValidationError as error:
            draft.refuse(heading, " ".join(error.messages))
        values = draft.company if target.of_company else draft.values
        values[target.name.removeprefix(OF_COMPANY)] = text


def put_custom(draft, target, heading, text, today):
    try:
        value = custom_cells.read(target.custom, text, today)
    except ValidationError as error:
        draft.refuse(heading, " ".join(error.messages))
        return
    if value is not None:
        custom = draft.company_custom if target.of_company else draft.custom
        custom[target.custom.key] = value


def as_taken(name, text):
    if name == "website" and not SCHEME.match(text):
        return f"https://{text}"
    return text.removeprefix("mailto:") if name == "email" else text


def require(draft, name, reason):
    if not draft.values.get(name) and not draft.faults:
        draft.refuse("", reason)


def name_person(draft):
    """First and last name out of the full one, as far as they have no columns of their own."""
    values = draft.values
    first, last = parted(values.pop("full_name", ""))
    if not (values.get("first_name") or values.get("last_name")):
        values |= {"first_name": first} if first else {}
        values |= {"last_name": last} if last else {}
    if not values.get("first_name") and values.get("last_name"):
        values["first_name"] = values.pop("last_name")
    require(draft, "first_name", _("The name of the contact is missing."))
    for name, most in (("first_name", 80), ("last_name", 80)):
        if len(values.get(name, "")) > most and not draft.faults:
            draft.refuse("", _("The name is longer than %(most)s signs.") % {"most": most})


def parted(full_name):
    """(first, last) of “Penny Rung” and of “Rung, Penny”."""
    last, comma, first = full_name.partition(",")
    if comma and first.strip():
        return first.strip(), last.strip()
    first, _space, last = full_name.strip(", ").rpartition(" ")
    return (first, last) if first else (last, "")


def name_company(draft):
    """What is said of a company without a name is nobody's, such as an address at home."""
    if not draft.company.get("name"):
        draft.company, draft.company_custom = {}, {}
