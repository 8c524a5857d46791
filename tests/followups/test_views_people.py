"""Who takes part and what is booked: colleagues, groups, contacts, addresses, rooms."""

import re

import pytest

from followups.models import FollowUp
from tests.factories import (
    make_appointment,
    make_company,
    make_group,
    make_person,
    make_resource,
    make_task,
    make_user,
)
from tests.sent import fields_of

pytestmark = pytest.mark.django_db

NEW = "/followups/new/appointment/"
TIME = {"title": "Demo", "date": "10.6", "start": "13", "end": "14"}


def guests():
    rows = FollowUp.objects.get().participants.exclude(role="organiser").order_by("pk")
    return [(str(row), row.role, row.answer) for row in rows]


def test_people_are_invited_by_their_names_with_commas(as_ingrid, lars):
    make_user(first_name="Amara", last_name="Okafor")
    make_person(company=make_company())

    as_ingrid.post(
        NEW, TIME | {"participants_text": "lars berg, Amara; Penny Rung\nout@side.example"}
    )

    assert guests() == [
        ("Lars Berg", "required", "needs_action"),
        ("Amara Okafor", "required", "needs_action"),
        ("Penny Rung", "required", "needs_action"),
        ("out@side.example", "required", "needs_action"),
    ]


def test_a_group_brings_its_members_once_and_not_the_owner(as_ingrid, ingrid, lars):
    group = make_group("Sales Nordics", [ingrid, lars, make_user(is_active=False)])

    data = {
        "participants_text": "Sales Nordics, Lars Berg",
        "participants": f"group:{group.public_id}",
    }
    as_ingrid.post(NEW, TIME | data)

    assert [name for name, *_ in guests()] == ["Lars Berg"]


def test_an_address_that_is_known_is_that_person(as_ingrid, lars):
    lars.email = "lars@fjellheim.example"
    lars.save()
    make_person(email="penny@moonbeam.example")

    as_ingrid.post(
        NEW, TIME | {"participants_text": "LARS@fjellheim.example, penny@moonbeam.example"}
    )

    assert [name for name, *_ in guests()] == ["Lars Berg", "Penny Rung"]


@pytest.mark.parametrize("typed", ["Nobody", "not@an@address", "@", "a" * 300 + "@x.example"])
def test_a_name_that_fits_nobody_is_refused_and_kept_beside_those_that_fit(as_ingrid, lars, typed):
    response = as_ingrid.post(NEW, TIME | {"participants_text": f"Lars Berg, {typed}"})

    assert response.status_code == 400
    assert not FollowUp.objects.exists()
    assert fields_of(response)["participants"] == [f"user:{lars.public_id}"]
    assert fields_of(response)["participants_text"] == [typed]


def test_several_that_fit_are_listed_and_one_tick_settles_it(as_ingrid):
    make_user(first_name="Anna", last_name="Berg")
    lind = make_user(first_name="Anna", last_name="Lind")

    refused = as_ingrid.post(NEW, TIME | {"participants_text": "Anna"})
    as_ingrid.post(NEW, fields_of(refused) | {"participants": [f"user:{lind.public_id}"]})

    assert "Several fit “Anna”" in refused.text
    assert "Anna Berg" in refused.text
    assert [name for name, *_ in guests()] == ["Anna Lind"]


def test_unticking_takes_somebody_out_and_keeps_the_answers_of_the_others(as_ingrid, ingrid, lars):
    amara = make_user(first_name="Amara", last_name="Okafor")
    meeting = make_appointment(ingrid, users=[lars, amara])
    meeting.participants.filter(user=amara).update(answer="accepted")
    url = f"/followups/{meeting.public_id}/"

    as_ingrid.post(
        url, fields_of(as_ingrid.get(url)) | {"participants": [f"user:{amara.public_id}"]}
    )

    assert guests() == [("Amara Okafor", "required", "accepted")]


def test_somebody_unknown_or_inactive_cannot_be_invited(as_ingrid):
    gone = make_user(is_active=False)
    for token in (f"user:{gone.public_id}", "user:x", "resource:1", "", "email:x", "group:\x00"):
        response = as_ingrid.post(NEW, TIME | {"participants": token})

        assert response.status_code == 400, token
    assert not FollowUp.objects.exists()


def test_a_colleague_who_left_stays_on_the_meetings_they_were_in(as_ingrid, ingrid, lars):
    meeting = make_appointment(ingrid, users=[lars])
    lars.is_active = False
    lars.save()
    url = f"/followups/{meeting.public_id}/"

    as_ingrid.post(url, fields_of(as_ingrid.get(url)) | {"title": "Still"})

    assert [name for name, *_ in guests()] == ["Lars Berg"]


@pytest.mark.parametrize("kind", ["appointment", "task", "call"])
def test_every_kind_takes_participants_and_resources(as_ingrid, lars, kind):
    room = make_resource("Galdhøpiggen")

    as_ingrid.post(
        f"/followups/new/{kind}/",
        TIME | {"participants_text": "Lars Berg", "resources_text": "galdhø", "due_on": "10.6"},
    )

    assert guests() == [
        ("Lars Berg", "required", "needs_action"),
        ("Galdhøpiggen", "resource", "accepted"),
    ]
    assert FollowUp.objects.get().participants.get(resource=room).blocks == 2


def test_people_and_rooms_that_are_looked_up_come_as_options(as_ingrid, lars):
    make_group("Lars and friends")
    make_person("Lars", "Outside", company=make_company())

    html = as_ingrid.get("/followups/look-up/people/?q=Somebody, lar").text

    assert html.count('role="option"') == 3
    assert f'data-value="user:{lars.public_id}">Lars Berg' in html
    assert "Moonbeam Ladders Ltd" in html


def test_no_more_than_twenty_are_offered(as_ingrid):
    for number in range(30):
        make_person("Penny", f"Rung {number}")

    assert as_ingrid.get("/followups/look-up/people/?q=penny").text.count('role="option"') == 20


def test_inactive_colleagues_and_resources_are_not_offered(as_ingrid):
    make_user(first_name="Gone", is_active=False)
    make_resource("Gone too", is_active=False)

    assert "option" not in as_ingrid.get("/followups/look-up/people/?q=gone").text
    assert "option" not in as_ingrid.get("/followups/look-up/resources/?q=gone").text


def test_zones_are_looked_up_by_city(as_ingrid):
    assert "America/New_York" in as_ingrid.get("/followups/look-up/zones/?q=new york").text


def test_whose_name_starts_with_what_was_typed_is_offered_first(as_ingrid):
    make_user(first_name="Henrik", last_name="Askeland")
    make_person("Sikander", "Ali")
    make_person("Rikard", "Berg")
    make_group("RIK og rund")

    html = as_ingrid.get("/followups/look-up/people/?q=rik").text

    assert re.findall(r">([^<>]+)</li>", html) == ["RIK og rund", "Rikard Berg", "Henrik Askeland"]


def test_a_zone_is_offered_by_its_city_first(as_ingrid):
    html = as_ingrid.get("/followups/look-up/zones/?q=lis").text

    assert re.findall(r">([^<>]+)</li>", html)[0] == "Europe/Lisbon"


@pytest.mark.parametrize("query", ["", "?q=", "?q=" + "a" * 3000, "?q=,,,"])
def test_a_look_up_takes_any_question(as_ingrid, query):
    assert as_ingrid.get(f"/followups/look-up/people/{query}").status_code == 200


def test_there_are_no_other_look_ups(as_ingrid):
    assert as_ingrid.get("/followups/look-up/secrets/?q=a").status_code == 404


def test_one_who_takes_part_ticks_their_own_part_alone(client, as_ingrid, ingrid, lars):
    task = make_task(ingrid, users=[lars])
    client.force_login(lars)

    as_ingrid.post(f"/followups/{task.public_id}/complete/")

    task.refresh_from_db()
    assert task.completed_at is None
    assert task.participants.get(user=lars).completed_at is not None
