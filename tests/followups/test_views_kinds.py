"""Type and kind: which decides, and that changing them loses nothing."""

import datetime

import pytest

from followups.models import FollowUp, FollowUpType
from tests.factories import at, make_all_day, make_appointment, make_call, make_task, type_of
from tests.sent import fields_of

pytestmark = pytest.mark.django_db


def address(followup):
    return f"/followups/{followup.public_id}/"


def sent_by(as_ingrid, url):
    return fields_of(as_ingrid.get(url))


def named(name):
    return str(FollowUpType.objects.get(name=name).pk)


def test_a_type_chosen_decides_the_kind(as_ingrid):
    data = sent_by(as_ingrid, "/followups/new/appointment/") | {"title": "x", "type": named("Task")}

    as_ingrid.post("/followups/new/appointment/", data)

    assert FollowUp.objects.get().kind == "task"


def test_a_kind_chosen_picks_its_default_type(as_ingrid):
    data = sent_by(as_ingrid, "/followups/new/appointment/") | {"title": "x", "kind": "call"}

    as_ingrid.post("/followups/new/appointment/", data)

    call = FollowUp.objects.get()
    assert (call.kind, call.type) == ("call", type_of("call"))


def test_of_a_type_and_another_kind_the_type_wins(as_ingrid):
    data = sent_by(as_ingrid, "/followups/new/appointment/")

    as_ingrid.post(
        "/followups/new/appointment/",
        data | {"title": "x", "kind": "task", "type": named("Incoming call")},
    )

    assert FollowUp.objects.get().kind == "call"


def test_without_script_one_can_change_ones_mind_about_the_kind(as_ingrid):
    data = sent_by(as_ingrid, "/followups/new/appointment/") | {"kind": "task", "title": ""}

    refused = as_ingrid.post("/followups/new/appointment/", data)
    as_ingrid.post(
        "/followups/new/appointment/",
        fields_of(refused) | {"kind": "appointment", "title": "x"},
    )

    assert FollowUp.objects.get().type == type_of("appointment")


def test_a_new_one_is_shown_as_its_type_says(as_ingrid):
    data = sent_by(as_ingrid, "/followups/new/appointment/") | {
        "title": "x",
        "type": named("Own time"),
    }

    as_ingrid.post("/followups/new/appointment/", data)

    assert FollowUp.objects.get().availability == "free"


def test_the_page_tells_its_script_which_type_goes_with_which_kind(as_ingrid, ingrid):
    FollowUpType.objects.filter(name="Demo").update(minutes=90)

    html = as_ingrid.get("/followups/new/appointment/").text

    task = type_of("task").pk
    assert f'data-type="{task}" data-minutes="60"' in html
    assert 'data-kind="appointment" data-availability="busy" data-minutes="90"' in html


def test_a_meeting_that_becomes_a_task_keeps_its_times_and_is_due_that_day(as_ingrid, ingrid):
    meeting = make_appointment(ingrid)

    as_ingrid.post(address(meeting), sent_by(as_ingrid, address(meeting)) | {"kind": "task"})

    task = FollowUp.objects.get()
    assert (task.kind, task.due_on) == ("task", datetime.date(2026, 6, 10))
    assert (task.starts_at, task.ends_at) == (at("2026-06-10 13:00"), at("2026-06-10 14:00"))


def test_a_task_that_becomes_a_meeting_and_a_task_again_gets_its_deadline_back(as_ingrid, ingrid):
    task = make_task(ingrid, due_on="2026-06-19", due_time=datetime.time(15))
    as_ingrid.post(address(task), sent_by(as_ingrid, address(task)) | {"kind": "appointment"})

    meeting = FollowUp.objects.get()
    assert meeting.is_parked
    assert meeting.due_on is None

    as_ingrid.post(address(task), sent_by(as_ingrid, address(task)) | {"kind": "task"})

    task = FollowUp.objects.get()
    assert (task.due_on, task.due_time) == (datetime.date(2026, 6, 19), datetime.time(15))


def test_an_all_day_meeting_that_becomes_a_call_is_planned_for_its_first_day(as_ingrid, ingrid):
    expo = make_all_day(ingrid, first="2026-06-15", last="2026-06-17")

    as_ingrid.post(address(expo), sent_by(as_ingrid, address(expo)) | {"kind": "call"})

    call = FollowUp.objects.get()
    assert call.is_planned_call
    assert call.due_on == datetime.date(2026, 6, 15)


def test_a_logged_call_that_becomes_a_task_is_due_the_day_it_was_made(as_ingrid, ingrid):
    spans = {"start": "2026-06-09 09:00", "end": "2026-06-09 09:15"}
    call = make_call(ingrid, due_on=None, **spans)

    as_ingrid.post(address(call), sent_by(as_ingrid, address(call)) | {"kind": "task"})

    call.refresh_from_db()
    assert (call.kind, call.due_on, call.is_timed) == ("task", datetime.date(2026, 6, 9), True)


def test_every_kind_keeps_place_people_links_and_texts(as_ingrid, ingrid, lars):
    meeting = make_appointment(
        ingrid, users=[lars], location="Oslo", agenda="<p>One</p>", internal_notes="<p>Two</p>"
    )
    for kind in ("task", "call", "appointment"):
        as_ingrid.post(address(meeting), sent_by(as_ingrid, address(meeting)) | {"kind": kind})

        now = FollowUp.objects.get()
        assert (now.kind, now.location, now.agenda) == (kind, "Oslo", "<p>One</p>")
        assert now.internal_notes == "<p>Two</p>"
        assert now.participants.filter(user=lars).exists()


def test_an_inactive_type_stays_on_what_has_it_and_is_offered_to_nothing_new(as_ingrid, ingrid):
    call = make_call(ingrid)
    FollowUpType.objects.filter(pk=call.type_id).update(is_active=False)

    as_ingrid.post(address(call), sent_by(as_ingrid, address(call)) | {"title": "Still"})
    html = as_ingrid.get("/followups/new/call/").text

    assert FollowUp.objects.get().title == "Still"
    assert f'<option value="{call.type_id}"' not in html


def test_a_kind_without_any_active_type_is_not_offered(as_ingrid):
    FollowUpType.objects.filter(kind="call").update(is_active=False)

    assert as_ingrid.get("/followups/new/call/").status_code == 404
    assert as_ingrid.get("/followups/new/appointment/").status_code == 200


# -- what a type gives to a new one


@pytest.fixture
def visit_type():
    """A type of meetings with an agenda, all day and free."""
    given = {"agenda": "<p>Who comes?</p>", "is_all_day": True, "availability": "free"}
    FollowUpType.objects.filter(name="Demo").update(**given)
    return FollowUpType.objects.get(name="Demo")


def test_a_new_one_starts_with_the_agenda_and_the_day_of_its_type(as_ingrid, visit_type):
    FollowUpType.objects.filter(pk=visit_type.pk).update(order=0)

    data = sent_by(as_ingrid, "/followups/new/appointment/?date=2026-06-12")
    as_ingrid.post("/followups/new/appointment/", data | {"title": "x"})

    made = FollowUp.objects.get()
    assert (made.agenda, made.availability) == ("<p>Who comes?</p>", "free")
    assert made.starts_on == datetime.date(2026, 6, 12)


def test_a_time_that_was_clicked_goes_before_all_day(as_ingrid, visit_type):
    FollowUpType.objects.filter(pk=visit_type.pk).update(order=0)

    data = sent_by(as_ingrid, "/followups/new/appointment/?date=2026-06-12&start=13:00")

    assert "all_day" not in data


def test_another_type_chosen_without_script_gives_what_nobody_wrote(as_ingrid, visit_type):
    data = sent_by(as_ingrid, "/followups/new/appointment/?date=2026-06-12")
    data |= {"title": "x", "type": str(visit_type.pk)}

    as_ingrid.post("/followups/new/appointment/", data)

    made = FollowUp.objects.get()
    assert (made.agenda, made.is_all_day, made.availability) == ("<p>Who comes?</p>", True, "free")


def test_what_was_written_stays_when_another_type_is_chosen(as_ingrid, visit_type):
    data = sent_by(as_ingrid, "/followups/new/appointment/?date=2026-06-12")
    data |= {"title": "x", "type": str(visit_type.pk)}
    data |= {"agenda": "Mine", "availability": "tentative"}

    as_ingrid.post("/followups/new/appointment/", data)

    made = FollowUp.objects.get()
    assert (made.agenda, made.availability) == ("<p>Mine</p>", "tentative")


def test_a_stored_one_keeps_its_own_under_another_type(as_ingrid, ingrid, visit_type):
    meeting = make_appointment(ingrid)

    data = sent_by(as_ingrid, address(meeting)) | {"type": str(visit_type.pk)}
    as_ingrid.post(address(meeting), data)

    meeting.refresh_from_db()
    assert (meeting.type, meeting.agenda, meeting.is_all_day) == (visit_type, "", False)
