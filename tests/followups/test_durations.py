"""How long something takes, as people type it in both languages."""

import datetime

import pytest

from crm.phrases import PhraseError
from followups.durations import read_duration


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("90m", 90),
        ("1:30", 90),
        ("1.30", 90),
        ("1 h", 60),
        ("1 h 30", 90),
        ("1h30m", 90),
        ("1 h 30 min", 90),
        ("2 hours and 15 minutes", 135),
        ("1.5h", 90),
        ("1,5", 90),
        ("an hour", 60),
        ("half an hour", 30),
        ("an hour and a half", 90),
        ("one and a half hours", 90),
        ("two hours", 120),
        ("three quarters of an hour", 45),
        ("1t 30m", 90),
        ("1 t 30 min", 90),
        ("1,5 timer", 90),
        ("1 time 20 minutter", 80),
        ("halvannen time", 90),
        ("Halvannen  time", 90),
        ("en halv time", 30),
        ("to timer", 120),
        ("to og en halv time", 150),
        ("tre kvarter", 45),
        ("et kvarter", 15),
        ("0 min", 0),
        ("26 h", 26 * 60),
    ],
)
def test_a_duration_is_read_as_people_type_it(text, minutes):
    assert read_duration(text) == datetime.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text", ["x", "-5", "1:75", "1 h 30 x", "h", "1,5 min", "lunch", "99999999", "9" * 400, "1 2"]
)
def test_what_is_no_duration_is_refused_in_words(text):
    with pytest.raises(PhraseError, match="is not a duration we can read"):
        read_duration(text)
