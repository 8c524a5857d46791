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
    found = list(rows_of(queryset, start, start + rows + 1))
    has_next = len(found) > rows
    count = start + len(found) if found and not has_next else counted(queryset)
    return Page(found[:rows], number, has_next and number < LAST_PAGE, count)


def rows_of(queryset: QuerySet, start: int, stop: int) -> QuerySet:
    """The rows from `start` to before `stop`: their keys first, which an index alone tells.

    Far from the beginning they are reached from the end, if that is nearer.
    """
    keys = queryset.values("pk")
    if start >= MOST:
        count = keys[: 2 * stop].count()  # in order, as the index is that tells it
        if start >= count // 2:
            keys, start, stop = keys.reverse(), max(count - stop, 0), max(count - start, 0)
    return queryset.filter(pk__in=keys[start:stop])


def counted(queryset: QuerySet) -> int | None:
    """How many there are; None when there are more than `MOST`."""
    count = queryset.order_by().values("pk")[: MOST + 1].count()
    return count if count <= MOST else None
