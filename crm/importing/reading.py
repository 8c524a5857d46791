"""Which kind of file was handed in, by what it holds; the lines of each kind."""

import contextlib
import tempfile
import warnings
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from crm.files import OLD_OFFICE, ZIP
from crm.importing import csv_files, tables, vcards, xlsx_files
from crm.importing.tables import Line, Unreadable

LOOKED_AT = 4096
WEB_PAGES = ("<!doctype", "<html", "<head", "<body", "<table", "<script", "<?xml", "<svg")


def kept(upload: IO[bytes]) -> tuple[IO[bytes], list[str], int]:
    """(the file as kept lines, its headings, how many lines follow them)"""
    with contextlib.ExitStack() as on_refusal:
        file = on_refusal.enter_context(tempfile.TemporaryFile())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, about styles that nobody asked for
            count = tables.write(tables.bounded(lines_of(upload)), file)
        if count < 2:
            text = _("The file holds no line below its headings. There is nothing to import.")
            raise Unreadable(text)
        file.seek(0)
        names = tables.headings(next(tables.read(file)))
        file.seek(0)
        on_refusal.pop_all()
    return file, names, count - 1


def lines_of(upload: IO[bytes]) -> Iterator[Line]:
    head = upload.read(LOOKED_AT)
    upload.seek(0)
    if head.startswith(ZIP):
        return xlsx_files.lines(upload)
    if head.startswith(OLD_OFFICE):
        text = _("This is a workbook of an older Excel. Save it as .xlsx or as CSV first.")
        raise Unreadable(text)
    text = decoded(upload.read(), head)
    start = text[:LOOKED_AT].lstrip().casefold()
    if start.startswith(WEB_PAGES):
        raise Unreadable(_("This is a web page, not a table. Save it as CSV or XLSX first."))
    return vcards.lines(text) if start.startswith("begin:vcard") else csv_files.lines(text)


def decoded(content: bytes, head: bytes) -> str:
    """The text, in whichever of the usual encodings it was written."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in head:
        return content.decode(utf_16_without_mark(head), "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def utf_16_without_mark(head: bytes) -> str:
    """Texts of our letters have every other byte empty; anything else with NULs is no text."""
    odd, even = head[1::2], head[::2]
    for name, empty, full in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if empty.count(0) > len(empty) * 0.8 and full.count(0) < len(full) * 0.05:
            return name
    raise Unreadable(_("This is no table: it is neither CSV, XLSX nor vCard."))
