"""What is typed about a time is told beneath its field before anything is saved."""

import pytest
from django.contrib.auth import get_user
from django.utils.html import escape

from followups.models import FollowUp
from tests.factories import at, make_appointment
from tests.sent import fields_of

pytestmark = pytest.mark.django_db


def said(client, **typed):
    return client.get("/followups/read/", typed)


@pytest.mark.parametrize(
    ("what", "text", "expected"),
    [
        ("date", "fri", "= Friday 12 June"),
        ("date", "27.11", "= Friday 27 November"),
        ("date", "neste fredag", "= Friday 19 June"),
        ("date", "1.2.2027", "= Monday 1 February 2027"),
        ("time", "halv tre", "= 14:30"),
        ("time", "2pm", "= 14:00"),
        ("end", "24:00", "= midnight, when the day ends"),
        ("end", "noon", "= 12:00"),
        ("duration", "halvannen time", "= 1 h 30 min"),
    ],
)
def test_what_was_understood_is_told(as_ingrid, what, text, expected):
    response = said(as_ingrid, **{what: text})

    assert (response.status_code, expected in response.text) == (200, True)


def test_it_is_told_in_the_language_and_on_the_clock_of_the_reader(as_ingrid, ingrid):
    ingrid.preferences.choose({"language": "nb", "clock": "12"}, [])
    ingrid.preferences.save()

    assert "= fredag 12. juni" in said(as_ingrid, date="fre").text
    assert "= 2:30 pm" in said(as_ingrid, time="halv tre").text


@pytest.mark.parametrize(
    ("what", "text", "expected"),
    [
        ("date", "soonish", "“soonish” is not a date we can read."),
        ("time", "lunch", "“lunch” is not a time we can read."),
        ("time", "24:00", "The clock goes from 00:00 to 23:59."),
        ("time", "half two", "“half two” may mean 13:30 or 14:30."),
        ("duration", "a while", "“a while” is not a duration we can read."),
        ("date", "<b>" + "x" * 5000, "is not a date we can read"),
    ],
)
def test_what_is_not_understood_is_told_too(as_ingrid, what, text, expected):
    response = said(as_ingrid, **{what: text})

    assert (response.status_code, "data-problem" in response.text) == (200, True)
    assert escape(expected) in response.text
    assert "<b>" not in response.text
    assert len(response.content) < 500


def test_nothing_typed_tells_nothing_and_nothing_asked_is_refused(as_ingrid):
    assert said(as_ingrid, date=" ").text.strip() == ""
    assert said(as_ingrid).status_code == 400


def test_only_who_is_signed_in_is_told(client):
    assert said(client, date="fri").status_code == 302
    assert not get_user(client).is_authenticated


def test_reading_asks_only_who_reads(as_ingrid, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        said(as_ingrid, date="fri")


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ({"end": "24:00"}, "2026-06-11 00:00"),
        ({"end": "24.00", "end_date": "12.6"}, "2026-06-13 00:00"),
        ({"end": "24", "end_date": "10.6"}, "2026-06-11 00:00"),
        ({"start": "00:00", "end": "24:00"}, "2026-06-11 00:00"),
    ],
)
def test_an_end_at_24_is_the_midnight_that_closes_its_day(as_ingrid, ingrid, typed, end):
    meeting = make_appointment(ingrid, start="2026-06-10 13:00", end="2026-06-10 14:00")
    url = f"/followups/{meeting.public_id}/"

    response = as_ingrid.post(url, fields_of(as_ingrid.get(url)) | typed)

    assert response.status_code == 303
    assert FollowUp.objects.get().ends_at == at(end)


def test_times_in_words_are_saved(as_ingrid):
    as_ingrid.post(
        "/followups/new/appointment/",
        {"title": "Demo", "date": "fri", "start": "half past two", "end": "kvart over tre"},
    )

    meeting = FollowUp.objects.get()
    assert (meeting.starts_at, meeting.ends_at) == (at("2026-06-12 14:30"), at("2026-06-12 15:15"))
