"""Files that people hand in: which are taken, what they are called, and how they are kept.

A file is stored under a name of our own, outside of everything that is served, and leaves as a
download. It is never opened, unpacked or shown here, so all that has to be known of its content
is whether it is what its name says.
"""

import os
import re
import unicodedata
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

LONGEST_NAME = 150
LOOKED_AT = 4096
MEGABYTE = 1024 * 1024
# As `kept_name` makes it; beside it what a crash left half written.
KEPT = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}(\.half)?")


@dataclass(frozen=True)
class FileKind:
    """`starts`: how the content begins, one of these; a text has no such sign, and no NUL."""

    content_type: str = "application/octet-stream"
    starts: tuple[bytes, ...] = ()
    is_text: bool = False

    def fits(self, head: bytes) -> bool:
        if self.is_text:
            has_wide_letters = head.startswith((b"\xff\xfe", b"\xfe\xff"))
            return has_wide_letters or b"\0" not in head
        return not self.starts or head.startswith(self.starts)


ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLD_OFFICE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
KINDS = {
    "pdf": FileKind("application/pdf", (b"%PDF-",)),
    "docx": FileKind(f"{OPEN_XML}wordprocessingml.document", ZIP),
    "xlsx": FileKind(f"{OPEN_XML}spreadsheetml.sheet", ZIP),
    "pptx": FileKind(f"{OPEN_XML}presentationml.presentation", ZIP),
    "doc": FileKind("application/msword", OLD_OFFICE),
    "xls": FileKind("application/vnd.ms-excel", OLD_OFFICE),
    "ppt": FileKind("application/vnd.ms-powerpoint", OLD_OFFICE),
    "msg": FileKind("application/vnd.ms-outlook", OLD_OFFICE),
    "odt": FileKind(f"{OPEN_DOCUMENT}text", ZIP),
    "ods": FileKind(f"{OPEN_DOCUMENT}spreadsheet", ZIP),
    "odp": FileKind(f"{OPEN_DOCUMENT}presentation", ZIP),
    "rtf": FileKind("application/rtf", (b"{\\rtf",)),
    "zip": FileKind("application/zip", ZIP),
    "png": FileKind("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": FileKind("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": FileKind("image/jpeg", (b"\xff\xd8\xff",)),
    "gif": FileKind("image/gif", (b"GIF8",)),
    "webp": FileKind("image/webp", (b"RIFF",)),
    "txt": FileKind("text/plain", is_text=True),
    "md": FileKind("text/plain", is_text=True),
    "csv": FileKind("text/csv", is_text=True),
    "ics": FileKind("text/calendar", is_text=True),
    "vcf": FileKind("text/vcard", is_text=True),
    "eml": FileKind("message/rfc822", is_text=True),
}
UNKNOWN = FileKind()


def ending(name: str) -> str:
    """pdf of "Quote.final.PDF": the last ending is the one that counts."""
    return Path(name).suffix.removeprefix(".").casefold()


def content_type_of(name: str) -> str:
    """By the kinds we know; never what the sender said."""
    return KINDS.get(ending(name), UNKNOWN).content_type


def shown_name(name: str) -> str:
    """`name` without folders, control signs and what turns the direction of reading."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/")).rpartition("/")[2]
    name = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    stem, dot, last = name.lstrip(". ").rpartition(".")
    room = LONGEST_NAME - len(dot + last)
    return f"{stem[:room]}{dot}{last}"[:LONGEST_NAME]


class Limits(NamedTuple):
    """The largest file, in bytes, and the endings of those that are taken."""

    largest: int
    kinds: list[str]

    @property
    def most_in_words(self) -> str:
        return f"{self.largest // MEGABYTE}\u00a0MB"


def refuse_unfit(upload, limits: Limits | None = None) -> None:
    """Raises a `ValidationError` that says what is wrong with an uploaded file.

    Without `limits` those of the environment hold.
    """
    limits = limits or Limits(settings.LARGEST_FILE, settings.FILE_KINDS)
    kinds = limits.kinds
    kind = ending(shown_name(upload.name))
    if upload.size > limits.largest:
        size = {"size": filesizeformat(upload.size), "most": limits.most_in_words}
        raise ValidationError(
            _("The file is too large: %(size)s. At most %(most)s are taken.") % size
        )
    if kind not in kinds:
        raise ValidationError(
            _("Files of this kind are not taken. These are: %(kinds)s.")
            % {"kinds": ", ".join(kinds)}
        )
    head = upload.read(LOOKED_AT)
    upload.seek(0)
    if not KINDS.get(kind, UNKNOWN).fits(head):
        raise ValidationError(
            _("The file is not what its name says: its content is not that of a .%(kind)s file.")
            % {"kind": kind}
        )


def kept_name(_document, _name) -> str:
    """Where a new file lies: nothing of the name that it came with, and never the same twice."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}"


class KeptFiles(FileSystemStorage):
    """On the disk when it is confirmed: written beside its place, then moved there in one step."""

    def _save(self, name, content):
        target = Path(self.path(name))
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = target.with_suffix(".half")
        with half.open("xb") as file:
            half.chmod(0o600)
            for chunk in content.chunks():
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
        return name


def delete_orphans(names, before):
    """Delete kept files that are not among `names` and older than the instant; gives how many."""
    root = Path(KeptFiles().location)
    orphans = [
        path
        for path in root.glob("??/*")
        if KEPT.fullmatch(name := path.relative_to(root).as_posix())
        and name not in names
        and path.stat().st_mtime < before.timestamp()
    ]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
