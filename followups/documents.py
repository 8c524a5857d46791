"""Documents in an Activities list: those a reader may see, and their rows as texts."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.models import Document
from crm.prepared import Prepared
from crm.templatetags.icons import icon
from followups.activities import cut, ends_of, page_of
from followups.activities_of_record import RECORD_LINKS
from followups.activity_lines import Line, Reading


class DocumentRow(NamedTuple):
    public_id: object
    title: str
    kind: str
    url: str
    file_name: str
    dated_on: datetime.date
    visibility: str
    company_id: object | None
    company_name: str | None
    person_id: object | None
    person_first_name: str | None
    person_last_name: str | None
    owner_first_name: str | None
    owner_last_name: str | None


DOCUMENT = [
    "public_id",
    "title",
    "kind",
    "url",
    "file_name",
    "dated_on",
    "visibility",
    "company__public_id",
    "company__name",
    "person__public_id",
    "person__first_name",
    "person__last_name",
    "owner__first_name",
    "owner__last_name",
]


def documents_of(viewer, *, user=None, record=None):
    """Documents of a colleague or about a record, the latest first."""
    link = _link(user, record)
    listed = Document.objects.visible_to(viewer).active()
    return listed.filter(**dict([link])) if link else listed.none()


def _link(user, record):
    """(name of the field, to what); None for the diary of a resource, which has no documents."""
    if record is not None:
        return RECORD_LINKS[type(record)], record.pk
    return ("owner", user.pk) if user else None


def page_of_documents(viewer, *, number=1, **about):
    rows = cut(documents_of(viewer, **about), DOCUMENT, *ends_of(number))
    return page_of([DocumentRow._make(row) for row in rows], number)


def documents_beside(viewer, *, number=1, narrowing=None, user=None, record=None):
    """(rows that a page of all kinds may need, how many there are).

    `narrowing`: what the list is narrowed by.
    """
    link, last = _link(user, record), ends_of(number)[1]
    if not link:
        return [], 0
    if narrowing and narrowing.chosen:
        listed = documents_of(viewer, user=user, record=record)
        rows = list(_first_numbered(narrowing.filter_documents(listed, viewer), last))
    else:
        rows = BESIDE.rows(link[0], last, viewer=viewer.pk, linked=link[1])
    return [DocumentRow._make(row) for *row, _number in rows], rows[0][-1] if rows else 0


def _first_numbered(listed, last):
    """The first rows, each with the number of all."""
    return cut(listed.annotate(number=Window(Count("pk"))), [*DOCUMENT, "number"], 0, last)


def _beside(asked, name, last):
    listed = Document.objects.visible_to(asked.viewer).active()
    return _first_numbered(listed.filter(**{name: asked.linked}), last)


BESIDE = Prepared(_beside)


def row_of(document):
    """A document with its links as a row."""
    company, person, owner = document.company, document.person, document.owner
    return DocumentRow(
        document.public_id,
        document.title,
        document.kind,
        document.url,
        document.file_name,
        document.dated_on,
        document.visibility,
        company and company.public_id,
        company and company.name,
        person and person.public_id,
        person and person.first_name,
        person and person.last_name,
        owner and owner.first_name,
        owner and owner.last_name,
    )


@dataclass(slots=True)
class DocumentLine:
    """`url`: where it opens, elsewhere or as a download; `details`: what is known of it."""

    date: str
    kind: str
    title: str
    url: str
    is_elsewhere: bool
    is_own: bool
    details: str
    details_label: str
    company_url: str
    company_name: str
    contact_url: str
    contact_name: str


def document_lines(rows, reader, now):
    wordings = Reading(reader, now)
    return [document_line(row, wordings) for row in rows]


def document_line(row, wordings):
    details = reverse("crm:document-detail", args=[row.public_id])
    kept = reverse("crm:document-open", args=[row.public_id]) if row.file_name else ""
    elsewhere = row.url if row.url.startswith(("http://", "https://")) else ""
    return DocumentLine(
        date=wordings.day(row.dated_on),
        kind=row.kind,
        title=row.title,
        url=kept or elsewhere,
        is_elsewhere=not kept,
        is_own=row.visibility == "owner",
        details=details,
        details_label=_("Details of %(title)s") % {"title": row.title},
        company_url=wordings.address("crm:company-detail", row.company_id),
        company_name=row.company_name or "",
        contact_url=wordings.address("crm:person-detail", row.person_id),
        contact_name=f"{row.person_first_name or ''} {row.person_last_name or ''}".strip(),
    )


def line_among_others(row, wordings):
    """A document as a line of a list of follow-ups."""
    line = document_line(row, wordings)
    return Line(
        public_id="",
        url=line.url or line.details,
        tick_url="",
        is_own=False,
        is_completed=False,
        classes="own" if line.is_own else "",
        date=line.date,
        time="",
        type_id="",
        type_name=line.kind or _("Document"),
        icon=icon("ph-note", "m"),
        title=line.title,
        company_url=line.company_url,
        company_name=line.company_name,
        contact_url=line.contact_url,
        contact_name=line.contact_name,
        owner=f"{row.owner_first_name or ''} {row.owner_last_name or ''}".strip(),
        initials=f"{(row.owner_first_name or '')[:1]}{(row.owner_last_name or '')[:1]}".upper(),
        status="",
        is_high=False,
        opens=OPENS[bool(line.url), line.is_elsewhere],
    )


# (whether it can be opened itself, whether elsewhere): how the link does that.
OPENS = {
    (True, True): ' rel="noreferrer noopener" target="_blank"',
    (True, False): " download",
    (False, True): " data-dialog",
    (False, False): " data-dialog",
}


def lines_of_all_kinds(rows, reader, now, *, ticks_all):
    """Lines of follow-ups and documents."""
    wordings = Reading(reader, now)
    return [
        line_among_others(row, wordings)
        if isinstance(row, DocumentRow)
        else wordings.line(row, ticks_all or row.owner_id == reader.pk)
        for row in rows
    ]
