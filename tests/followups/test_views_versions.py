"""Two people edit the same follow-up: both versions side by side, and one chooses."""

import pytest

from followups.models import FollowUp
from tests.factories import at, make_appointment, make_task
from tests.sent import fields_of

pytestmark = pytest.mark.django_db


def address(followup):
    return f"/followups/{followup.public_id}/"


@pytest.fixture
def meeting(ingrid):
    return make_appointment(ingrid, title="Demo", location="Oslo")


@pytest.fixture
def overtaken(as_ingrid, meeting):
    """One window changes title and time; another, opened before, changes title and place."""
    old = fields_of(as_ingrid.get(address(meeting)))
    as_ingrid.post(address(meeting), old | {"title": "First", "start": "9", "end": "10"})
    return as_ingrid.post(address(meeting), old | {"title": "Second", "location": "Bergen"})


def test_the_second_to_save_sees_both_versions_and_nothing_is_overwritten(overtaken):
    shown = {part.label: (part.mine, part.theirs) for part in overtaken.context["differences"]}

    assert overtaken.status_code == 409
    assert shown == {
        "Title": ("Second", "First"),
        "Time": ("Wed 10 June, 13:00–14:00", "Wed 10 June, 09:00–10:00"),
        "Place": ("Bergen", "Oslo"),
    }
    assert "Ingrid Solberg changed it on Wed 10 June, 11:20." in overtaken.text
    assert FollowUp.objects.get().title == "First"


def test_what_only_the_other_changed_is_theirs_until_one_says_otherwise(overtaken):
    sent = fields_of(overtaken)

    assert {name: value for name, value in sent.items() if name.startswith("choose_")} == {
        "choose_title": ["mine"],
        "choose_when": ["theirs"],
        "choose_location": ["mine"],
    }


def test_the_chosen_parts_are_saved_together(as_ingrid, meeting, overtaken):
    as_ingrid.post(address(meeting), fields_of(overtaken))

    saved = FollowUp.objects.get()
    assert (saved.title, saved.location) == ("Second", "Bergen")
    assert saved.starts_at == at("2026-06-10 09:00")


def test_one_may_choose_everything_theirs_or_everything_ones_own(as_ingrid, meeting, overtaken):
    sent = fields_of(overtaken)
    mine = {name: "mine" for name in sent if name.startswith("choose_")}

    as_ingrid.post(address(meeting), sent | mine)

    saved = FollowUp.objects.get()
    assert (saved.title, saved.starts_at) == ("Second", at("2026-06-10 13:00"))


def test_a_third_change_meanwhile_asks_again(as_ingrid, meeting, overtaken):
    now = fields_of(as_ingrid.get(address(meeting)))
    as_ingrid.post(address(meeting), now | {"title": "Third"})

    again = as_ingrid.post(address(meeting), fields_of(overtaken))

    assert again.status_code == 409
    assert {part.label: part.theirs for part in again.context["differences"]}["Title"] == "Third"


def test_people_added_by_both_can_be_chosen(as_ingrid, meeting, ingrid, lars):
    old = fields_of(as_ingrid.get(address(meeting)))
    as_ingrid.post(address(meeting), old | {"participants_text": "Lars Berg"})

    refused = as_ingrid.post(address(meeting), old | {"participants_text": "out@side.example"})
    (part,) = refused.context["differences"]
    as_ingrid.post(address(meeting), fields_of(refused) | {"choose_participants": "theirs"})

    assert (part.mine, part.theirs) == ("out@side.example", "Lars Berg")
    assert {str(row) for row in FollowUp.objects.get().participants.all()} == {
        "Ingrid Solberg",
        "Lars Berg",
    }


def test_a_kind_changed_meanwhile_can_be_kept(as_ingrid, ingrid):
    task = make_task(ingrid)
    old = fields_of(as_ingrid.get(address(task)))
    as_ingrid.post(address(task), old | {"kind": "call"})

    refused = as_ingrid.post(address(task), old | {"title": "Ring them"})
    as_ingrid.post(address(task), fields_of(refused))

    saved = FollowUp.objects.get()
    assert (saved.title, saved.kind) == ("Ring them", "call")


def test_one_completed_meanwhile_stays_completed_unless_one_says_otherwise(as_ingrid, meeting):
    old = fields_of(as_ingrid.get(address(meeting)))
    as_ingrid.post(f"{address(meeting)}complete/")

    refused = as_ingrid.post(address(meeting), old | {"title": "Late"})
    as_ingrid.post(address(meeting), fields_of(refused) | {"reopen": "1"})

    saved = FollowUp.objects.get()
    assert refused.status_code == 409
    assert (saved.title, saved.is_completed) == ("Late", True)


@pytest.mark.parametrize("version", ["", "0", "x", "-1", "99999999999999999999", "7", "１"])
def test_without_the_version_that_is_stored_nothing_is_overwritten(as_ingrid, meeting, version):
    data = fields_of(as_ingrid.get(address(meeting)))

    response = as_ingrid.post(address(meeting), data | {"title": "Blind", "version": version})

    assert response.status_code == 409
    assert FollowUp.objects.get().title == "Demo"
