"""The occurrences of a series in a window: its rule, what was added, without what was left out."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from heapq import merge

from followups.recurrence.clock import EARLIEST, LATEST, Calendar, Clock, WallClock, midnight
from followups.recurrence.parse import parse
from followups.recurrence.pattern import Pattern
from followups.recurrence.refusals import MOST_INSTANCES, RuleRefused, Steps, TooMuch
from followups.recurrence.refusals import gettext_noop as _
from followups.recurrence.rule import WITHIN_A_DAY, Rule


def expand(
    rule: str,
    start: date,
    zone: str | None,
    window: tuple[date, date],
    exdates: Iterable[date] = (),
    rdates: Iterable[date] = (),
    *,
    steps: Steps | None = None,
) -> Iterator:
    """The occurrences in a window, in order; its end is not in it.

    A start without a zone, on the wall clock of `zone`, and a window of two instants give aware
    datetimes in that zone. A date as start gives dates, those of the days that begin in the window.
    Exdates and rdates may be instants, local times, or dates: leaving out a date leaves out all
    of that day, adding one adds it at the start's time. `steps` counts what it took.
    """
    parsed = parse(rule)
    is_all_day = not isinstance(start, datetime)
    clock = Calendar(zone) if is_all_day else WallClock(str(zone))
    first = _checked(start, parsed, is_all_day=is_all_day)
    low, high = clock.edge(window[0]), clock.edge(window[1])
    named = _named(Pattern(parsed, first, is_all_day=is_all_day), clock, low, high, steps)
    added = sorted(clock.moment(each, first) for each in rdates)
    left_out = set(exdates)
    days = {each for each in left_out if not isinstance(each, datetime)}
    return _occurrences(
        merge(named, (each for each in added if low <= each < high)),
        clock,
        without={clock.moment(each, first) for each in left_out - days},
        without_days=days,
    )


def _checked(start: date, rule: Rule, *, is_all_day: bool) -> datetime:
    if is_all_day and rule.frequency in WITHIN_A_DAY:
        reason = _("%(part)s=%(value)s has no meaning for whole days.")
        raise RuleRefused("FREQ", reason, value=rule.frequency)
    first = start if isinstance(start, datetime) else midnight(start)
    if first.tzinfo:
        raise TypeError("a series starts on the wall clock of its zone: without tzinfo")
    if not EARLIEST <= first < LATEST:
        reason = _("A series cannot start in the year %(year)s.")
        raise RuleRefused("DTSTART", reason, year=first.year)
    return first.replace(microsecond=0)


def _named(pattern: Pattern, clock: Clock, low: datetime, high: datetime, steps: Steps | None):
    """What the rule gives from `low` on, before `high` and no later than its UNTIL."""
    end = clock.end(pattern.rule.until) if pattern.rule.until else None
    if end and end.tzinfo:
        high = min(high, end)
    local_low, local_high = clock.local(low, high)
    if end and not end.tzinfo:
        local_high = min(local_high, end)
    moments = clock.in_order(pattern.between(local_low, local_high, steps or Steps()))
    return (each for each in moments if low <= each < high)


def _occurrences(
    moments: Iterator[datetime], clock: Clock, without: set[datetime], without_days: set[date]
) -> Iterator:
    """Each once: also where two times of the wall clock are one instant."""
    before, number = None, 0
    for moment in moments:
        shown = clock.shown(moment)
        day = shown.date() if isinstance(shown, datetime) else shown
        if moment == before or moment in without or day in without_days:
            continue
        if number == MOST_INSTANCES:
            reason = _("This rule gives more than %(most)s dates.")
            raise TooMuch("RRULE", reason, most=MOST_INSTANCES)
        yield shown
        before, number = moment, number + 1
