"""A file to import, whatever it was, as lines of texts; and what is too much of it."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import IO, NamedTuple

from django.utils.translation import gettext as _

MOST_LINES = 20_000
MOST_COLUMNS = 100
MOST_CELLS = 500_000
LONGEST_CELL = 5000
CONTROL_SIGNS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


class Unreadable(Exception):
    """The file cannot be imported, for the reason that this says."""


class Line(NamedTuple):
    """`number`: where it begins in the file, counted from 1."""

    number: int
    cells: list[str]


def bounded(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines that say something, the headings first; too many of anything is refused."""
    kept = cells = 0
    for number, texts in lines:
        texts = [tidy(text) for text in texts]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        kept, cells = kept + 1, cells + len(texts)
        refuse_too_much(number, texts, kept - 1, cells)
        yield Line(number, texts)


def refuse_too_much(number: int, texts: list[str], lines: int, cells: int) -> None:
    if lines > MOST_LINES:
        text = _("The file has more than %(most)s lines. Import it in parts.")
        raise Unreadable(text % {"most": MOST_LINES})
    if len(texts) > MOST_COLUMNS:
        text = _("Line %(line)s has more than %(most)s columns. Leave out those you do not need.")
        raise Unreadable(text % {"line": number, "most": MOST_COLUMNS})
    if cells > MOST_CELLS:
        text = _("The file has more than %(most)s cells. Leave out columns, or import it in parts.")
        raise Unreadable(text % {"most": MOST_CELLS})
    if max(map(len, texts)) > LONGEST_CELL:
        text = _("A cell of line %(line)s holds more than %(most)s signs.")
        raise Unreadable(text % {"line": number, "most": LONGEST_CELL})


def tidy(text: str) -> str:
    """`text` in one line, without control signs and needless spaces."""
    return " ".join(CONTROL_SIGNS.sub(" ", text).split())


def write(lines: Iterable[Line], file: IO[bytes]) -> int:
    """Keep the lines, so that they are read quickly from now on; gives how many."""
    count = 0
    for line in lines:
        file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        count += 1
    return count


def read(file: IO[bytes]) -> Iterator[Line]:
    """The lines that were kept."""
    for text in file:
        yield Line(*json.loads(text))


def headings(line: Line) -> list[str]:
    """What stands above the columns; each has a name of its own."""
    names: list[str] = []
    for number, text in enumerate(line.cells, 1):
        name = text[:100] or _("Column %(number)s") % {"number": number}
        names.append(f"{name} ({number})" if name in names else name)
    return names
