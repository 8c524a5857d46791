"""Start, end and duration keep each other in step on the server: what was changed wins."""

import datetime

import pytest

from followups.models import FollowUp
from tests.factories import at, make_appointment, make_call
from tests.sent import fields_of

pytestmark = pytest.mark.django_db

NEW_MEETING = "/followups/new/appointment/"
NEW_TASK = "/followups/new/task/"


@pytest.fixture
def meeting(ingrid):
    return make_appointment(ingrid, start="2026-06-10 13:00", end="2026-06-10 14:00")


def sent(client, followup, **changed):
    url = f"/followups/{followup.public_id}/"
    response = client.post(url, fields_of(client.get(url)) | changed)
    followup.refresh_from_db()
    return response


def span(followup):
    return followup.starts_at, followup.ends_at


def test_the_form_says_how_long_it_takes(as_ingrid, meeting):
    fields = fields_of(as_ingrid.get(f"/followups/{meeting.public_id}/"))

    assert fields["duration"] == ["1 h"]


@pytest.mark.parametrize(
    ("changed", "start", "end"),
    [
        ({"duration": "90"}, "2026-06-10 13:00", "2026-06-10 14:30"),
        ({"duration": "1t 30m", "start": "9"}, "2026-06-10 09:00", "2026-06-10 10:30"),
        ({"start": "9"}, "2026-06-10 09:00", "2026-06-10 10:00"),
        ({"end": "16"}, "2026-06-10 13:00", "2026-06-10 16:00"),
        ({"start": "12", "end": "16"}, "2026-06-10 12:00", "2026-06-10 16:00"),
        ({"end": "15", "duration": "2 h"}, "2026-06-10 13:00", "2026-06-10 15:00"),
        ({"end": "", "duration": "20"}, "2026-06-10 13:00", "2026-06-10 13:20"),
        ({"end": "15", "duration": ""}, "2026-06-10 13:00", "2026-06-10 15:00"),
        ({"duration": "12 h"}, "2026-06-10 13:00", "2026-06-11 01:00"),
        ({"duration": "26 h", "date": "12.6"}, "2026-06-12 13:00", "2026-06-13 15:00"),
        ({"end": "16", "duration": "3 h", "holds": "end"}, "2026-06-10 13:00", "2026-06-10 16:00"),
        ({"end": "16", "duration": "20", "holds": "end"}, "2026-06-10 13:00", "2026-06-10 16:00"),
        (
            {"end": "16", "duration": "20", "holds": "duration"},
            "2026-06-10 13:00",
            "2026-06-10 13:20",
        ),
    ],
)
def test_what_was_changed_moves_the_others(as_ingrid, meeting, changed, start, end):
    response = sent(as_ingrid, meeting, **changed)

    assert response.status_code == 303
    assert span(meeting) == (at(start), at(end))


def test_an_end_and_a_duration_that_do_not_fit_together_are_not_guessed(as_ingrid, meeting):
    response = sent(as_ingrid, meeting, end="16", duration="20")

    assert response.status_code == 400
    assert "do not fit together" in response.text
    assert 'value="20"' in response.text
    assert span(meeting) == (at("2026-06-10 13:00"), at("2026-06-10 14:00"))


def test_a_new_one_without_an_end_takes_the_duration_written(as_ingrid):
    data = {"title": "Demo", "date": "10.6", "start": "13", "duration": "halvannen time"}

    as_ingrid.post(NEW_MEETING, data)

    assert span(FollowUp.objects.get()) == (at("2026-06-10 13:00"), at("2026-06-10 14:30"))


def test_a_task_given_a_start_and_a_duration_stands_in_the_calendar(as_ingrid):
    fields = fields_of(as_ingrid.get(NEW_TASK)) | {"title": "Write", "start": "13"}

    as_ingrid.post(NEW_TASK, fields | {"duration": "20"})

    assert span(FollowUp.objects.get()) == (at("2026-06-10 13:00"), at("2026-06-10 13:20"))


def test_a_duration_alone_asks_for_the_start(as_ingrid):
    fields = fields_of(as_ingrid.get(NEW_TASK)) | {"title": "Write", "duration": "20"}

    response = as_ingrid.post(NEW_TASK, fields)

    assert (response.status_code, "Write when it starts." in response.text) == (400, True)


def test_a_meeting_whose_times_are_emptied_is_kept_without_a_time(as_ingrid, meeting):
    response = sent(as_ingrid, meeting, date="", start="", end="", end_date="")

    assert (response.status_code, meeting.is_parked) == (303, True)


def test_a_made_call_takes_the_duration_written(as_ingrid, ingrid):
    call = make_call(ingrid, start="2026-06-10 09:00", end="2026-06-10 09:15")

    sent(as_ingrid, call, duration="25")

    assert span(call) == (at("2026-06-10 09:00"), at("2026-06-10 09:25"))


def test_what_is_no_duration_is_refused_and_kept_as_typed(as_ingrid, meeting):
    response = sent(as_ingrid, meeting, duration="a while")

    assert response.status_code == 400
    assert "“a while” is not a duration we can read" in response.text
    assert 'value="a while"' in response.text


def test_a_meeting_on_another_day_that_becomes_a_task_is_due_then(as_ingrid):
    fields = fields_of(as_ingrid.get(NEW_MEETING)) | {"title": "Write", "date": "12.6"}

    as_ingrid.post(NEW_MEETING, fields | {"kind": "task"})

    task = FollowUp.objects.get()
    assert (task.kind, task.due_on) == ("task", datetime.date(2026, 6, 12))


def test_a_deadline_that_was_written_stays_when_a_meeting_becomes_a_task(as_ingrid):
    fields = fields_of(as_ingrid.get(NEW_MEETING)) | {"title": "Write", "date": "12.6"}

    as_ingrid.post(NEW_MEETING, fields | {"kind": "task", "due_on": "19.6"})

    assert FollowUp.objects.get().due_on == datetime.date(2026, 6, 19)


def test_the_duration_of_a_day_whose_clock_changes_is_that_of_the_wall_clock(as_ingrid, ingrid):
    night = make_appointment(ingrid, start="2026-03-28 23:00", end="2026-03-29 05:00")

    sent(as_ingrid, night, duration="7 h")

    assert span(night) == (at("2026-03-28 23:00"), at("2026-03-29 06:00"))
