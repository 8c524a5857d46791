"""A list of records as the page shows it: heads that sort, and rows as ready text."""

from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from crm.columns import Column


@dataclass(frozen=True)
class Head:
    """`query`: leads to its order, "" where it has none; `direction`: by which the list is in
    order, as ARIA says it, or "".
    """

    label: Any
    width: str
    query: str
    direction: str


def head_of(columns: list[Column], asked) -> list[Head]:
    """The heads of a list whose address has the query `asked`; each leads to its own order."""
    sort = asked.get("sort") or columns[0].name
    return [
        Head(
            column.label,
            column.width,
            query_with(asked, sort=f"-{column.name}" if sort == column.name else column.name)
            if column.sort
            else "",
            {column.name: "ascending", f"-{column.name}": "descending"}.get(sort, ""),
        )
        for column in columns
    ]


def query_with(asked, **changes) -> str:
    """The query `asked` with some values changed, from its first page on."""
    query = asked.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


TICK = (
    '<td class="pick"><input class="form-check-input" type="checkbox" form="picked" name="record"'
    ' value="{}" aria-label="{}"></td>'
)


def rows_html(columns: list[Column], records: list, reader, now) -> SafeString:
    """The rows of the table, each with a box to tick. A column gives HTML, its texts escaped."""
    for column in columns:
        if column.bring:
            column.bring(records, reader, now)
    opened = [f'<td class="{column.look}">' if column.look else "<td>" for column in columns]
    parts = list(zip(opened, [column.cell for column in columns], strict=True))
    lines = [
        TICK.format(record.public_id, escape(str(record)))
        + "".join([f"{td}{cell(record)}</td>" for td, cell in parts])
        for record in records
    ]
    return mark_safe("\n".join([f"<tr>{line}</tr>" for line in lines]))  # noqa: S308
