"""The days of the small month, and of the strip above a day, as HTML like that of `diary.rows`."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from diary.rows import escape, joined


@dataclass(slots=True)
class MiniDay:
    day: date
    weekday: str
    url: str
    name: str
    classes: str
    is_today: bool
    is_shown: bool


@dataclass
class MiniWeek:
    number: int
    name: str
    url: str
    is_chosen: bool
    days: SafeString
    strip: SafeString


HEAD = '<th scope="col"><span aria-hidden="true">{short}</span><span class="vh">{long}</span></th>'
WEEK = (
    '<tr{chosen}><th scope="row" class="wk"><a href="{url}" aria-label="{name}">{number}</a></th>'
    "{days}</tr>\n"
)
MINI_DAY = '<td><a href="{url}" class="{classes}" aria-label="{name}"{current}>{number}</a></td>'
STRIP_DAY = (
    '<a href="{url}" class="{classes}" aria-label="{name}"{current}>{weekday} <b>{number}</b></a>'
)


def heads(weekdays: list[tuple[str, str]]) -> SafeString:
    """Above the days: M, for screen readers Monday."""
    return joined(HEAD.format(short=escape(short), long=escape(long)) for short, long in weekdays)


def weeks(made: list[MiniWeek]) -> SafeString:
    return joined(
        WEEK.format(
            chosen=' class="cur"' if week.is_chosen else "",
            url=escape(week.url),
            name=escape(week.name),
            number=week.number,
            days=week.days,
        )
        for week in made
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
