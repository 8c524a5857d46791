"""Documents in an Activities list: those a reader may see, and their rows as texts."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from crm.models import Document
from followups.activities import RECORD_LINKS, cut, page_of
from followups.activity_lines import Reading


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
]


def page_of_documents(viewer, *, user=None, record=None, number=1):
    """Documents of a colleague or about a record, the latest first."""
    listed = Document.objects.visible_to(viewer).active()
    if record is not None:
        listed = listed.filter(**{RECORD_LINKS[type(record)]: record})
    else:
        listed = listed.filter(owner=user) if user else listed.none()
    return page_of(cut(listed, DOCUMENT, number), number, DocumentRow._make)


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
