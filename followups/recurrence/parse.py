"""Reads the text of a rule: FREQ=MONTHLY;BYDAY=-1FR;COUNT=10."""

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from followups.recurrence import rule as rules
from followups.recurrence.refusals import RuleRefused
from followups.recurrence.refusals import gettext_noop as _
from followups.recurrence.rule import Rule, Weekday

LONGEST = 5_000
NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
WEEKDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
UNTIL = re.compile(r"([0-9]{8})(?:T([0-9]{6})(Z?))?")

# part: field of the rule, least, most, whether it may count from the end
LISTS = {
    "BYMONTH": ("months", 1, 12, False),
    "BYWEEKNO": ("weeks", 1, 53, True),
    "BYYEARDAY": ("year_days", 1, 366, True),
    "BYMONTHDAY": ("month_days", 1, 31, True),
    "BYHOUR": ("hours", 0, 23, False),
    "BYMINUTE": ("minutes", 0, 59, False),
    "BYSECOND": ("seconds", 0, 60, False),
    "BYSETPOS": ("positions", 1, 366, True),
}
OTHERS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST", "RSCALE", "SKIP"}

# part: the frequencies with which RFC 5545 does not allow it
WITHOUT_MEANING = {
    "BYWEEKNO": set(rules.FREQUENCIES) - {rules.YEARLY},
    "BYYEARDAY": {rules.MONTHLY, rules.WEEKLY, rules.DAILY},
    "BYMONTHDAY": {rules.WEEKLY},
}


@lru_cache(256)
def parse(text: str) -> Rule:
    """The rule, with or without "RRULE:" before it; whatever is not understood is refused."""
    parts = _split(text)
    frequency = _one_of("FREQ", parts, rules.FREQUENCIES)
    _check_combinations(parts, frequency)
    lists = {
        field: _numbers(part, parts[part], least, most, from_end=from_end)
        for part, (field, least, most, from_end) in LISTS.items()
        if part in parts
    }
    if "seconds" in lists:  # the leap second, which clocks without it show as the one before
        lists["seconds"] = tuple(sorted({min(second, 59) for second in lists["seconds"]}))
    rule = Rule(
        frequency=frequency,
        interval=_positive("INTERVAL", parts.get("INTERVAL", "1")),
        count=_positive("COUNT", parts["COUNT"]) if "COUNT" in parts else None,
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        weekdays=_weekdays(parts["BYDAY"]) if "BYDAY" in parts else (),
        week_start=rules.WEEKDAYS.index(_one_of("WKST", parts, rules.WEEKDAYS, "MO")),
        skip=_skip(parts),
        **lists,
    )
    _check_numbered_weekdays(rule)
    _check_skip(rule)
    return rule


def _split(text: str) -> dict[str, str]:
    if len(text) > LONGEST:
        raise RuleRefused("RRULE", _("The rule is longer than %(most)s characters."), most=LONGEST)
    text = text.strip().upper()
    name, colon, value = text.partition(":")
    if colon and (name != "RRULE" or len(text.split()) > 1):
        reason = _("%(part)s is not supported: one rule is expected, without anything else.")
        raise RuleRefused(re.split(r"[;:\s]", text)[0] if name != "RRULE" else "RRULE", reason)
    parts: dict[str, str] = {}
    for each in (value if colon else text).removesuffix(";").split(";"):
        part, _equals, content = each.partition("=")
        if part not in LISTS and part not in OTHERS:
            raise RuleRefused(part[:30], _("“%(part)s” is not a part of a rule that is supported."))
        if part in parts:
            raise RuleRefused(part, _("%(part)s stands twice in the rule."))
        parts[part] = content
    return parts


def _one_of(part: str, parts: dict[str, str], choices: tuple[str, ...], default: str = "") -> str:
    value = parts.get(part, default)
    if not value:
        raise RuleRefused(part, _("The rule has no %(part)s."))
    if value not in choices:
        raise _wrong(part, value)
    return value


def _wrong(part: str, value: str) -> RuleRefused:
    return RuleRefused(part, _("%(part)s cannot be “%(value)s”."), value=value[:30])


def _positive(part: str, value: str) -> int:
    number = int(value) if NUMBER.fullmatch(value) else 0
    if number < 1:
        raise _wrong(part, value)
    return number


def _numbers(part: str, text: str, least: int, most: int, *, from_end: bool) -> tuple[int, ...]:
    found = set()
    for value in text.split(","):
        number = int(value) if NUMBER.fullmatch(value) else None
        if number is None or not least <= (abs(number) if from_end else number) <= most:
            raise _wrong(part, value)
        found.add(number)
    return tuple(sorted(found))


def _weekdays(text: str) -> tuple[Weekday, ...]:
    found = []
    for value in text.split(","):
        match = WEEKDAY.fullmatch(value)
        if not match or (match[1] and not 1 <= abs(int(match[1])) <= 53):
            raise _wrong("BYDAY", value)
        found.append(Weekday(rules.WEEKDAYS.index(match[2]), int(match[1] or 0)))
    return tuple(dict.fromkeys(found))


def _until(text: str) -> date | datetime:
    match = UNTIL.fullmatch(text)
    try:
        if match and match[2]:
            until = datetime.fromisoformat(f"{match[1]}T{match[2]}")
            return until.replace(tzinfo=UTC) if match[3] else until
        if match:
            return date.fromisoformat(match[1])
    except ValueError:
        pass
    raise _wrong("UNTIL", text)


def _skip(parts: dict[str, str]) -> str:
    calendar = parts.get("RSCALE", "GREGORIAN")
    if calendar != "GREGORIAN":
        reason = _("The calendar %(value)s is not supported.")
        raise RuleRefused("RSCALE", reason, value=calendar[:30])
    return _one_of("SKIP", parts, (rules.OMIT, rules.BACKWARD), rules.OMIT)


def _check_combinations(parts: dict[str, str], frequency: str) -> None:
    together = _("%(part)s has no meaning together with %(other)s.")
    for part, frequencies in WITHOUT_MEANING.items():
        if part in parts and frequency in frequencies:
            raise RuleRefused(part, together, other=f"FREQ={frequency}")
    if "COUNT" in parts and "UNTIL" in parts:
        raise RuleRefused("COUNT", together, other="UNTIL")
    if "BYSETPOS" in parts and not (LISTS.keys() | {"BYDAY"}) & (parts.keys() - {"BYSETPOS"}):
        raise RuleRefused("BYSETPOS", _("%(part)s needs another part to choose from."))


def _check_numbered_weekdays(rule: Rule) -> None:
    if not any(weekday.number for weekday in rule.weekdays):
        return
    together = _("Numbers in %(part)s have no meaning together with %(other)s.")
    if rule.frequency not in (rules.YEARLY, rules.MONTHLY):
        raise RuleRefused("BYDAY", together, other=f"FREQ={rule.frequency}")
    if rule.weeks:
        raise RuleRefused("BYDAY", together, other="BYWEEKNO")


def _check_skip(rule: Rule) -> None:
    """The day before the first of a month that is counted from its end is in another month."""
    if rule.skip == rules.BACKWARD and (
        min(rule.month_days, default=0) < -28 or min(rule.year_days, default=0) < -365
    ):
        reason = _("%(part)s=BACKWARD is not supported with days so far from the end.")
        raise RuleRefused("SKIP", reason)
