"""Days in words, from CLDR, and times of day; each text made once."""

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

# English is written the British way: the day before the month, the 24-hour clock by default.
LOCALES = {"en": "en_GB"}


@lru_cache
def locale_of(language: str) -> Locale:
    code = language.replace("-", "_")
    return Locale.parse(LOCALES.get(code, code))


@lru_cache(8192)
def in_words(day: date, pattern: str, language: str) -> str:
    """`day` by a CLDR pattern, such as "EEEE", or by one of the names in `SKELETONS`."""
    locale = locale_of(language)
    if pattern in SKELETONS:
        pattern = _wide(locale, *SKELETONS[pattern])
    return format_date(day, pattern, locale=locale)


# name: CLDR skeleton, what is written in full, what follows
SKELETONS = {
    "weekday day month year": ("MMMEd", {"E": "EEEE", "MMM": "MMMM"}, " y"),
    "weekday day month": ("MMMEd", {"E": "EEEE", "MMM": "MMMM"}, ""),
    "short weekday day month": ("MMMEd", {"MMM": "MMMM"}, ""),
    "brief weekday day month": ("MMMEd", {}, ""),
    "day month year": ("MMMd", {"MMM": "MMMM"}, " y"),
    "brief day month year": ("MMMd", {}, " y"),
    "day month": ("MMMd", {"MMM": "MMMM"}, ""),
}


def _wide(locale: Locale, skeleton: str, widths: dict[str, str], tail: str) -> str:
    pattern = str(locale.datetime_skeletons[skeleton].pattern)
    for narrow, wide in widths.items():
        pattern = pattern.replace(narrow, wide)
    return pattern + tail


@lru_cache(1024)
def typed_day(day: date, language: str) -> str:
    """Wed 10 Jun 2026: short enough for a field, and read again by `phrases`."""
    pattern = str(locale_of(language).datetime_skeletons["yMMMEd"].pattern)
    return in_words(day, pattern.replace(",", ""), language)


@lru_cache(2048)
def clock(hour: int, minute: int, hours: str) -> str:
    """08:30, or 8:30 am on a clock of "12" hours."""
    if hours == "24":
        return f"{hour:02}:{minute:02}"
    half = "am" if hour < 12 else "pm"
    return f"{(hour - 1) % 12 + 1}:{minute:02} {half}"
