"""Lines of the first sheet of a workbook: values as they were last worked out, no formulas."""

import datetime
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from crm.importing.tables import MOST_COLUMNS, Line, Unreadable

# Unpacked; more than this no table within our limits needs.
MOST_BYTES = 60 * 1024 * 1024
MOST_PARTS = 1000


def lines(file: IO[bytes]) -> Iterator[Line]:
    try:
        refuse_bomb(file)
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of them may be wrong
        rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
        for number, row in enumerate(rows, 1):
            if row.count(None) < len(row):  # a million empty ones may lie between two
                yield Line(number, [text_of(value) for value in row])
    except (Unreadable, GeneratorExit):
        raise
    except Exception as error:  # a broken workbook ends in any of two dozen exceptions
        text = _("The workbook cannot be read: it is broken, or not one of Excel (.xlsx).")
        raise Unreadable(text) from error


def refuse_bomb(file: IO[bytes]) -> None:
    """The archive says how large it gets, and is held to it when it is unpacked."""
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Unreadable(_("The workbook is too large when it is unpacked. Import it in parts."))
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(_("The workbook has a password. Save it without one first."))
    file.seek(0)


def text_of(value: Any) -> str:
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
    return str(value)
