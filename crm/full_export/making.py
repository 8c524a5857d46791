"""The archive is made: rows as CSV and JSON, contacts as vCards, the files, and what it all is."""

import csv
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from crm import exporting
from crm.custom_fields import Fields
from crm.full_export import vcards
from crm.full_export.kinds import CONTACTS, DOCUMENTS, Kind, as_json, as_text, kinds, path_of
from crm.models import FullExport

CHUNK = 500
KEPT = timedelta(days=1)


class Stopped(Exception):
    """Nobody waits for it any more."""


def work(export: FullExport, clock: Callable[[], datetime]) -> None:
    with tempfile.TemporaryFile() as file:
        try:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                Making(export, archive, clock).make()
        except Stopped:
            return
        keep(export, File(file, name="export.zip"), clock)


@transaction.atomic
def keep(export, file, clock):
    waiting = FullExport.objects.select_for_update().filter(
        pk=export.pk, status=FullExport.Status.RUNNING
    )
    if stored := waiting.first():
        stored.keep(file, at=clock())
        stored.save()


class Making:
    def __init__(self, export, archive, clock):
        self.export, self.archive, self.clock = export, archive, clock
        self.user, self.done = export.user, 0
        self.columns = {kind.name: kind.all_columns() for kind in kinds}

    def make(self):
        counts = {kind.name: kind.rows(self.user).order_by().count() for kind in kinds}
        files = [document for document in DOCUMENTS.rows(self.user) if document.file]
        contacts = counts[CONTACTS.name]
        self.tell(total=sum(counts.values()) + contacts + len(files))
        self.archive.writestr("README.md", readme(self.user, counts, self.columns, self.clock()))
        for kind in kinds:
            self.write_kind(kind)
        self.write_cards()
        for document in files:
            self.write_file(document)

    def tell(self, **fields):
        """How far it has come; ends the work where nobody waits for it."""
        waiting = FullExport.objects.filter(pk=self.export.pk, status=FullExport.Status.RUNNING)
        if not waiting.update(done=self.done, beat_at=self.clock(), **fields):
            raise Stopped

    def counted(self, rows) -> Iterator[Any]:
        for row in rows.iterator(CHUNK):
            yield row
            self.done += 1
            if self.done % CHUNK == 0:
                self.tell()

    def write_kind(self, kind: Kind):
        """Both files in one pass, so that they say the same."""
        columns = self.columns[kind.name]
        names = [column.name for column in columns]
        with tempfile.TemporaryFile() as spare:
            with self.opened(f"{kind.name}.csv") as file:
                text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
                writer = csv.writer(text)
                writer.writerow(names)
                between = b"[\n"
                for row in self.counted(kind.rows(self.user)):
                    values = [column.value(row) for column in columns]
                    writer.writerow([exporting.plain(as_text(value)) for value in values])
                    said = dict(zip(names, map(as_json, values), strict=True))
                    spare.write(between + json.dumps(said, ensure_ascii=False).encode())
                    between = b",\n"
                text.detach()
            spare.write(b"\n]\n" if between == b",\n" else b"[]\n")
            spare.seek(0)
            with self.opened(f"{kind.name}.json") as file:
                shutil.copyfileobj(spare, file)
        self.tell()

    def write_cards(self):
        with self.opened("contacts.vcf") as file:
            custom = Fields("person")
            for person in self.counted(CONTACTS.rows(self.user).filter(archived_at=None)):
                file.write(vcards.card_of(person, custom).encode())
        self.tell()

    def write_file(self, document):
        try:
            content = document.file.open("rb")
        except FileNotFoundError:
            return  # lost on the disk: the metadata still tells of it
        with content, self.opened(path_of(document)) as file:
            shutil.copyfileobj(content, file)
        self.done += 1
        self.tell()

    def opened(self, name):
        return self.archive.open(name, "w", force_zip64=True)


def readme(user, counts, columns, now) -> str:
    """What lies in the archive, in the words of who asked for it."""
    told = {"user": user, "moment": date_format(now, "DATETIME_FORMAT")}
    lines = [
        f"# {_('Export of everything')}",
        _("What %(user)s may see, as of %(moment)s.") % told,
        _(
            "Each table comes as CSV (UTF-8, commas) and with the same columns as JSON. Dates and "
            "times are written as ISO 8601 says, times in UTC. An apostrophe before a text in CSV "
            "that begins with = + - or @ keeps spreadsheets from reckoning it out."
        ),
        _("contacts.vcf holds the contacts as vCards; the folder documents holds the files."),
    ]
    for kind in kinds:
        lines.append(f"## {kind.title} ({kind.name}.csv, {kind.name}.json): {counts[kind.name]}")
        lines.append("\n".join(f"- `{each.name}`: {each.meaning}" for each in columns[kind.name]))
    return "\n\n".join(lines) + "\n"


def clear(now) -> int:
    """Forget archives that are a day old; gives how many."""
    old = list(FullExport.objects.filter(created_at__lt=now - KEPT))
    for export in old:
        discard(export)
    return len(old)


def discard(export) -> None:
    if export.file:
        export.file.delete(save=False)
    export.delete()
