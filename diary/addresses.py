"""The address of a page of the diary holds all it shows: view, date, diaries and filters."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import Self
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import get_script_prefix, reverse

from diary.windows import FIRST_DAY, LAST_DAY, within_bounds

VIEWS = ("day", "week", "month", "overview")
SMALL = "calendar"  # the month at a glance on a page of its own, which leads to the others
# The filters that an address may hold, and what each may say; they are kept from page to page.
FILTERS = {
    "days": re.compile("working"),
    "hours": re.compile("all"),
    "panel": re.compile("day|next|week|preview"),
    "card": re.compile("all|todo|sales"),
    "show": re.compile("followups|tasks|documents|open|stepless"),
    "page": re.compile("[1-9][0-9]{0,3}"),
    "since": re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "until": re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "whose": re.compile("group|all|[0-9a-f-]{36}"),
    "state": re.compile("open|done"),
}


@dataclass(frozen=True)
class Address:
    """Where the reader is. `day` is None on a page that shows today, whenever it is opened."""

    view: str
    day: date | None = None
    diaries: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, view: str, day: date | None, query: QueryDict) -> Self:
        """Read from an address; 404 for a filter that says what it may not."""
        filters = {name: str(query[name]) for name in FILTERS if query.get(name)}
        if not all(FILTERS[name].fullmatch(text) for name, text in filters.items()):
            raise Http404
        return cls(view, day, tuple(query.getlist("diary")), tuple(filters.items()))

    def get(self, name: str) -> str:
        return dict(self.filters).get(name, "")

    def with_(self, **changes: str) -> Self:
        """The same with other filters; an empty text takes a filter out."""
        filters = dict(self.filters) | changes
        return replace(self, filters=tuple((name, text) for name, text in filters.items() if text))

    def of_diary(self, key: str) -> Self:
        """The same page of one other diary."""
        return replace(self, diaries=(key,)).with_(page="")

    def at(self, view: str, day: date | None = None) -> str:
        """Where that day is shown; the nearest there is for one beyond the years of the diary."""
        iso = f"{min(max(day, FIRST_DAY), LAST_DAY).isoformat()}/" if day else ""
        return f"{paths(get_script_prefix())[view]}{iso}{self.query}"

    @property
    def here(self) -> str:
        return self.at(self.view, self.day)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [*(("diary", key) for key in self.diaries), *self.filters]

    @cached_property
    def query(self) -> str:
        """What follows the path, with its "?"; nothing when there is nothing to say."""
        return f"?{urlencode(self.pairs)}" if self.pairs else ""


@cache
def paths(_prefix: str) -> dict[str, str]:
    """Where each view begins below the prefix of the site; a page has a hundred such links."""
    return {view: reverse(f"diary:{view}") for view in (*VIEWS, SMALL)}


class DayConverter:
    """A date in a path, 2026-06-10, within the years of the diary."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, text: str) -> date:
        day = within_bounds(date.fromisoformat(text))
        if day is None:
            raise ValueError
        return day

    def to_url(self, day: date) -> str:
        return day.isoformat()
