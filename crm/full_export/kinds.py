"""What the export of everything holds: kinds of rows, each with its columns and their meaning."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from crm.custom_fields import Field, Fields
from crm.models import (
    Company,
    CustomField,
    Document,
    Person,
    Project,
    Sale,
    Selection,
    SelectionMember,
    User,
)
from crm.models.records import Record


@dataclass(frozen=True)
class Column:
    """`value` gives a text, a number, a date, an instant, None, or a list of rows of its own."""

    name: str
    meaning: Any
    value: Callable[[Any], Any]


@dataclass(frozen=True)
class Kind:
    """`rows`: a queryset of all that a colleague may see of it, and of nothing else; `custom`
    makes its `Fields`, where an administrator may add some.
    """

    name: str
    title: Any
    columns: list[Column]
    rows: Callable[[User], Any]
    custom: Callable[[], Fields] | None = None

    def all_columns(self) -> list[Column]:
        """With those of the administrator's own fields, as these are now."""
        return [*self.columns, *map(custom_column, self.custom().active() if self.custom else ())]


def custom_column(field: Field) -> Column:
    """One of the administrator's own fields. It stands in the types that have it."""

    def value(row):
        suits = field.suits(getattr(row, "type_id", None))
        return field.open(row.custom.get(field.key)) if suits else None

    kind = CustomField.Kind(field.kind).label
    unit = f", {field.currency}" if field.kind == CustomField.Kind.MONEY else ""
    return Column(f"custom.{field.name}", f"{field.name} ({kind}{unit})", value)


def columns_of(model, *names) -> list[Column]:
    """Columns of fields; a link to a record has its id beside its name."""
    columns = []
    for name in names:
        field = model._meta.get_field(name)
        columns.append(Column(name, field.verbose_name, reading(field)))
        if field.is_relation and issubclass(field.related_model, Record):
            columns.append(Column(f"{name}_id", _("its id"), reading_id(field)))
    return columns


def reading(field):
    if field.is_relation:
        return lambda row: str(getattr(row, field.name) or "")
    return lambda row: getattr(row, field.name)


def reading_id(field):
    return lambda row: str(record.public_id) if (record := getattr(row, field.name)) else ""


ID = Column("id", _("the same in all files"), lambda row: str(row.public_id))
BOOKS = ("owner", "created_at", "modified_at")


def record_columns(model, *names):
    books = columns_of(model, *BOOKS)
    if model is not Document:  # of those only what is not deleted
        books += columns_of(model, "archived_at")
    return [ID, *columns_of(model, *names), *books]


def path_of(document) -> str:
    """Where its file lies in the archive; "" for one that has none."""
    return f"documents/{document.public_id}/{document.file_name}" if document.file else ""


def all_of(model, *related):
    return lambda user: model.objects.select_related("owner", *related).order_by("pk")


def documents(user):
    rows = Document.objects.visible_to(user).active().order_by("pk")
    links = ("company", "person", "sale", "project", "visible_group")
    return rows.select_related("owner", *links)


def selections(user):
    rows = Selection.objects.visible_to(user).order_by("pk")
    members = SelectionMember.objects.current().select_related("company", "person").order_by("pk")
    picked = Prefetch("members", members, to_attr="picked")
    return rows.select_related("owner", "visible_group").prefetch_related(picked)


def members_of(selection):
    records = [member.company or member.person for member in selection.picked]
    return [{"name": str(record), "id": str(record.public_id)} for record in records]


COMPANIES = Kind(
    "companies",
    _("Companies"),
    record_columns(
        Company,
        *("name", "number", "category", "phone", "email", "website"),
        *("address", "postcode", "city", "country"),
    ),
    all_of(Company),
    custom=partial(Fields, "company"),
)
CONTACTS = Kind(
    "contacts",
    _("Contacts"),
    record_columns(
        Person, "first_name", "last_name", "company", "title", "mobile", "phone", "email"
    ),
    all_of(Person, "company"),
    custom=partial(Fields, "person"),
)
SALES = Kind(
    "sales",
    _("Sales"),
    record_columns(
        Sale,
        *("name", "company", "person", "project", "stage", "status", "amount", "currency"),
        *("probability", "sale_on", "reopen_on", "reason"),
    ),
    all_of(Sale, "company", "person", "project", "stage", "reason"),
    custom=partial(Fields, "sale"),
)
PROJECTS = Kind(
    "projects",
    _("Projects"),
    [
        *record_columns(Project, "name", "company", "status", "starts_on", "ends_on"),
        Column(
            "members",
            _("members"),
            lambda project: [
                {"name": str(seat.user), "role": seat.role}
                for seat in project.projectmember_set.all()
            ],
        ),
    ],
    lambda user: all_of(Project, "company")(user).prefetch_related("projectmember_set__user"),
    custom=partial(Fields, "project"),
)
DOCUMENTS = Kind(
    "documents",
    _("Documents"),
    [
        *record_columns(
            Document,
            *("title", "kind", "dated_on", "url", "file_name", "file_size"),
            *("visibility", "visible_group", "company", "person", "sale", "project"),
        ),
        Column("path", _("where the file lies in this archive"), path_of),
    ],
    documents,
)
SELECTIONS = Kind(
    "selections",
    _("Selections"),
    [
        *record_columns(Selection, "name", "description", "holds", "is_dynamic", "query"),
        *columns_of(Selection, "visibility", "visible_group"),
        Column("members", _("those picked by hand, with their ids"), members_of),
    ],
    selections,
)
# Those of other apps are appended when these start.
kinds = [COMPANIES, CONTACTS, SALES, PROJECTS, DOCUMENTS, SELECTIONS]


def as_json(value):
    """A value as JSON has it."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def as_text(value) -> str:
    """A value as a cell: dates and instants as ISO 8601 says, lists with semicolons."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(one_text(each) for each in value)
    return str(as_json(value))


def one_text(row: dict) -> str:
    """Ingrid Solberg (organiser, accepted) of a participant."""
    first, *others = [str(value) for value in row.values() if value not in ("", None)] or [""]
    return f"{first} ({', '.join(others)})" if others else first
