"""The columns of the lists: what stands in them, as HTML and as plain text, and their order."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from django.db.models import QuerySet
from django.urls import get_script_prefix, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.custom_fields import Field, Kind
from crm.templatetags.records import money, tel


@dataclass(frozen=True)
class Column:
    """`cell` gives HTML, with every text escaped. `sort`: the fields it is put in order by, none
    where it cannot be; `width` and `look`: classes of head and cells; `needs`: fields that are
    fetched for it alone. `bring(records, reader, now)` fetches what is not a field, for all rows at
    once; `plain` is the text of such a one in a file, and `rank(records, reader)` annotates what
    it is put in order by.
    """

    name: str
    label: Any
    sort: tuple[str, ...]
    cell: Callable[[Any], str]
    width: str = ""
    look: str = ""
    needs: tuple[str, ...] = ()
    bring: Callable[[list, Any, Any], None] | None = None
    plain: Callable[[Any], str] | None = None
    rank: Callable[[QuerySet, Any], QuerySet] | None = None


def text(value):
    return escape(str(value)) if value else ""


def linked(record):
    """The name of a record, leading to its page."""
    if record is None:
        return ""
    folder = folder_of(record._meta.model_name, get_script_prefix())
    return f'<a href="{folder}{record.public_id}/">{escape(str(record))}</a>'


@functools.cache
def folder_of(name, site):
    """The address of a list, under which the pages of its records are; for each `site` prefix."""
    return reverse(f"crm:{name}-list")


def dial(number):
    return f'<a href="{escape(tel(number))}">{escape(number)}</a>' if number else ""


def write_to(address):
    return f'<a href="mailto:{escape(address)}">{escape(address)}</a>' if address else ""


def day(date):
    return date_format(date) if date else ""


# Whose values JSON keeps in their order.
SORTED = (Kind.NUMBER, Kind.DATE, Kind.TIME, Kind.TICK)
NUMBERS = (Kind.NUMBER, Kind.DECIMAL, Kind.MONEY)


def of_field(field: Field) -> Column:
    """A column of a custom field, as far as a list has room for it."""
    look = "num" if field.kind in NUMBERS else "mut"
    return Column(
        field.form_name,
        field.name,
        (f"custom__{field.key}",) if field.kind in SORTED else (),
        lambda row: field.cell(row.custom.get(field.key)),
        "w-y num" if look == "num" else "w-y",
        look,
        needs=("custom",),
    )


LOOKS = {"sold": " good", "lost": " bad", "stalled": " warn"}


def status_pill(record):
    look = LOOKS.get(record.status, "")
    return f'<span class="pill{look}">{escape(record.get_status_display())}</span>'


NAME = Column("name", _("Name"), ("sort_key",), linked, look="t")
COMPANY = Column("company", _("Company"), ("company_key",), lambda row: linked(row.company))
OWNER = Column("owner", _("Owner"), ("owner_key",), lambda row: text(row.owner), "w-y", "mut")

OF_COMPANIES = [
    NAME,
    Column(
        "category", _("Category"), ("category_key",), lambda row: text(row.category), "w-y", "mut"
    ),
    Column("city", _("City"), ("city_key",), lambda row: text(row.city), "w-y", "mut"),
    Column("phone", _("Phone"), ("phone",), lambda row: dial(row.phone), "w-y"),
    Column(
        "number",
        pgettext_lazy("company number", "Number"),
        ("number",),
        lambda row: text(row.number),
        "w-n",
        "mut",
    ),
    OWNER,
]
OF_PERSONS = [
    NAME,
    COMPANY,
    Column("title", _("Job title"), ("title_key",), lambda row: text(row.title), look="mut"),
    Column("phone", _("Phone"), ("mobile",), lambda row: dial(row.mobile or row.phone), "w-y"),
    Column("email", _("E-mail"), ("email",), lambda row: write_to(row.email)),
    OWNER,
]
OF_SALES = [
    NAME,
    COMPANY,
    Column("status", _("Status"), ("status",), status_pill, "w-n"),
    Column("stage", _("Stage"), ("stage__order",), lambda row: text(row.stage), "w-m", "mut"),
    Column("date", _("Sale date"), ("sale_on",), lambda row: day(row.sale_on), "w-y"),
    Column(
        "amount",
        _("Amount"),
        ("amount",),
        lambda row: text(money(row.amount, row.currency)),
        "w-y num",
        "num",
    ),
    OWNER,
]
PROJECT = Column(
    "project",
    _("Project"),
    ("project__sort_key",),
    lambda row: linked(row.project),
    needs=("project__public_id", "project__name"),
)
OF_PROJECTS = [
    NAME,
    COMPANY,
    Column("status", _("Status"), ("status",), status_pill, "w-m"),
    Column("start", _("Start"), ("starts_on",), lambda row: day(row.starts_on), "w-y"),
    Column("end", _("End"), ("ends_on",), lambda row: day(row.ends_on), "w-y"),
    OWNER,
]


def kept_how(selection):
    return text(_("By a search") if selection.is_dynamic else _("By hand"))


def number_of_members(selection):
    """Of those picked by hand; whom a search finds is counted on the page of the selection."""
    return "" if selection.is_dynamic else str(selection.members_count)


OF_SELECTIONS = [
    NAME,
    Column("holds", _("Holds"), ("holds",), lambda row: text(row.get_holds_display()), "w-n"),
    Column("kept", _("Members kept"), ("is_dynamic",), kept_how, "w-m", "mut"),
    Column("members", _("Members"), ("members_count",), number_of_members, "w-n num", "num"),
    Column(
        "visible",
        _("Visible for"),
        ("visibility",),
        lambda row: text(row.visible_group or row.get_visibility_display()),
        "w-m",
        "mut",
    ),
    OWNER,
]
