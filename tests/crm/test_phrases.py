from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.phrases import FIRST_YEAR, LAST_YEAR, PhraseError, read_date

WEDNESDAY = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.6", date(2026, 6, 10)),
        ("10.6.", date(2026, 6, 10)),
        ("10.6.26", date(2026, 6, 10)),
        ("10.06.2026", date(2026, 6, 10)),
        ("10/6", date(2026, 6, 10)),
        ("10-6", date(2026, 6, 10)),
        ("10 6", date(2026, 6, 10)),
        ("2026-06-10", date(2026, 6, 10)),
        ("2026/6/1", date(2026, 6, 1)),
        ("10 June", date(2026, 6, 10)),
        ("10. juni", date(2026, 6, 10)),
        ("10.juni 2027", date(2027, 6, 10)),
        ("10th June", date(2026, 6, 10)),
        ("June 10, 2027", date(2027, 6, 10)),
        ("1 sept", date(2026, 9, 1)),
        ("24. des", date(2026, 12, 24)),
        ("Wed 10 June", date(2026, 6, 10)),
        ("ons. 10. juni 2026", date(2026, 6, 10)),
        ("fri 12.6", date(2026, 6, 12)),
        ("Mon 15 Jun 2026", date(2026, 6, 15)),
        ("28.2.2027", date(2027, 2, 28)),
        ("12th of June", date(2026, 6, 12)),
        ("den 12. juni", date(2026, 6, 12)),
        ("1206", date(2026, 6, 12)),
        ("120627", date(2027, 6, 12)),
        ("12062027", date(2027, 6, 12)),
        ("the 15th", date(2026, 6, 15)),
        ("10.", date(2026, 6, 10)),
        ("9.", date(2026, 7, 9)),
        ("31st", date(2026, 7, 31)),
        ("juni", date(2026, 6, 1)),
        ("sept.", date(2026, 9, 1)),
        ("January 2028", date(2028, 1, 1)),
    ],
)
def test_a_calendar_date_is_read_day_first(text, expected):
    assert read_date(text, WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", date(2026, 6, 10)),
        ("i dag", date(2026, 6, 10)),
        ("tomorrow", date(2026, 6, 11)),
        ("  I   Morgen ", date(2026, 6, 11)),
        ("yesterday", date(2026, 6, 9)),
        ("i går", date(2026, 6, 9)),
        ("wed", date(2026, 6, 10)),
        ("fri", date(2026, 6, 12)),
        ("fre", date(2026, 6, 12)),
        ("fredag", date(2026, 6, 12)),
        ("Mon.", date(2026, 6, 15)),
        ("to", date(2026, 6, 11)),
        ("lor", date(2026, 6, 13)),
        ("søn", date(2026, 6, 14)),
        ("next friday", date(2026, 6, 19)),
        ("neste fredag", date(2026, 6, 19)),
        ("neste man", date(2026, 6, 15)),
        ("next week", date(2026, 6, 15)),
        ("neste uke", date(2026, 6, 15)),
        ("+3d", date(2026, 6, 13)),
        ("+3", date(2026, 6, 13)),
        ("+2w", date(2026, 6, 24)),
        ("+2 uker", date(2026, 6, 24)),
        ("-1d", date(2026, 6, 9)),
        ("in 2 weeks", date(2026, 6, 24)),
        ("om 3 dager", date(2026, 6, 13)),
        ("om en uke", date(2026, 6, 17)),
        ("in a month", date(2026, 7, 10)),
        ("om 3 måneder", date(2026, 9, 10)),
        ("2 weeks ago", date(2026, 5, 27)),
        ("for en uke siden", date(2026, 6, 3)),
        ("i overmorgen", date(2026, 6, 12)),
        ("the day after tomorrow", date(2026, 6, 12)),
        ("on Friday", date(2026, 6, 12)),
        ("på fredag", date(2026, 6, 12)),
        ("last friday", date(2026, 6, 5)),
        ("forrige onsdag", date(2026, 6, 3)),
        ("fredag neste uke", date(2026, 6, 19)),
        ("tue w28", date(2026, 7, 7)),
        ("next month", date(2026, 7, 1)),
    ],
)
def test_a_date_is_read_from_its_distance_to_today(text, expected):
    assert read_date(text, WEDNESDAY, "nb") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("w28", date(2026, 7, 6)),
        ("uke 28", date(2026, 7, 6)),
        ("week 24", date(2026, 6, 8)),
        ("w1", date(2027, 1, 4)),
        ("uke 53 2026", date(2026, 12, 28)),
    ],
)
def test_a_week_is_its_monday(text, expected):
    assert read_date(text, WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("20.12", date(2026, 1, 5), date(2025, 12, 20)),
        ("3.1", date(2026, 12, 22), date(2027, 1, 3)),
        ("1.11", date(2026, 11, 22), date(2026, 11, 1)),
        ("10.6", date(2026, 11, 22), date(2027, 6, 10)),
        ("29.2", date(2026, 11, 22), date(2028, 2, 29)),
        ("w52", date(2027, 1, 4), date(2026, 12, 21)),
    ],
)
def test_a_date_without_a_year_is_recent_or_to_come(text, today, expected):
    assert read_date(text, today) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", "?", "31.6", "29.2.2027", "0.1", "1.13", "32 June", "w54", "uke 53 2027"),
        *("soon", "ju", "10 ju", "t", "next", "next spring", "thu 10 June", "10", "+", "++1"),
        *("99th", "0.", "9999", "fri w54", "last spring", "spring w28", "in a year"),
        *("10.6\x00", "١٠.٦", "w", "fri 10", "1" * 100_000),
    ],
)
def test_what_is_no_date_is_refused_with_a_message(text):
    with pytest.raises(PhraseError) as refused:
        read_date(text, WEDNESDAY)

    assert 10 < len(str(refused.value)) < 200


@pytest.mark.parametrize(
    "text",
    [
        *("1899-12-31", "2200-01-01", "0000-01-01", "10000-01-01", "2026123456789-01-01"),
        *("1.1.1", "1.1.99999", "w1 1066"),
    ],
)
def test_a_year_out_of_range_is_refused_by_name(text):
    with pytest.raises(PhraseError, match="1900 to 2199"):
        read_date(text, WEDNESDAY)


def test_the_first_and_the_last_day_of_the_diary_are_read():
    assert read_date("1.1.1900", WEDNESDAY) == date(1900, 1, 1)
    assert read_date("31.12.2199", WEDNESDAY) == date(2199, 12, 31)


def test_a_wrong_weekday_is_told():
    with pytest.raises(PhraseError, match="is a Wednesday"):
        read_date("thu 10 June 2026", WEDNESDAY)


@given(st.text(max_size=80), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_any_text_gives_a_date_in_range_or_a_message(text, today):
    try:
        found = read_date(text, today, "nb")
    except PhraseError:
        return
    assert FIRST_YEAR <= found.year <= LAST_YEAR


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_an_iso_date_is_read_as_itself(day):
    assert read_date(day.isoformat(), WEDNESDAY) == day
