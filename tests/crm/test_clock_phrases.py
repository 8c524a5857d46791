"""Times of day as people type them, in figures and in words."""

from datetime import time

import pytest

from crm.clock_phrases import is_day_end, read_time
from crm.phrases import PhraseError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9", time(9)),
        ("09", time(9)),
        ("9:30", time(9, 30)),
        ("9.30", time(9, 30)),
        ("0930", time(9, 30)),
        ("930", time(9, 30)),
        ("kl 9", time(9)),
        ("kl. 14.15", time(14, 15)),
        ("at 9", time(9)),
        ("9am", time(9)),
        ("9:30 pm", time(21, 30)),
        ("9 P.M.", time(21)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("noon", time(12)),
        ("midnatt", time(0)),
        ("00:00", time(0)),
        ("23:59", time(23, 59)),
        ("09:30:00", time(9, 30)),
    ],
)
def test_a_time_is_read(text, expected):
    assert read_time(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9:5",
        "24:00",
        "9:60",
        "25",
        "13pm",
        "0am",
        "9m",
        "lunch",
        "a",
        "9:30:1",
        "-1",
        "9" * 100_000,
    ],
)
def test_what_is_no_time_is_refused_with_a_message(text):
    with pytest.raises(PhraseError) as refused:
        read_time(text)

    assert 10 < len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("half past two", time(14, 30)),
        ("Half  past eight", time(8, 30)),
        ("quarter to three", time(14, 45)),
        ("a quarter past nine", time(9, 15)),
        ("ten past 10", time(10, 10)),
        ("twenty-five minutes to one", time(12, 35)),
        ("two", time(14)),
        ("nine o'clock", time(9)),
        ("2 in the afternoon", time(14)),
        ("seven in the evening", time(19)),
        ("half past two at night", time(2, 30)),
        ("twelve at night", time(0)),
        ("half past 14", time(14, 30)),
        ("midday", time(12)),
        ("2pm", time(14)),
        ("halv tre", time(14, 30)),
        ("halv 3", time(14, 30)),
        ("halv åtte", time(7, 30)),
        ("halv åtte om kvelden", time(19, 30)),
        ("halv 15", time(14, 30)),
        ("kvart over tre", time(15, 15)),
        ("kvart på ett", time(12, 45)),
        ("ti over to", time(14, 10)),
        ("ti på to", time(13, 50)),
        ("fem over halv fire", time(15, 35)),
        ("ti på halv fire", time(15, 20)),
        ("klokka åtte", time(8)),
        ("klokken 14.30", time(14, 30)),
        ("kl halv ni", time(8, 30)),
    ],
)
def test_a_time_in_words_is_read(text, expected):
    assert read_time(text) == expected


@pytest.mark.parametrize("text", ["half two", "half 2", "kl half two"])
def test_words_that_mean_different_times_to_different_people_are_not_guessed(text):
    with pytest.raises(PhraseError, match="may mean 13:30 or 14:30"):
        read_time(text)


@pytest.mark.parametrize("text", ["24:00", "24", "2400", "24.00", "kl. 24", " 24:00 "])
def test_the_midnight_that_closes_a_day_is_told_from_other_times(text):
    assert is_day_end(text)
    assert not is_day_end("0:00")
