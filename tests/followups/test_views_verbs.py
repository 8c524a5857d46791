"""Complete, re-open, delete, restore, copy and undo, each one press."""

import datetime
import uuid

import pytest
from django.contrib.messages import get_messages

from followups import changes
from followups.models import Change, FollowUp
from tests.factories import (
    NOW,
    at,
    make_appointment,
    make_call,
    make_group,
    make_resource,
    make_task,
    make_user,
)

pytestmark = pytest.mark.django_db

VERBS = ["complete", "reopen", "delete", "copy", "restore", "start"]


def post(client, followup, verb, **data):
    return client.post(f"/followups/{followup.public_id}/{verb}/", data)


def toast(response):
    return [str(message) for message in get_messages(response.wsgi_request)][-1]


def undo(client, **data):
    batch = Change.objects.order_by("pk").last().batch
    return client.post(f"/followups/undo/{batch}/", data)


def test_completing_records_when_and_by_whom_and_goes_back(as_ingrid, ingrid):
    task = make_task(ingrid, title="Send quote")

    response = post(as_ingrid, task, "complete", next="/diary/week/?card=all")

    task.refresh_from_db()
    assert (response.status_code, response["Location"]) == (303, "/diary/week/?card=all")
    assert (task.completed_at, task.completed_by) == (NOW, ingrid)
    assert toast(response) == "Completed: Send quote"


def test_completing_twice_completes_once(as_ingrid, ingrid):
    task = make_task(ingrid)

    post(as_ingrid, task, "complete")
    post(as_ingrid, task, "complete")

    assert Change.objects.filter(verb="complete").count() == 1


def test_ticking_off_a_planned_call_makes_it_and_keeps_its_deadline(as_ingrid, ingrid):
    call = make_call(ingrid, due_on="2026-06-08")

    post(as_ingrid, call, "complete")

    call.refresh_from_db()
    assert (call.starts_at, call.ends_at) == (at("2026-06-10 11:20"), at("2026-06-10 11:35"))
    assert call.due_on == datetime.date(2026, 6, 8)
    assert call.is_completed


def test_re_opening_opens_it_again(as_ingrid, ingrid):
    task = make_task(ingrid)
    post(as_ingrid, task, "complete")

    response = post(as_ingrid, task, "reopen")

    task.refresh_from_db()
    assert task.completed_at is None
    assert toast(response).startswith("Re-opened")


def test_re_open_and_edit_leads_to_the_form_and_from_there_back(as_ingrid, ingrid):
    task = make_task(ingrid)
    post(as_ingrid, task, "complete")

    response = post(as_ingrid, task, "reopen", edit="1", next="/diary/day/")
    form = as_ingrid.get(response["Location"])

    assert response.status_code == 303
    assert form.context["next"] == "/diary/day/"
    assert "form" in form.context


def test_deleting_puts_it_in_the_trash_and_undo_brings_it_back(as_ingrid, ingrid):
    task = make_task(ingrid, title="Send quote")

    response = post(as_ingrid, task, "delete", next=f"/followups/{task.public_id}/?next=/")

    assert toast(response) == "Deleted: Send quote"
    assert response["Location"] == "/diary/week/2026-06-10/"
    assert not FollowUp.objects.visible_to(ingrid).exists()

    assert undo(as_ingrid)["Location"] == "/diary/week/"
    assert FollowUp.objects.visible_to(ingrid).exists()


def test_the_trash_lists_ones_own_and_restores_them(as_ingrid, ingrid, lars):
    task, other = make_task(ingrid, title="Send quote"), make_task(lars, title="Secret words")
    post(as_ingrid, task, "delete")
    other.trash(NOW, lars)
    other.save()

    html = as_ingrid.get("/followups/trash/").text
    response = post(as_ingrid, task, "restore", next="/followups/trash/")

    assert "Send quote" in html
    assert "Secret" not in html
    assert "Fri 10 July" in html
    assert toast(response) == "Restored: Send quote, due Wed 10 June"
    assert FollowUp.objects.visible_to(ingrid).filter(pk=task.pk).exists()
    assert "The trash is empty" in as_ingrid.get("/followups/trash/").text


def test_a_room_booked_meanwhile_is_left_off_when_restoring(as_ingrid, ingrid, lars):
    room = make_resource("Galdhøpiggen")
    meeting = make_appointment(ingrid, resources=[room])
    post(as_ingrid, meeting, "delete")
    make_appointment(lars, resources=[room])

    response = post(as_ingrid, meeting, "restore")

    assert "Galdhøpiggen was booked by somebody else meanwhile" in toast(response)
    meeting.refresh_from_db()
    assert meeting.deleted_at is None
    assert not meeting.participants.filter(role="resource").exists()


def test_a_copy_is_open_and_has_the_same_people_but_not_the_room(as_ingrid, ingrid, lars):
    room = make_resource("Galdhøpiggen")
    meeting = make_appointment(ingrid, users=[lars], resources=[room], location="Oslo")
    meeting.participants.filter(user=lars).update(answer="accepted", completed_at=NOW)
    post(as_ingrid, meeting, "complete")

    response = post(as_ingrid, meeting, "copy")

    copied = FollowUp.objects.exclude(pk=meeting.pk).get()
    assert response["Location"] == f"/followups/{copied.public_id}/"
    assert (copied.title, copied.location, copied.starts_at) == (
        meeting.title,
        "Oslo",
        meeting.starts_at,
    )
    assert copied.completed_at is None
    assert copied.version == 1
    seats = {(str(row), row.answer, row.completed_at) for row in copied.participants.all()}
    assert seats == {
        ("Ingrid Solberg", "accepted", None),
        ("Lars Berg", "needs_action", None),
    }


def test_a_copy_of_a_colleagues_becomes_ones_own(as_ingrid, ingrid, lars):
    meeting = make_appointment(
        lars, users=[ingrid], visibility="group", visible_group=make_group(members=[lars])
    )

    post(as_ingrid, meeting, "copy")

    copied = FollowUp.objects.get(owner=ingrid)
    assert (copied.created_by, copied.visibility, copied.visible_group) == (ingrid, "owner", None)


def test_undoing_a_copy_does_not_lead_back_to_its_page(as_ingrid, ingrid):
    meeting = make_appointment(ingrid)
    response = post(as_ingrid, meeting, "copy")

    assert undo(as_ingrid, next=response["Location"])["Location"] == "/diary/week/"


def test_undo_is_refused_with_who_changed_what_and_when(as_ingrid, client, ingrid, lars):
    task = make_task(ingrid, users=[lars])
    task.title = "Renamed"
    applied = changes.change(task, verb="edit", by=ingrid, at=NOW)
    task.title, task.location = "Renamed again", "Bergen"
    changes.change(task, verb="edit", by=lars, at=NOW)

    response = as_ingrid.post(f"/followups/undo/{applied.batch}/")

    assert toast(response) == (
        "Not undone: Lars Berg changed this since, Wed 10 June, 11:20: Title, Place."
    )
    assert FollowUp.objects.get().title == "Renamed again"


def test_what_is_undone_is_not_undone_again(as_ingrid, ingrid):
    post(as_ingrid, make_task(ingrid), "complete")
    batch = Change.objects.get(verb="complete").batch

    first = as_ingrid.post(f"/followups/undo/{batch}/")
    second = as_ingrid.post(f"/followups/undo/{batch}/")

    assert toast(first) == "Undone."
    assert toast(second) == "It was taken back already."


def test_the_change_of_somebody_else_is_like_one_that_does_not_exist(as_ingrid, lars):
    task = make_task(lars)
    batch = Change.objects.get(followup=task).batch

    assert as_ingrid.post(f"/followups/undo/{batch}/").status_code == 404
    assert as_ingrid.post(f"/followups/undo/{uuid.uuid4()}/").status_code == 404
    assert FollowUp.objects.get().deleted_at is None


@pytest.mark.parametrize("verb", VERBS)
def test_a_follow_up_of_somebody_else_is_not_touched(as_ingrid, lars, verb):
    task = make_task(lars, visibility="owner")
    was = FollowUp.objects.values().get()

    assert post(as_ingrid, task, verb).status_code == 404
    assert FollowUp.objects.values().get() == was


@pytest.mark.parametrize("verb", VERBS)
def test_opening_an_address_changes_nothing(as_ingrid, ingrid, verb):
    task = make_task(ingrid)

    assert as_ingrid.get(f"/followups/{task.public_id}/{verb}/").status_code == 405
    assert Change.objects.count() == 1


@pytest.mark.parametrize("verb", VERBS)
def test_without_a_token_nothing_is_done(client, ingrid, verb):
    client.handler.enforce_csrf_checks = True
    client.force_login(ingrid)
    task = make_task(ingrid)

    assert post(client, task, verb).status_code == 403
    assert Change.objects.count() == 1


def test_whoever_is_not_signed_in_is_asked_to(client):
    task = make_task(make_user())

    for verb in ["", "peek/", "complete/"]:
        response = client.get(f"/followups/{task.public_id}/{verb}")
        assert response["Location"].startswith("/accounts/login/")
