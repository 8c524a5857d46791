"""A room that is taken: what one typed is kept, and there are ways on."""

import pytest

from followups.models import FollowUp
from tests.factories import at, make_all_day, make_appointment, make_resource
from tests.sent import fields_of

pytestmark = pytest.mark.django_db

NEW = "/followups/new/appointment/"


@pytest.fixture
def room():
    return make_resource("Galdhøpiggen")


@pytest.fixture
def refused(as_ingrid, lars, room):
    """Ingrid asks for the room at 13:30, which Lars has from 13 to 14."""
    make_appointment(lars, resources=[room], visibility="owner", title="Secret words")
    data = {"title": "Demo", "date": "10.6", "start": "13:30", "end": "14:30"}
    return as_ingrid.post(NEW, data | {"resources_text": "Galdhøpiggen", "agenda": "Typed"})


def offered(response, name):
    return {
        offer.label: offer.value for offer in response.context["form"].offers if offer.name == name
    }


def of_ingrid(ingrid):
    return FollowUp.objects.filter(owner=ingrid).first()


def test_a_taken_room_is_refused_and_the_form_is_kept(refused, ingrid):
    assert refused.status_code == 409
    assert "Galdhøpiggen is taken Wed 10 Jun" in refused.text
    assert "Typed" in refused.text
    assert "Secret" not in refused.text
    assert of_ingrid(ingrid) is None


def test_another_room_can_be_booked_by_one_button(as_ingrid, ingrid, lars, room):
    free = make_resource("Glittertind")
    make_appointment(lars, resources=[room])
    data = {"title": "Demo", "date": "10.6", "start": "13", "resources_text": "Galdhøpiggen"}
    refused = as_ingrid.post(NEW, data)
    (value,) = offered(refused, "other_room").values()

    as_ingrid.post(NEW, fields_of(refused) | {"other_room": value})

    assert of_ingrid(ingrid).participants.get(role="resource").resource == free


def test_another_time_can_be_booked_by_one_button(as_ingrid, refused, ingrid, room):
    value = offered(refused, "other_time")["Wed 10 June, 14:00–15:00"]

    as_ingrid.post(NEW, fields_of(refused) | {"other_time": value})

    meeting = of_ingrid(ingrid)
    assert (meeting.starts_at, meeting.ends_at) == (at("2026-06-10 14:00"), at("2026-06-10 15:00"))
    assert meeting.participants.get(role="resource").resource == room


def test_it_can_be_saved_without_the_room(as_ingrid, refused, ingrid):
    value = offered(refused, "without_rooms")["Save without the room"]

    as_ingrid.post(NEW, fields_of(refused) | {"without_rooms": value})

    meeting = of_ingrid(ingrid)
    assert meeting.agenda == "<p>Typed</p>"
    assert not meeting.participants.filter(role="resource").exists()


def test_a_room_taken_all_day_offers_other_rooms_and_to_save_without(as_ingrid, ingrid, lars, room):
    make_resource("Glittertind")
    make_all_day(lars, resources=[room])
    data = {"title": "Expo", "date": "10.6", "all_day": "on", "resources_text": "Galdhøpiggen"}

    refused = as_ingrid.post(NEW, data)

    assert refused.status_code == 409
    assert [offer.name for offer in refused.context["form"].offers] == [
        "other_room",
        "without_rooms",
    ]


def test_a_room_that_may_be_booked_twice_is_booked(as_ingrid, ingrid, lars):
    car = make_resource("Car", booking="double")
    make_appointment(lars, resources=[car])

    as_ingrid.post(NEW, {"title": "Trip", "date": "10.6", "start": "13", "resources_text": "Car"})

    assert of_ingrid(ingrid).participants.get(role="resource").resource == car


@pytest.mark.parametrize("name", ["other_time", "other_room", "without_rooms", "ends_next_day"])
@pytest.mark.parametrize("value", ["x", "/", "2026-06-10T14:00", "\x00", "9999-12-31"])
def test_buttons_nobody_offered_do_no_harm(as_ingrid, name, value):
    data = {"title": "Demo", "date": "10.6", "start": "13", "end": "14"}

    assert as_ingrid.post(NEW, data | {name: value}).status_code in (303, 400)
