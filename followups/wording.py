"""Days, periods and times of day in the reader's language, from CLDR; each text made once."""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from crm.wording import clock, in_words, locale_of


def long_day(day: date, language: str) -> str:
    """Wednesday 10 June 2026"""
    return in_words(day, "weekday day month year", language)


def weekday_and_day(day: date, language: str) -> str:
    """Wednesday 10 June"""
    return in_words(day, "weekday day month", language)


def short_day(day: date, language: str) -> str:
    """Wed 10 June"""
    return in_words(day, "short weekday day month", language)


def brief_day(day: date, language: str) -> str:
    """Wed 10 Jun"""
    return in_words(day, "brief weekday day month", language)


def month(day: date, language: str) -> str:
    """June 2026"""
    return capitalised(in_words(day, "LLLL y", language))


@lru_cache(1024)
def period(first: date, last: date, language: str) -> str:
    """8–14 June 2026; both days are in it."""
    locale = locale_of(language)
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    parts = locale.interval_formats["yMMMd"][differs]
    days = zip((first, last), parts, strict=True)
    text = "".join(format_date(day, part.replace("MMM", "MMMM"), locale) for day, part in days)
    return text.replace("\u2009", " ")


def week_number(number: int) -> str:
    return _("Week %(number)s") % {"number": number}


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def time_of(local: datetime, hours: str) -> str:
    """The time of day; where the clocks go back and it comes twice, with its zone: 02:30 CEST."""
    text = clock(local.hour, local.minute, hours)
    return f"{text} {local.tzname()}" if comes_twice(local) else text


def comes_twice(local: datetime) -> bool:
    """Whether the clocks go back over this time of day, so that its name alone is not enough."""
    return local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()


def length(minutes: int) -> str:
    """5 h 30 min"""
    return _length(minutes, get_language())


@lru_cache(2048)
def _length(minutes: int, _language: str | None) -> str:
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
    if hours:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(minutes)s min") % {"minutes": rest}


def count_of_followups(count: int) -> str:
    text = ngettext("%(count)s follow-up", "%(count)s follow-ups", count)
    return text % {"count": count}
