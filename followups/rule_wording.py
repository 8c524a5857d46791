"""How something repeats, as a sentence in the reader's language."""

from collections.abc import Callable
from datetime import date

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from crm.wording import in_words, locale_of
from followups.patterns import Every, Repeat, repeat_of
from followups.recurrence import RuleRefused
from followups.wording import capitalised

A_MONDAY = date(2024, 1, 1)


def sentence(repeat: Repeat, language: str) -> str:
    """Every second Wednesday until 3 June 2027"""
    text = capitalised(SENTENCES[repeat.every](repeat, language) + _in_short_months(repeat))
    if repeat.count:
        times = ngettext("%(rule)s, %(count)s time", "%(rule)s, %(count)s times", repeat.count)
        return times % {"rule": text, "count": repeat.count}
    if repeat.until:
        last = in_words(repeat.until, "day month year", language)
        return _("%(rule)s until %(date)s") % {"rule": text, "date": last}
    return text


def sentence_of(rule: str, start: date, zone: str, language: str) -> str:
    """Of a rule of any origin; one that no form writes is shown as it is."""
    repeat = repeat_of(rule, start, zone)
    if repeat:
        return sentence(repeat, language)
    return _("By a rule from elsewhere: %(rule)s") % {"rule": rule.removeprefix("RRULE:")}


def refusal(refused: RuleRefused) -> str:
    """Why a rule is refused."""
    return _(refused.reason) % refused.values


def _every_workday(repeat: Repeat, language: str) -> str:
    return _("every workday")


def _every_day(repeat: Repeat, language: str) -> str:
    each, second = _("every day"), _("every second day")
    return _every(repeat.interval, each, second, _("every %(number)s days"))


def _every_week(repeat: Repeat, language: str) -> str:
    names = [_weekday(weekday, language) for weekday in repeat.weekdays]
    days = format_list(names, locale=locale_of(language))
    if repeat.interval == 1 or (repeat.interval == 2 and len(names) == 1):
        each, second = _("every %(weekday)s"), _("every second %(weekday)s")
        return (each if repeat.interval == 1 else second) % {"weekday": days}
    weeks = _every(repeat.interval, "", _("every second week"), _("every %(number)s weeks"))
    return _("%(weeks)s on %(weekdays)s") % {"weeks": weeks, "weekdays": days}


def _month_day(repeat: Repeat, language: str) -> str:
    return _("day %(day)s of %(months)s") % {"day": repeat.day, "months": _months(repeat)}


def _month_weekday(repeat: Repeat, language: str) -> str:
    texts = {"weekday": _numbered(repeat, language), "months": _months(repeat)}
    return _("%(weekday)s of %(months)s") % texts


def _month_last_day(repeat: Repeat, language: str) -> str:
    return _("the last day of %(months)s") % {"months": _months(repeat)}


def _month_last_workday(repeat: Repeat, language: str) -> str:
    return _("the last workday of %(months)s") % {"months": _months(repeat)}


def _year_day(repeat: Repeat, language: str) -> str:
    day = in_words(date(2024, repeat.month, repeat.day), "day month", language)
    return _("%(years)s on %(date)s") % {"years": _years(repeat), "date": day}


def _year_weekday(repeat: Repeat, language: str) -> str:
    month = in_words(date(2024, repeat.month, 1), "LLLL", language)
    texts = {"weekday": _numbered(repeat, language), "month": month, "years": _years(repeat)}
    return _("%(years)s on %(weekday)s of %(month)s") % texts


SENTENCES: dict[Every, Callable[[Repeat, str], str]] = {
    Every.WORKDAY: _every_workday,
    Every.DAY: _every_day,
    Every.WEEK: _every_week,
    Every.MONTH_DAY: _month_day,
    Every.MONTH_WEEKDAY: _month_weekday,
    Every.MONTH_LAST_DAY: _month_last_day,
    Every.MONTH_LAST_WORKDAY: _month_last_workday,
    Every.YEAR_DAY: _year_day,
    Every.YEAR_WEEKDAY: _year_weekday,
}


def _every(interval: int, each: str, second: str, more: str) -> str:
    if interval == 1:
        return each
    return second if interval == 2 else more % {"number": interval}


def _months(repeat: Repeat) -> str:
    each, second = _("every month"), _("every second month")
    return _every(repeat.interval, each, second, _("every %(number)s months"))


def _years(repeat: Repeat) -> str:
    each, second = _("every year"), _("every second year")
    return _every(repeat.interval, each, second, _("every %(number)s years"))


def _numbered(repeat: Repeat, language: str) -> str:
    which = {
        1: pgettext("weekday of a month", "the first %(weekday)s"),
        2: pgettext("weekday of a month", "the second %(weekday)s"),
        3: pgettext("weekday of a month", "the third %(weekday)s"),
        4: pgettext("weekday of a month", "the fourth %(weekday)s"),
        -1: pgettext("weekday of a month", "the last %(weekday)s"),
    }
    return which[repeat.number] % {"weekday": _weekday(repeat.weekday, language)}


def _weekday(weekday: int, language: str) -> str:
    return in_words(A_MONDAY.replace(day=1 + weekday), "EEEE", language)


def _in_short_months(repeat: Repeat) -> str:
    if not repeat.meets_short_months:
        return ""
    if repeat.every == Every.YEAR_DAY:
        last = _(", otherwise the last day of February")
        return last if repeat.last_in_short_months else _(", if there is one")
    return _(", the last day of short ones") if repeat.last_in_short_months else _(" that has it")
