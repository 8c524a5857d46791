"""Reads dates and times as people type them, in English and Norwegian.

The words of the reader's own language come first, those of the others after it.
Where a phrase leaves something open, these rules hold, and forms echo the result:

- a day comes before its month, whatever stands between them: 10.6, 10/6, 10-6;
- a date without a year is the one from three months back to nine months ahead;
- a year of two digits is in this century;
- a bare weekday is the first one from today on, "next friday" the one of next week;
- a day without a month, "the 15th", is the first one from today on;
- a week is its Monday, a month its first day.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import MAXYEAR, date, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST = 60
LOOKS_BACK = timedelta(days=90)

WEEKDAYS = {
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
}
MONTHS = {
    "en": (
        *("january", "february", "march", "april", "may", "june"),
        *("july", "august", "september", "october", "november", "december"),
    ),
    "nb": (
        *("januar", "februar", "mars", "april", "mai", "juni"),
        *("juli", "august", "september", "oktober", "november", "desember"),
    ),
}
NEAR = {
    "today": 0,
    "i dag": 0,
    "idag": 0,
    "tomorrow": 1,
    "i morgen": 1,
    "imorgen": 1,
    "yesterday": -1,
    "i går": -1,
    "igår": -1,
    "day after tomorrow": 2,
    "overmorgen": 2,
    "i overmorgen": 2,
}
NEXT_WEEK = {"next week", "neste uke"}
NEXT_MONTH = {"next month", "neste måned"}
NUMBERS_IN_WORDS = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "en to tre fire fem seks sju åtte ni ti elleve tolv",
        "ett _ _ _ _ _ syv",
        "et",
        "an",
        "a",
    )
    for number, word in enumerate(words.split(), 1)
    if word != "_"
}
CLOCK_WORDS = {"noon": time(12), "midnight": time(0), "midnatt": time(0)}

UNIT = r"(d|days?|dag|dager|w|weeks?|u|uker?|months?|måned|måneder)"
FILLER = re.compile(r"^(?:on|the|this|på|den|denne) (?=.)")
NEXT = re.compile(r"(?:next|neste) (.+)")
LAST = re.compile(r"(?:last|forrige|sist) (.+)")
OF_WEEK = re.compile(r"([^\W\d_]+)[., ]+((?:next|neste|w|week|u|uke) ?(?:week|uke|[0-9]{1,2}))")
STEP = re.compile(rf"([+-]|in |om ) ?([0-9]{{1,4}}|an?|en) ?{UNIT}?")
AGO = re.compile(rf"(?:for )?([0-9]{{1,4}}|an?|en) {UNIT} (ago|siden)")
MONTH = re.compile(r"([^\W\d_]+)\.?(?: ([0-9]{4}))?")
DAY = re.compile(r"([0-9]{1,2})(?:\.|st|nd|rd|th)")
DIGITS = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2}|[0-9]{4})?")
WEEK = re.compile(r"(?:w|week|u|uke) ?([0-9]{1,2})(?:[ ,/-]+([0-9]{4}|[0-9]{2}))?")
ISO = re.compile(r"([0-9]{4,})[-./]([0-9]{1,2})[-./]([0-9]{1,2})")
NUMBERS = re.compile(r"([0-9]{1,2})[-./ ]+([0-9]{1,2})(?:[-./ ]+([0-9]+))?\.?")
DAY_MONTH = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[. ]* ?([^\W\d_]+)\.?(?:[ ,]+([0-9]+))?"
)
MONTH_DAY = re.compile(r"([^\W\d_]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?(?:[ ,]+([0-9]+))?")
WEEKDAY_FIRST = re.compile(r"([^\W\d_]+)[., ]+(?=.*[0-9])(.+)")
CLOCK = re.compile(
    r"(?:kl\.?|at)? ?([0-9]{1,2})(?:[:.]?([0-9]{2})(?::[0-9]{2})?)?(?: ?([ap])\.?(?:m\.?)?)?"
)


class PhraseError(ValueError):
    """What was typed is no date or time. Its text is for the person who typed."""


def read_date(text: str, today: date, language: str = "en") -> date:
    """The date that `text` means to somebody who types it on the day `today`."""
    phrase = FILLER.sub("", tidy(text), count=1)
    if not phrase:
        raise PhraseError(_("Type a date, for example 10.6, 10 June, Friday or tomorrow."))
    found = _near_date(phrase, today, language) or _calendar_date(phrase, today, language)
    if found is None:
        raise PhraseError(
            _("“%(text)s” is not a date we can read. Try 10.6, 10 June, Friday or tomorrow.")
            % {"text": quoted(text)}
        )
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise _year_refused()
    return found


def read_time(text: str) -> time:
    """The time of day that `text` means: 9, 9:30, 0930, kl 9, 9:30 pm."""
    phrase = tidy(text)
    if phrase in CLOCK_WORDS:
        return CLOCK_WORDS[phrase]
    match = CLOCK.fullmatch(phrase)
    if match is None or (match[3] and not 1 <= int(match[1]) <= 12):
        raise PhraseError(
            _("“%(text)s” is not a time we can read. Try 9, 9:30 or 14.15.")
            % {"text": quoted(text)}
        )
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    if hour > 23 or minute > 59:
        raise PhraseError(_("The clock goes from 00:00 to 23:59."))
    return time(hour, minute)


def _near_date(phrase: str, today: date, language: str) -> date | None:
    """Dates told by how far they are from today: tomorrow, fri, neste fredag, +2w."""
    if phrase in NEAR:
        return today + timedelta(days=NEAR[phrase])
    monday = today - timedelta(days=today.weekday())
    if phrase in NEXT_WEEK:
        return monday + timedelta(weeks=1)
    if phrase in NEXT_MONTH:
        return _months_on(today.replace(day=1), 1)
    if (weekday := _position(phrase, WEEKDAYS, language)) is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    if match := NEXT.fullmatch(phrase):
        weekday = _position(match[1], WEEKDAYS, language)
        return None if weekday is None else monday + timedelta(days=7 + weekday)
    if match := LAST.fullmatch(phrase):
        weekday = _position(match[1], WEEKDAYS, language)
        before = today - timedelta(days=1)
        return (
            None if weekday is None else before - timedelta(days=(before.weekday() - weekday) % 7)
        )
    if match := OF_WEEK.fullmatch(phrase):
        weekday = _position(match[1], WEEKDAYS, language)
        first = _near_date(match[2], today, language) or _calendar_date(match[2], today, language)
        return first + timedelta(days=weekday) if first and weekday is not None else None
    if match := STEP.fullmatch(phrase):
        return _step(today, match[2], match[3] or "d", back=match[1] == "-")
    if match := AGO.fullmatch(phrase):
        return _step(today, match[1], match[2], back=True)
    return None


def _step(today: date, count: str, unit: str, *, back: bool) -> date:
    """So many days, weeks or months from today."""
    number = (int(count) if count.isdigit() else 1) * (-1 if back else 1)
    if unit[0] == "m":
        return _months_on(today, number)
    return today + timedelta(days=number * (7 if unit[0] in "wu" else 1))


def _months_on(day: date, number: int) -> date:
    """The same day of another month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _year_refused()
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def _calendar_date(phrase: str, today: date, language: str) -> date | None:
    """Dates told by the calendar: 10.6, 2026-06-10, 10. juni, Wed 10 June, w28."""
    if match := WEEK.fullmatch(phrase):
        return _monday_of(int(match[1]), match[2], today)
    if match := ISO.fullmatch(phrase):
        return _date(int(match[3]), int(match[2]), match[1], today)
    if match := NUMBERS.fullmatch(phrase) or DIGITS.fullmatch(phrase):
        return _date(int(match[1]), int(match[2]), match[3], today)
    if match := DAY.fullmatch(phrase):
        return _day_to_come(int(match[1]), today)
    match = MONTH.fullmatch(phrase)
    if match and (month := _position(match[1], MONTHS, language)) is not None:
        return _date(1, month + 1, match[2], today)
    if match := DAY_MONTH.fullmatch(phrase):
        day, name, year = match.groups()
    elif match := MONTH_DAY.fullmatch(phrase):
        name, day, year = match.groups()
    else:
        return _date_after_weekday(phrase, today, language)
    month = _position(name, MONTHS, language)
    if month is None:
        return _date_after_weekday(phrase, today, language)
    return _date(int(day), month + 1, year, today)


def _date_after_weekday(phrase: str, today: date, language: str) -> date | None:
    """The date in "wed 10 june"; refused when it falls on another weekday."""
    match = WEEKDAY_FIRST.fullmatch(phrase)
    weekday = match and _position(match[1], WEEKDAYS, language)
    if match is None or weekday is None:
        return None
    found = _calendar_date(match[2], today, language)
    if found and found.weekday() != weekday:
        raise PhraseError(
            _("%(date)s is a %(weekday)s.")
            % {"date": date_format(found), "weekday": date_format(found, "l")}
        )
    return found


def _day_to_come(day: int, today: date) -> date | None:
    """The first such day of a month from today on."""
    firsts = (_months_on(today.replace(day=1), number) for number in range(3))
    lasting = (first for first in firsts if 1 <= day <= monthrange(first.year, first.month)[1])
    return next((found for first in lasting if (found := first.replace(day=day)) >= today), None)


def _date(day: int, month: int, year: str | None, today: date) -> date:
    found = _first_fitting(lambda candidate: date(candidate, month, day), year, today)
    if found is None:
        raise PhraseError(_("There is no such date: check the day and the month."))
    return found


def _monday_of(week: int, year: str | None, today: date) -> date:
    found = _first_fitting(lambda candidate: date.fromisocalendar(candidate, week, 1), year, today)
    if found is None:
        raise PhraseError(_("There is no week %(week)s in that year.") % {"week": week})
    return found


def _first_fitting(in_year: Callable[[int], date], year: str | None, today: date) -> date | None:
    """The date in the typed year, else in the first year that makes it recent or to come."""
    for candidate in _years(year, today):
        try:
            found = in_year(candidate)
        except ValueError:
            continue
        if year or found >= today - LOOKS_BACK:
            return found
    return None


def _years(year: str | None, today: date) -> Iterator[int]:
    """The years that may be meant; without one typed, far enough ahead for a 29 February."""
    if year is None:
        yield from range(today.year - 1, min(today.year + 9, MAXYEAR))
        return
    number = int(year) + 2000 if len(year) == 2 else int(year[:5])
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise _year_refused()
    yield number


def _position(word: str, names: Mapping[str, tuple[str, ...]], language: str) -> int | None:
    """Where `word` or its beginning stands among `names`; two letters or more."""
    word = word.rstrip(".")
    if len(word) < 2:
        return None
    for code in sorted(names, key=lambda code: code != language[:2]):
        matches = [
            at
            for at, name in enumerate(names[code])
            if name.startswith(word) or _plain(name).startswith(word)
        ]
        if len(matches) == 1:
            return matches[0]
    return None


def _plain(name: str) -> str:
    return name.replace("ø", "o")


def tidy(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(",") if len(text) <= LONGEST else "?"


def quoted(text: str) -> str:
    return text.strip() if len(text) <= LONGEST else text[: LONGEST - 1].strip() + "…"


def _year_refused() -> PhraseError:
    return PhraseError(
        _("The diary goes from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
    )
