"""Reads times of day as people type them, in English and Norwegian: 14.15, 2pm, halv tre.

What is said in words is said on a clock of twelve hours. Of the two times that it may mean the one
from 7:00 to 18:59 holds, unless it names its part of the day; forms echo the result.
"""

import re
from datetime import time

from django.utils.translation import gettext as _

from crm.phrases import NUMBERS_IN_WORDS, PhraseError, quoted, tidy

CLOCK_WORDS = {"noon": time(12), "midday": time(12), "midnight": time(0), "midnatt": time(0)}
CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2})(?::[0-9]{2})?)?(?: ?([ap])\.?(?:m\.?)?)?")
DAY_END = re.compile(r"24(?:[:.]?00)?")
BEFORE = re.compile(r"^(?:klokk(?:a|en)|kl\.?|at) ?(?=.)")

DAY, HALF_DAY, DAWN = 24 * 60, 12 * 60, 7 * 60
HOURS = {word: number for word, number in NUMBERS_IN_WORDS.items() if word not in ("a", "an", "et")}
MINUTES = NUMBERS_IN_WORDS | {
    **dict.fromkeys(("quarter", "a quarter", "kvart", "kvarter", "et kvarter"), 15),
    **dict.fromkeys(("fifteen", "femten"), 15),
    **dict.fromkeys(("twenty", "tjue"), 20),
    **dict.fromkeys(("twenty-five", "twenty five", "tjuefem"), 25),
    "half": 30,
}
AFTER = ("past", "after", "over")
SPOKEN = re.compile(
    r"(?:(?P<minutes>[^ ]+(?: [^ ]+)??)(?: minutes?| minutter)? (?P<way>past|after|over|to|på) )?"
    r"(?P<half>halv )?(?P<hour>[^ ]+)(?: o'? ?clock)?(?: (?P<part>.+))?"
)
# From which minute of the day each part of it goes, for half a day.
PARTS = {
    **dict.fromkeys(("in the morning", "om morgenen", "på morgenen"), 0),
    **dict.fromkeys(("om formiddagen", "på formiddagen"), 0),
    **dict.fromkeys(("in the afternoon", "om ettermiddagen", "på ettermiddagen"), HALF_DAY),
    **dict.fromkeys(("in the evening", "om kvelden", "på kvelden"), HALF_DAY),
    **dict.fromkeys(("at night", "om natten", "om natta", "på natten", "på natta"), 21 * 60),
}
# Half an hour before it in Norwegian, after it in British English.
EITHER = re.compile(r"half ([^ ]+)")


def read_time(text: str) -> time:
    """The time of day that `text` means: 9, 9:30, 0930, kl 9, 9:30 pm, half past two."""
    phrase = BEFORE.sub("", tidy(text), count=1)
    if phrase in CLOCK_WORDS:
        return CLOCK_WORDS[phrase]
    match = CLOCK.fullmatch(phrase)
    if match is None or (match[3] and not 1 <= int(match[1]) <= 12):
        return _in_words(phrase, text)
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    if hour > 23 or minute > 59:
        raise PhraseError(_("The clock goes from 00:00 to 23:59."))
    return time(hour, minute)


def is_day_end(text: str) -> bool:
    """Whether it is the 24:00 that closes a day."""
    return bool(DAY_END.fullmatch(BEFORE.sub("", tidy(text), count=1)))


def _in_words(phrase: str, text: str) -> time:
    either = EITHER.fullmatch(phrase)
    if either and (hour := _number(either[1], HOURS, 23)):
        raise PhraseError(
            _("“%(text)s” may mean %(before)s or %(after)s. Write the time in figures.")
            % {
                "text": quoted(text),
                "before": f"{_clock(hour * 60 - 30, hour, DAWN):%H:%M}",
                "after": f"{_clock(hour * 60 + 30, hour, DAWN):%H:%M}",
            }
        )
    found = _spoken(phrase)
    if found is None:
        raise PhraseError(
            _("“%(text)s” is not a time we can read. Try 9, 14.15, 2pm or half past two.")
            % {"text": quoted(text)}
        )
    return found


def _spoken(phrase: str) -> time | None:
    match = SPOKEN.fullmatch(phrase)
    if match is None:
        return None
    hour = _number(match["hour"], HOURS, 23)
    minutes = _number(match["minutes"], MINUTES, 59) if match["way"] else 0
    earliest = PARTS.get(match["part"]) if match["part"] else DAWN
    if hour is None or minutes is None or earliest is None:
        return None
    told = hour * 60 - (30 if match["half"] else 0)
    return _clock(told + (minutes if match["way"] in AFTER else -minutes), hour, earliest)


def _clock(minute: int, hour: int, earliest: int) -> time:
    """The time at that minute; told by an hour of twelve, in the half day from `earliest` on."""
    if 1 <= hour <= 12:
        minute = earliest + (minute - earliest) % HALF_DAY
    return time(*divmod(minute % DAY, 60))


def _number(word: str, words: dict[str, int], most: int) -> int | None:
    number = int(word) if word.isascii() and word.isdigit() else words.get(word)
    return number if number is not None and number <= most else None
