"""Copy in the form takes what stands there now, saved or not."""

import pytest

from followups.models import FollowUp
from tests.factories import at, make_appointment, make_resource
from tests.sent import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(ingrid, lars):
    return make_appointment(
        ingrid,
        title="Demo",
        start="2026-06-10 13:00",
        end="2026-06-10 14:00",
        users=[lars],
        resources=[make_resource("Galdhøpiggen")],
    )


def copy(client, meeting, **typed):
    url = f"/followups/{meeting.public_id}/"
    return client.post(url, fields_of(client.get(url)) | {"copy": "1"} | typed)


def test_a_copy_is_what_stands_in_the_form_and_leaves_what_is_stored(as_ingrid, meeting):
    response = copy(as_ingrid, meeting, title="Demo again", date="12.6", start="9", completed="on")

    copied = FollowUp.objects.exclude(pk=meeting.pk).get()
    assert response["Location"] == f"/followups/{copied.public_id}/"
    assert (copied.title, copied.starts_at) == ("Demo again", at("2026-06-12 09:00"))
    assert (copied.version, copied.completed_at) == (1, None)
    seats = {(str(row), row.answer) for row in copied.participants.all()}
    assert seats == {("Ingrid Solberg", "accepted"), ("Lars Berg", "needs_action")}
    meeting.refresh_from_db()
    assert (meeting.title, meeting.starts_at) == ("Demo", at("2026-06-10 13:00"))
    assert (meeting.version, meeting.participants.count()) == (1, 3)


def test_whom_the_form_leaves_out_the_copy_does_too(as_ingrid, meeting):
    copy(as_ingrid, meeting, participants=[])

    copied = FollowUp.objects.exclude(pk=meeting.pk).get()
    assert [str(row) for row in copied.participants.all()] == ["Ingrid Solberg"]
    assert meeting.participants.count() == 3


def test_what_cannot_be_saved_cannot_be_copied_and_is_kept_as_typed(as_ingrid, meeting):
    response = copy(as_ingrid, meeting, title="Demo again", date="soonish")

    assert response.status_code == 400
    assert 'value="Demo again"' in response.text
    assert 'value="soonish"' in response.text
    assert FollowUp.objects.count() == 1


def test_only_the_owner_copies_by_the_form(as_ingrid, client, meeting, lars):
    client.force_login(lars)

    response = client.post(f"/followups/{meeting.public_id}/", {"copy": "1", "title": "Mine"})

    assert (response.status_code, FollowUp.objects.count()) == (404, 1)
