"""The days of the small month, and of the strip above a day, as HTML like that of `diary.rows`."""

from dataclasses import dataclass
from datetime import date

from diary.rows import escape


@dataclass(slots=True)
class MiniDay:
    day: date
    weekday: str
    url: str
    name: str
    classes: str
    is_today: bool
    is_shown: bool


MINI_DAY = '<td><a href="{url}" class="{classes}" aria-label="{name}"{current}>{number}</a></td>'
STRIP_DAY = (
    '<a href="{url}" class="{classes}" aria-label="{name}"{current}>{weekday} <b>{number}</b></a>'
)


def mini_day(made: MiniDay) -> str:
    return MINI_DAY.format(
        url=escape(made.url),
        classes=made.classes,
        name=made.name,
        current=' aria-current="date"' if made.is_today else "",
        number=made.day.day,
    )


def strip_day(made: MiniDay) -> str:
    """The same above the page of a day, on a narrow screen."""
    return STRIP_DAY.format(
        url=escape(made.url),
        classes=made.classes,
        name=made.name,
        current=' aria-current="page"' if made.is_shown else "",
        weekday=made.weekday,
        number=made.day.day,
    )
