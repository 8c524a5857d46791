from urllib.parse import parse_qs, urlsplit

import pytest

from tests.factories import (
    make_all_day,
    make_appointment,
    make_group,
    make_resource,
    make_task,
    make_user,
)

THURSDAY = "/diary/overview/2026-06-11/"


@pytest.fixture
def lars(db):
    return make_user("lars", first_name="Lars", last_name="Brekke", title="Sales manager")


@pytest.fixture
def team(ingrid, lars):
    return make_group("Sales Nordics", [ingrid, lars])


def names(page):
    return [each["aria-label"] for each in page.with_class("track") if each.tag == "ul"]


def track(page, name):
    return next(each for each in page.elements if each.attributes.get("aria-label") == name)


def test_it_opens_on_the_readers_own_team_oneself_first(see, team):
    page = see("/diary/overview/")

    assert names(page) == ["Ingrid Solberg", "Lars Brekke"]
    assert "Wednesday 10 June <small>" in page.html
    assert "Sales Nordics" in page.one("who").words


def test_the_resources_stand_beside_the_team_and_leave_its_free_time_alone(see, team, ingrid):
    room = make_resource("Preikestolen")
    make_appointment(
        make_user(), start="2026-06-11 08:00", end="2026-06-11 16:00", resources=[room]
    )

    page = see(THURSDAY)

    assert names(page) == ["Ingrid Solberg", "Lars Brekke", "Preikestolen"]
    assert len(track(page, "Preikestolen").inside("blk")) == 1
    assert "Common free time, 2 people, 1 h" in page.html
    slot = page.with_class("slot-free")[0]
    booked_for = parse_qs(urlsplit(slot["href"]).query)["diary"]
    assert str(room.public_id) not in booked_for
    assert str(ingrid.public_id) in booked_for


def test_without_a_group_it_opens_on_ones_own_diary(see):
    assert names(see("/diary/overview/")) == ["Ingrid Solberg"]


def test_colleagues_and_resources_stand_in_rows_of_their_own(see, ingrid, lars):
    room = make_resource("Preikestolen", capacity=12)
    make_appointment(
        lars, title="Board", start="2026-06-11 10:00", end="2026-06-11 12:00", resources=[room]
    )

    page = see(f"{THURSDAY}?diary={ingrid.public_id}&diary={lars.public_id}&diary={room.public_id}")

    assert names(page) == ["Ingrid Solberg", "Lars Brekke", "Preikestolen"]
    assert [len(track(page, name).inside("blk")) for name in names(page)] == [0, 1, 1]
    assert {"s120", "e144"} <= set(track(page, "Lars Brekke").inside("blk")[0].classes)
    assert "Location, 12 seats" in page.html


def test_two_at_the_same_time_share_the_height(see, lars):
    make_appointment(lars, title="One", start="2026-06-11 13:00", end="2026-06-11 14:00")
    make_appointment(lars, title="Two", start="2026-06-11 13:30", end="2026-06-11 14:30")
    make_appointment(lars, title="Alone", start="2026-06-11 15:00", end="2026-06-11 16:00")

    page = see(f"{THURSDAY}?diary={lars.public_id}")

    assert "up" in page.box("One").classes
    assert "dn" in page.box("Two").classes
    assert not {"up", "dn"} & set(page.box("Alone").classes)


def test_three_at_the_same_time_end_in_a_number(see, lars):
    for name in ("One", "Two", "Three"):
        make_appointment(lars, title=name, start="2026-06-11 13:00", end="2026-06-11 14:00")

    page = see(f"{THURSDAY}?diary={lars.public_id}")

    assert page.box("One")
    assert page.box("+2").links[0]["title"] == "13:00 Three, 13:00 Two"


def test_an_all_day_meeting_takes_the_whole_row(see, lars):
    make_all_day(lars, title="Expo", first="2026-06-10", last="2026-06-12")

    page = see(f"{THURSDAY}?diary={lars.public_id}")

    assert {"whole", "s84", "e216"} <= set(page.box("Expo").classes)


def test_all_day_meetings_stand_above_the_others_and_leave_them_their_height(see, lars):
    make_all_day(lars, title="Expo", first="2026-06-10", last="2026-06-12")
    make_all_day(lars, title="Travel", first="2026-06-11", last="2026-06-11")
    make_appointment(lars, title="Call", start="2026-06-11 13:00", end="2026-06-11 14:00")

    page = see(f"{THURSDAY}?diary={lars.public_id}")

    assert page.one("whole").words == "+2all day Expo, all day Travel"
    assert not {"up", "dn"} & set(page.box("Call").classes)


def test_tasks_that_are_due_take_no_time(see, lars):
    make_task(lars, title="Report", due_on="2026-06-11")

    assert see(f"{THURSDAY}?diary={lars.public_id}").with_class("blk") == []


def test_what_lies_outside_the_shown_hours_is_counted_beside_the_name(see, lars):
    make_appointment(lars, title="Late", start="2026-06-11 20:00", end="2026-06-11 21:00")

    page = see(f"{THURSDAY}?diary={lars.public_id}")

    way = page.link("+1 later")
    assert way["href"] == f"/diary/day/2026-06-11/?diary={lars.public_id}&hours=all"
    assert see(f"{THURSDAY}?diary={lars.public_id}&hours=all").box("Late")


# -- common free time ---------------------------------------------------------------------------


def free(page):
    return [slot.words for slot in page.with_class("slot-free")]


def test_common_free_time_is_what_nobody_has_taken(see, ingrid, lars, team):
    make_appointment(ingrid, start="2026-06-11 08:00", end="2026-06-11 12:00")
    make_appointment(lars, start="2026-06-11 11:00", end="2026-06-11 14:30")

    page = see(THURSDAY)

    assert free(page) == ["14:30", "15:30"]
    assert "First: 14:30, next: 15:30" in page.html
    assert "Common free time, 2 people, 1 h" in page.html


def test_the_private_time_of_others_is_not_free(see, lars, team):
    make_appointment(lars, start="2026-06-11 08:00", end="2026-06-11 15:00", visibility="owner")

    assert free(see(THURSDAY)) == ["15:00"]


def test_what_is_shown_as_free_stays_free(see, lars, team):
    make_appointment(lars, start="2026-06-11 08:00", end="2026-06-11 15:00", availability="free")

    assert free(see(THURSDAY))[0] == "08:00"


def test_a_slot_books_for_everybody_on_show(client, see, ingrid, lars):
    room = make_resource("Preikestolen")
    query = f"?diary={ingrid.public_id}&diary={lars.public_id}&diary={room.public_id}"

    slot = see(f"{THURSDAY}{query}").with_class("slot-free")[0]

    asked = parse_qs(urlsplit(slot["href"]).query)
    assert urlsplit(slot["href"]).path == "/followups/new/appointment/"
    assert (asked["date"], asked["start"], asked["end"]) == (["2026-06-11"], ["08:00"], ["09:00"])
    keys = [str(each.public_id) for each in (ingrid, lars, room)]
    assert asked["diary"] == keys
    assert slot["aria-label"] == "08:00 to 09:00, book for all"
    assert client.get(slot["href"]).status_code == 200


def test_free_time_is_the_working_time_that_all_zones_share(see, ingrid):
    far = make_user("amara", first_name="Amara", time_zone="America/New_York")

    page = see(f"{THURSDAY}?diary={ingrid.public_id}&diary={far.public_id}")

    assert free(page) == ["14:00", "15:00"]


def test_nothing_is_free_in_the_past_and_at_the_weekend(see, team):
    for day in ("2026-06-09", "2026-06-13"):
        page = see(f"/diary/overview/{day}/")
        assert free(page) == []
        assert "None this day" in page.html


def test_working_hours_that_never_meet_leave_no_free_time(see, ingrid):
    far = make_user("aroha", time_zone="Pacific/Auckland")

    page = see(f"{THURSDAY}?diary={ingrid.public_id}&diary={far.public_id}")

    assert free(page) == []


def test_the_diary_of_somebody_far_away_can_be_seen_alone(see):
    far = make_user("aroha", time_zone="Pacific/Auckland")

    assert see(f"{THURSDAY}?diary={far.public_id}").response.status_code == 200


def test_the_now_line_crosses_every_row_of_today(see, team):
    assert len(see("/diary/overview/").with_class("vnow")) == 2
    assert see(THURSDAY).with_class("vnow") == []


def test_every_row_has_a_way_to_plan_for_that_person_or_room(see, team, lars):
    room = make_resource("Preikestolen")

    page = see(THURSDAY)

    ways = {each["aria-label"]: each["href"] for each in page.with_class("add")}
    assert list(ways) == [
        "New for everyone",
        "New for Ingrid Solberg",
        "New for Lars Brekke",
        "New for Preikestolen",
    ]
    query = parse_qs(urlsplit(ways["New for Lars Brekke"]).query)
    assert query == {"date": ["2026-06-11"], "diary": [str(lars.public_id)]}
    owner = see(ways["New for Lars Brekke"]).context["form"]["owner"].value()
    (booked,) = see(ways["New for Preikestolen"]).context["form"]["resources"].value()
    assert (owner, booked.text) == (str(lars.public_id), room.name)
