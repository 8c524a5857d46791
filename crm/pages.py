"""A long list in pages. It is counted as far as `MOST`: beyond that one only knows "more"."""

from dataclasses import dataclass

from django.db.models import QuerySet

ROWS = 50
LAST_PAGE = 2000
MOST = 1000


@dataclass(frozen=True)
class Page:
    """`count`: of all pages; None when there are more than `MOST`."""

    rows: list
    number: int
    has_next: bool
    count: int | None = 0

    @property
    def previous_number(self) -> int:
        return self.number - 1

    @property
    def next_number(self) -> int:
        return self.number + 1


def page_of(queryset: QuerySet, number: int, rows: int = ROWS) -> Page:
    """Page `number`, counted from 1, of the rows of `queryset`."""
    start = (number - 1) * rows
    found = list(queryset[start : start + rows + 1])
    has_next = len(found) > rows
    count = start + len(found) if found and not has_next else counted(queryset)
    return Page(found[:rows], number, has_next and number < LAST_PAGE, count)


def counted(queryset: QuerySet) -> int | None:
    """How many there are; None when there are more than `MOST`."""
    count = queryset.order_by().values("pk")[: MOST + 1].count()
    return count if count <= MOST else None
