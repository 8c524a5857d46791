from datetime import date, datetime

import pytest
from django.utils import translation

from followups.patterns import Every, Repeat, repeat_of, rule_of, suggestions
from followups.recurrence import RuleRefused, expand, parse
from followups.rule_wording import refusal, sentence, sentence_of

START = date(2026, 6, 10)  # a Wednesday

WRITTEN = {
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": Repeat(Every.WORKDAY),
    "FREQ=DAILY": Repeat(Every.DAY),
    "FREQ=DAILY;INTERVAL=3;COUNT=10": Repeat(Every.DAY, 3, count=10),
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE": Repeat(Every.WEEK, 2, weekdays=(0, 2)),
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR": Repeat(Every.WEEK, 2, (0, 1, 2, 3, 4)),
    "FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20270603": (
        Repeat(Every.MONTH_DAY, day=15, until=date(2027, 6, 3))
    ),
    "FREQ=MONTHLY;BYMONTHDAY=31": Repeat(Every.MONTH_DAY, day=31),
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1": (
        Repeat(Every.MONTH_DAY, day=31, last_in_short_months=True)
    ),
    "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1": (
        Repeat(Every.MONTH_DAY, day=29, last_in_short_months=True)
    ),
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU": Repeat(Every.MONTH_WEEKDAY, 3, number=2, weekday=1),
    "FREQ=MONTHLY;BYDAY=-1FR": Repeat(Every.MONTH_WEEKDAY, number=-1, weekday=4),
    "FREQ=MONTHLY;BYMONTHDAY=-1": Repeat(Every.MONTH_LAST_DAY),
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1": Repeat(Every.MONTH_LAST_WORKDAY),
    "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10": Repeat(Every.YEAR_DAY, day=10, month=6),
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1": (
        Repeat(Every.YEAR_DAY, day=29, month=2, last_in_short_months=True)
    ),
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYDAY=-1SU": (
        Repeat(Every.YEAR_WEEKDAY, 2, number=-1, weekday=6, month=5)
    ),
}


@pytest.mark.parametrize(("rule", "repeat"), WRITTEN.items())
def test_a_pattern_is_written_as_a_rule_and_read_back(rule, repeat):
    assert rule_of(repeat) == rule
    assert repeat_of(rule, START) == repeat


READ = {
    "FREQ=WEEKLY": Repeat(Every.WEEK, weekdays=(2,)),
    "RRULE:FREQ=WEEKLY;WKST=SU;BYDAY=FR,MO": Repeat(Every.WEEK, weekdays=(0, 4)),
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR": Repeat(Every.WORKDAY),
    "FREQ=YEARLY;BYMONTH=6;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1": None,
    "FREQ=MONTHLY": Repeat(Every.MONTH_DAY, day=10),
    "FREQ=YEARLY": Repeat(Every.YEAR_DAY, day=10, month=6),
    "FREQ=YEARLY;BYDAY=20MO": None,
    "FREQ=YEARLY;BYMONTHDAY=-1": None,
    "FREQ=YEARLY;BYMONTH=5,6;BYMONTHDAY=1": None,
    "FREQ=MONTHLY;BYDAY=5MO": None,
    "FREQ=MONTHLY;BYDAY=1MO,3MO": None,
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13": None,
    "FREQ=MONTHLY;BYMONTHDAY=1,15": None,
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU": None,
    "FREQ=HOURLY": None,
    "FREQ=DAILY;BYHOUR=9,15": None,
    "FREQ=FORTNIGHTLY": None,
}


@pytest.mark.parametrize(("rule", "repeat"), READ.items())
def test_a_rule_from_elsewhere_is_read_where_a_pattern_says_the_same(rule, repeat):
    assert repeat_of(rule, START) == repeat


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20270603", date(2027, 6, 3)),
        ("20270603T070000Z", date(2027, 6, 3)),
        ("20270603T065959Z", date(2027, 6, 2)),
        ("20270602T220000Z", date(2027, 6, 2)),
        ("20270603T090000", date(2027, 6, 3)),
    ],
)
def test_the_end_is_the_last_day_on_which_it_can_come(until, last):
    start = datetime.fromisoformat("2026-06-10 09:00")

    assert repeat_of(f"FREQ=DAILY;UNTIL={until}", start, "Europe/Oslo").until == last


def test_what_is_suggested_begins_on_the_date_itself():
    window = (date(2024, 1, 1), date(2029, 1, 1))

    for day in (date(2026, 6, 10), date(2026, 1, 30), date(2026, 5, 31), date(2024, 2, 29)):
        for repeat in suggestions(day):
            assert next(expand(rule_of(repeat), day, None, window)) == day
            assert repeat_of(rule_of(repeat), day) == repeat


def test_suggestions_fit_the_date():
    assert [sentence(repeat, "en") for repeat in suggestions(date(2026, 5, 29))] == [
        "Every day",
        "Every workday",
        "Every Friday",
        "Every second Friday",
        "Day 29 of every month, the last day of short ones",
        "The last workday of every month",
        "The last Friday of every month",
        "Every year on 29 May",
    ]


SENTENCES = [
    (Repeat(Every.DAY, 2), "Every second day", "Annenhver dag"),
    (Repeat(Every.DAY, 3), "Every 3 days", "Hver 3. dag"),
    (Repeat(Every.WORKDAY, count=1), "Every workday, 1 time", "Hver arbeidsdag, 1 gang"),
    (
        Repeat(Every.WEEK, 2, weekdays=(2,), until=date(2027, 6, 3)),
        "Every second Wednesday until 3 June 2027",
        "Annenhver onsdag til 3. juni 2027",
    ),
    (
        Repeat(Every.WEEK, weekdays=(0, 2, 4)),
        "Every Monday, Wednesday and Friday",
        "Hver mandag, onsdag og fredag",
    ),
    (
        Repeat(Every.WEEK, 2, weekdays=(0, 2)),
        "Every second week on Monday and Wednesday",
        "Annenhver uke på mandag og onsdag",
    ),
    (Repeat(Every.WEEK, 3, weekdays=(0,)), "Every 3 weeks on Monday", "Hver 3. uke på mandag"),
    (
        Repeat(Every.MONTH_DAY, 2, day=15),
        "Day 15 of every second month",
        "Den 15. annenhver måned",
    ),
    (
        Repeat(Every.MONTH_DAY, day=31),
        "Day 31 of every month that has it",
        "Den 31. hver måned som har den",
    ),
    (
        Repeat(Every.MONTH_DAY, day=31, last_in_short_months=True),
        "Day 31 of every month, the last day of short ones",
        "Den 31. hver måned, siste dag i korte",
    ),
    (
        Repeat(Every.MONTH_WEEKDAY, number=-1, weekday=4, count=10),
        "The last Friday of every month, 10 times",
        "Siste fredag hver måned, 10 ganger",
    ),
    (
        Repeat(Every.MONTH_LAST_WORKDAY, 3),
        "The last workday of every 3 months",
        "Siste arbeidsdag hver 3. måned",
    ),
    (Repeat(Every.YEAR_DAY, day=3, month=6), "Every year on 3 June", "Hvert år 3. juni"),
    (
        Repeat(Every.YEAR_DAY, day=29, month=2),
        "Every year on 29 February, if there is one",
        "Hvert år 29. februar, når den finnes",
    ),
    (
        Repeat(Every.YEAR_DAY, day=29, month=2, last_in_short_months=True),
        "Every year on 29 February, otherwise the last day of February",
        "Hvert år 29. februar, ellers siste dag i februar",
    ),
    (
        Repeat(Every.YEAR_WEEKDAY, 2, number=1, weekday=0, month=5),
        "Every second year on the first Monday of May",
        "Annethvert år på første mandag i mai",
    ),
]


@pytest.mark.parametrize(("repeat", "english", "norwegian"), SENTENCES)
def test_a_pattern_is_a_sentence(repeat, english, norwegian):
    assert sentence(repeat, "en") == english
    with translation.override("nb"):
        assert sentence(repeat, "nb") == norwegian


def test_a_rule_from_elsewhere_is_shown_as_it_is():
    rule = "RRULE:FREQ=YEARLY;BYDAY=20MO"

    assert sentence_of(rule, START, "Europe/Oslo", "en") == (
        "By a rule from elsewhere: FREQ=YEARLY;BYDAY=20MO"
    )
    assert sentence_of("FREQ=WEEKLY", START, "Europe/Oslo", "en") == "Every Wednesday"


def test_a_refusal_is_told_in_the_language_of_the_reader():
    with pytest.raises(RuleRefused) as refused:
        parse("FREQ=DAILY;INTERVAL=0")

    assert refusal(refused.value) == "INTERVAL cannot be “0”."
    with translation.override("nb"):
        assert refusal(refused.value) == "INTERVAL kan ikke være «0»."
