import pytest

from followups.models import FollowUpType
from tests.factories import (
    make_all_day,
    make_appointment,
    make_company,
    make_group,
    make_resource,
    make_task,
    make_user,
)

WEEK = "/diary/week/"


SECRETS = ("Dentist", "Hemmelig", "Paintown", "Molar Ltd")


@pytest.fixture
def secretive(db):
    lars = make_user("lars", first_name="Lars", last_name="Brekke")
    hidden = {
        "title": "Dentist Hemmelig",
        "location": "Paintown",
        "company": make_company("Molar Ltd"),
        "visibility": "owner",
        "type": FollowUpType.objects.get(name="Travel"),
    }
    make_appointment(lars, **hidden)
    make_appointment(lars, start="2026-06-10 20:00", end="2026-06-10 21:00", **hidden)
    make_appointment(lars, start="2026-06-10 22:00", end="2026-06-11 02:00", **hidden)
    make_all_day(lars, first="2026-06-11", last="2026-06-12", **hidden)
    make_task(lars, **{**hidden, "type": FollowUpType.objects.get(name="Task")})
    make_appointment(
        lars, start="2026-06-12 10:00", end="2026-06-12 11:00", **hidden, availability="free"
    )
    return lars


@pytest.mark.parametrize("view", ["day", "week", "month", "overview"])
def test_a_colleagues_private_time_is_busy_and_nothing_else(see, secretive, view):
    for query in (f"?diary={secretive.public_id}", f"?diary={secretive.public_id}&hours=all"):
        page = see(f"/diary/{view}/{query}")

        assert [secret for secret in SECRETS if secret in page.html] == []
        assert "Busy" in page.html
        assert f'data-type="{FollowUpType.objects.get(name="Travel").pk}"' not in page.html


def test_a_busy_block_has_times_and_no_link_type_or_id(see, secretive):
    box = see(f"{WEEK}?diary={secretive.public_id}").box("Busy")

    assert box.words == "Busy13:00 to 14:00"
    assert box.links == []
    assert box.attributes == {"class": "ev s156 e168 c0 n1 w1 f1", "data-type": ""}


def test_hidden_tasks_and_free_time_of_others_are_not_there_at_all(see, secretive):
    page = see(f"{WEEK}?diary={secretive.public_id}")

    assert page.with_class("due") == []
    assert page.day("2026-06-12").inside("ev") == []


def test_the_owner_sees_all_of_it(see, secretive):
    assert "Dentist Hemmelig" in see(WEEK, secretive).html


def test_anothers_diary_is_marked_and_named(see, ingrid):
    lars = make_user("lars", first_name="Lars", last_name="Brekke")
    room = make_resource("Preikestolen")

    own, his, its = (
        see(f"{WEEK}{query}")
        for query in ("", f"?diary={lars.public_id}", f"?diary={room.public_id}")
    )

    assert own.one("who").classes == ["btn", "who"]
    assert "colleague" in his.one("who").classes
    assert his.one("who").words.startswith("Lars Brekke, not your own")
    assert "resource" in its.one("who").classes
    assert "<title>Lars Brekke: 8–14 June 2026" in his.html


def test_a_resource_shows_its_bookings(see, ingrid):
    room = make_resource("Preikestolen")
    make_appointment(ingrid, title="Demo", resources=[room])

    assert see(f"{WEEK}?diary={room.public_id}").box("Demo")


def test_a_group_shows_everybody_once(see, ingrid):
    lars = make_user("lars", first_name="Lars", last_name="Brekke")
    group = make_group("Sales", [ingrid, lars])
    make_appointment(ingrid, title="Together", users=[lars])
    make_appointment(lars, title="Alone", start="2026-06-11 09:00", end="2026-06-11 10:00")

    page = see(f"{WEEK}?diary={group.public_id}")

    assert "Ingrid Solberg" in page.box("Together").text
    assert "Lars Brekke" in page.box("Alone").text
    assert "Sales" in page.one("who").words


def test_something_new_in_anothers_diary_knows_whose_it_is(see):
    lars = make_user("lars")

    page = see(f"{WEEK}?diary={lars.public_id}")

    assert f"diary={lars.public_id}" in page.with_class("add")[0]["href"]
    assert f'action="/followups/new/appointment/?diary={lars.public_id}"' in page.html
