import random

import pytest

from followups.recurrence import RuleRefused, expand, parse
from tests.recurrence.shown import days, local, utc

REFUSED = {
    "": ("", "is not a part of a rule"),
    "FREQ": ("FREQ", "The rule has no FREQ"),
    "COUNT=3": ("FREQ", "The rule has no FREQ"),
    "FREQ=FORTNIGHTLY": ("FREQ", "FREQ cannot be “FORTNIGHTLY”"),
    "FREQ=DAILY;FREQ=DAILY": ("FREQ", "stands twice"),
    "FREQ=DAILY;INTERVAL=0": ("INTERVAL", "cannot be “0”"),
    "FREQ=DAILY;INTERVAL=-1": ("INTERVAL", "cannot be “-1”"),
    "FREQ=DAILY;INTERVAL=²": ("INTERVAL", "cannot be “²”"),
    "FREQ=DAILY;COUNT=0": ("COUNT", "cannot be “0”"),
    "FREQ=DAILY;COUNT=" + "9" * 4000: ("COUNT", "cannot be"),
    "FREQ=DAILY;COUNT=3;UNTIL=20260601": ("COUNT", "together with UNTIL"),
    "FREQ=DAILY;UNTIL=20260230": ("UNTIL", "cannot be “20260230”"),
    "FREQ=DAILY;UNTIL=tomorrow": ("UNTIL", "cannot be “TOMORROW”"),
    "FREQ=DAILY;BYMONTH=13": ("BYMONTH", "cannot be “13”"),
    "FREQ=DAILY;BYMONTH=-1": ("BYMONTH", "cannot be “-1”"),
    "FREQ=DAILY;BYMONTHDAY=0": ("BYMONTHDAY", "cannot be “0”"),
    "FREQ=DAILY;BYMONTHDAY=": ("BYMONTHDAY", "cannot be “”"),
    "FREQ=DAILY;BYHOUR=24": ("BYHOUR", "cannot be “24”"),
    "FREQ=DAILY;BYDAY=XX": ("BYDAY", "cannot be “XX”"),
    "FREQ=YEARLY;BYDAY=54MO": ("BYDAY", "cannot be “54MO”"),
    "FREQ=YEARLY;BYDAY=0MO": ("BYDAY", "cannot be “0MO”"),
    "FREQ=WEEKLY;BYDAY=1MO": ("BYDAY", "together with FREQ=WEEKLY"),
    "FREQ=YEARLY;BYWEEKNO=3;BYDAY=1MO": ("BYDAY", "together with BYWEEKNO"),
    "FREQ=WEEKLY;BYMONTHDAY=3": ("BYMONTHDAY", "together with FREQ=WEEKLY"),
    "FREQ=MONTHLY;BYYEARDAY=3": ("BYYEARDAY", "together with FREQ=MONTHLY"),
    "FREQ=MONTHLY;BYWEEKNO=3": ("BYWEEKNO", "together with FREQ=MONTHLY"),
    "FREQ=MONTHLY;BYSETPOS=1": ("BYSETPOS", "needs another part"),
    "FREQ=MONTHLY;WKST=XX": ("WKST", "cannot be “XX”"),
    "FREQ=YEARLY;BYEASTER=0": ("BYEASTER", "is not a part of a rule"),
    "FREQ=DAILY;X-NOTE=1": ("X-NOTE", "is not a part of a rule"),
    "EXRULE:FREQ=DAILY": ("EXRULE", "EXRULE is not supported"),
    "DTSTART:20260601T090000\nRRULE:FREQ=DAILY": ("DTSTART", "DTSTART is not supported"),
    "RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY": ("RRULE", "one rule is expected"),
    "FREQ=DAILY;RSCALE=HEBREW": ("RSCALE", "The calendar HEBREW is not supported"),
    "FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD": ("SKIP", "SKIP cannot be “FORWARD”"),
    "FREQ=MONTHLY;BYMONTHDAY=-31;SKIP=BACKWARD": ("SKIP", "so far from the end"),
    "FREQ=DAILY;" + "BYHOUR=1," * 1000: ("RRULE", "longer than"),
}


@pytest.mark.parametrize(("rule", "refusal"), REFUSED.items())
def test_what_is_not_supported_is_refused_by_name(rule, refusal):
    part, words = refusal

    with pytest.raises(RuleRefused) as refused:
        parse(rule)

    assert refused.value.part == part
    assert words in str(refused.value)


def test_it_is_refused_at_once_and_not_when_the_first_date_is_asked_for():
    with pytest.raises(RuleRefused):
        expand("FREQ=DAILY;INTERVAL=0", local("2026-06-01"), "UTC", (utc("2026-06-01"),) * 2)


def test_times_of_a_day_are_refused_for_whole_days():
    with pytest.raises(RuleRefused, match="FREQ=HOURLY has no meaning for whole days"):
        days("FREQ=HOURLY", "2026-06-01", low="2026-06-01", high="2026-07-01")


@pytest.mark.parametrize(
    "zone", ["Europe/Olso", "", "../etc/passwd", "A" * 100_000, "Europe", "\0"]
)
def test_a_zone_that_is_not_there_is_refused(zone):
    with pytest.raises(RuleRefused, match="There is no time zone"):
        expand("FREQ=DAILY", local("2026-06-01"), zone, (utc("2026-06-01"), utc("2026-07-01")))


def test_small_differences_of_writing_are_understood():
    plain = parse("FREQ=MONTHLY;BYDAY=1MO,-1FR;BYMONTH=1,6")

    assert parse(" rrule:freq=monthly;byday=+1mo,-1fr;bymonth=6,01,1; ") == plain


def test_whatever_is_written_is_expanded_or_refused():
    dice = random.Random(3)
    rule = "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO,-1FR;BYMONTHDAY=1,-1;COUNT=10;WKST=SU;BYSETPOS=-1"
    window = (utc("2026-01-01"), utc("2027-01-01"))

    outcomes = {"expanded": 0, "refused": 0}
    for number in range(500):
        letters = list(rule)
        digits = [at for at, letter in enumerate(letters) if letter.isdigit()]
        for _ in range(dice.randint(1, 6)):
            if number % 2:
                letters[dice.choice(digits)] = dice.choice("0123456789")
                continue
            at = dice.randrange(len(letters))
            letters[at : at + dice.randint(0, 2)] = dice.choice("FREQ=DLYWK;:,-+0129 \n\0é²٣")
        try:
            next(expand("".join(letters), local("2026-01-01"), "Europe/Oslo", window), None)
            outcomes["expanded"] += 1
        except RuleRefused:
            outcomes["refused"] += 1

    assert min(outcomes.values()) > 100, outcomes
