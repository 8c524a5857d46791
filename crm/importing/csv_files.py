"""Lines of CSV; semicolons, commas and tabs are told apart by themselves."""

import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from crm.importing.tables import Line, Unreadable

SEPARATORS = ";,\t"
QUOTED = re.compile(r'"(?:[^"]|"")*"')
SAID = re.compile(r"sep=([;,\t|])\r?\n", re.IGNORECASE)  # how Excel is told


def lines(text: str) -> Iterator[Line]:
    said = SAID.match(text)
    separator = said[1] if said else separator_of(text)
    reader = csv.reader(
        io.StringIO(text[said.end() :] if said else text, newline=""),
        delimiter=separator,
        strict=True,
        skipinitialspace=separator != "\t",
    )
    first = 2 if said else 1
    before = 0
    try:
        for cells in reader:
            yield Line(before + first, cells)
            before = reader.line_num
    except csv.Error as error:
        text = _("Line %(line)s: a quotation mark stands alone. Write two of them inside a text.")
        raise Unreadable(text % {"line": before + first}) from error


def separator_of(text: str) -> str:
    """The sign that parts the headings most often."""
    head = QUOTED.sub("", text.lstrip("\r\n")[:20_000]).split("\n", 1)[0]
    return max(SEPARATORS, key=head.count) if head else ","
