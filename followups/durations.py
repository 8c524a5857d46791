"""How long something takes, as people type it: 45, 1:30, 1 h 30, 1t 30m, halvannen time.

A bare number is minutes; one with a decimal, as 1,5, is hours. Forms show what was understood.
"""

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from crm.phrases import NUMBERS_IN_WORDS, PhraseError, quoted, tidy
from followups import wording

MOST = datetime.timedelta(hours=99_999)
IN_WORDS = {
    **dict.fromkeys(("quarter", "quarter of an hour", "kvarter", "kvarters tid"), 15),
    **dict.fromkeys(("half an hour", "half hour", "halv time", "halvtime"), 30),
    **dict.fromkeys(("three quarters", "three quarters of an hour", "tre kvarter"), 45),
    **dict.fromkeys(("hour and a half", "time og en halv", "halvannen time", "halvannen"), 90),
}
ARTICLE = re.compile(r"^(?:an?|en|et|ett) (?=.)")
HOURS = r"(?:h|hrs?|hours?|t|timer?)"
MINUTES = r"(?:m|min|mins|minutes?|minutt|minutter)\.?"
CLOCK = re.compile(r"([0-9]{1,5})[:.]([0-5][0-9])")
ONLY_MINUTES = re.compile(rf"([0-9]{{1,5}}) ?{MINUTES}")
BARE = re.compile(r"[0-9]{1,4}")
DECIMAL = re.compile(rf"([0-9]{{1,5}}[.,][0-9]{{1,2}}) ?{HOURS}|([0-9]{{1,5}}[.,][0-9])")
WITH_HOURS = re.compile(
    rf"([0-9]{{1,5}}) ?{HOURS}\.?(?: ?(?:and |og )?([0-9]{{1,4}}) ?(?:{MINUTES})?)?"
)
AND_A_HALF = re.compile(rf"([0-9]{{1,3}}) (?:and a half|og en halv) {HOURS}")
WORD = re.compile(r"[^\W\d_]+")


def read_duration(text: str) -> datetime.timedelta:
    minutes = _minutes(tidy(text))
    if minutes is None or minutes > MOST.total_seconds() / 60:
        raise PhraseError(
            _("“%(text)s” is not a duration we can read. Try 45, 1:30 or 1 h 30.")
            % {"text": quoted(text)}
        )
    return datetime.timedelta(minutes=minutes)


def _minutes(phrase: str) -> int | None:
    without_article = ARTICLE.sub("", phrase)
    if phrase in IN_WORDS or without_article in IN_WORDS:
        return IN_WORDS.get(phrase) or IN_WORDS[without_article]
    phrase = WORD.sub(lambda word: str(NUMBERS_IN_WORDS.get(word[0], word[0])), phrase, count=1)
    if BARE.fullmatch(phrase):
        return int(phrase)
    if match := ONLY_MINUTES.fullmatch(phrase):
        return int(match[1])
    if match := CLOCK.fullmatch(phrase):
        return int(match[1]) * 60 + int(match[2])
    if match := DECIMAL.fullmatch(phrase):
        return round(float((match[1] or match[2]).replace(",", ".")) * 60)
    if match := AND_A_HALF.fullmatch(phrase):
        return int(match[1]) * 60 + 30
    match = WITH_HOURS.fullmatch(phrase)
    return int(match[1]) * 60 + int(match[2] or 0) if match else None


class DurationField(forms.Field):
    """Cleans to a timedelta; shows 1 h 30 min."""

    def to_python(self, value):
        if not value or isinstance(value, datetime.timedelta) or not value.strip():
            return value if isinstance(value, datetime.timedelta) else None
        try:
            return read_duration(value)
        except PhraseError as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value):
        if isinstance(value, datetime.timedelta):
            return wording.length(int(value.total_seconds()) // 60)
        return value
