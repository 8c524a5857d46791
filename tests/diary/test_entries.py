import pytest
from django.urls import reverse

from followups import changes
from followups.models.participants import Alarm
from tests.factories import (
    NOW,
    make_all_day,
    make_appointment,
    make_call,
    make_company,
    make_person,
    make_task,
    make_user,
)

WEEK = "/diary/week/"


def tick(followup):
    changes.tick(followup, done=True, by=followup.owner, at=NOW)


def test_a_meeting_is_a_box_with_company_type_place_and_a_link(see, ingrid):
    meeting = make_appointment(
        ingrid, title="Demo", company=make_company("Moonbeam"), location="Room 4"
    )

    box = see(WEEK).box("Demo")

    assert {"s156", "e168", "c0", "n1", "w1", "f1"} <= set(box.classes)
    assert box["data-type"] == str(meeting.type_id)
    assert "data-row" in box.attributes
    assert box.links[0]["href"] == reverse("followups:follow-up-detail", args=[meeting.public_id])
    assert box.words == "Demo13:00 to 14:00, Meeting (external) MoonbeamRoom 4"


def test_the_tooltip_tells_time_length_and_the_rest(see, ingrid):
    person = make_person("Penny", "Rung")
    make_appointment(ingrid, title="Demo", person=person, location="Room 4")

    title = see(WEEK).box("Demo").links[0]["title"]

    assert title == "13:00–14:00, 1 h, Demo, Meeting (external), Penny Rung, Room 4"


def test_the_tooltip_tells_the_time_in_the_zone_it_was_made_in(see, ingrid):
    make_appointment(ingrid, title="Demo", time_zone="Europe/London")

    title = see(WEEK).box("Demo").links[0]["title"]

    assert title.endswith("12:00–13:00 Europe/London")


def test_times_are_those_of_the_readers_zone(see, ingrid):
    traveller = make_user(time_zone="Asia/Tokyo")
    make_appointment(traveller, title="Demo", start="2026-06-10 03:00", end="2026-06-10 04:00")

    box = see(WEEK, traveller).box("Demo")

    assert "10:00" in box.words
    assert "s120" in box.classes


def state_of(page, title):
    return page.box(title).attributes.get("data-state"), page.box(title)


def test_states_are_told_by_more_than_colour(see, ingrid):
    lars = make_user("lars", first_name="Lars")
    afternoon = {"start": "2026-06-11 13:00", "end": "2026-06-11 14:00"}
    morning = {"start": "2026-06-10 08:00", "end": "2026-06-10 09:00"}
    make_appointment(ingrid, title="booked", **afternoon)
    make_appointment(ingrid, title="at leisure", availability="free", **afternoon)
    make_appointment(ingrid, title="perhaps", availability="tentative", **afternoon)
    make_appointment(lars, title="asked", users=[ingrid], **afternoon)
    make_appointment(ingrid, title="own secret", visibility="owner", **morning)
    make_appointment(ingrid, title="forgotten", **morning)
    tick(make_appointment(ingrid, title="finished", **morning))

    page = see("/diary/week/")

    expected = {
        "booked": (None, ""),
        "at leisure": ("free", "shown as free"),
        "perhaps": ("tentative", "tentative"),
        "asked": ("invite", "invitation, not answered"),
        "own secret": ("late", "past, not completed, private"),
        "forgotten": ("late", "past, not completed"),
        "finished": ("done", "completed"),
    }
    for title, (state, words) in expected.items():
        found, box = state_of(page, title)
        assert (title, found) == (title, state)
        assert words in box.text


def test_ones_own_private_meeting_bears_a_lock(see, ingrid):
    make_appointment(ingrid, title="Dentist", visibility="owner")

    state, box = state_of(see(WEEK), "Dentist")

    assert state == "private"
    assert icons(box) == ["ph-lock-simple"]


def icons(box):
    return [each["href"].partition("#")[2] for each in box.children if each.tag == "use"]


def test_icons_show_series_alarm_video_and_participants_at_most_three(see, ingrid):
    meeting = make_appointment(
        ingrid, title="Demo", users=[make_user()], video_url="https://example.org/v"
    )
    Alarm.objects.create(participant=meeting.participants.get(user=ingrid), minutes_before=10)
    make_appointment(ingrid, title="Alone", start="2026-06-10 15:00", end="2026-06-10 16:00")

    page = see(WEEK)

    assert icons(page.box("Demo")) == ["ph-bell", "ph-video-camera", "ph-users"]
    assert "ni3" in page.box("Demo").classes
    assert "alarm on, video meeting, has participants" in page.box("Demo").text
    assert icons(page.box("Alone")) == []


def test_overlapping_meetings_stand_side_by_side(see, ingrid):
    make_appointment(ingrid, title="Kick-off", start="2026-06-08 09:30", end="2026-06-08 10:30")
    make_call(ingrid, title="Call", due_on=None, start="2026-06-08 10:00", end="2026-06-08 10:15")

    page = see(WEEK)

    assert {"c0", "n2", "w2", "f1", "lap"} <= set(page.box("Kick-off").classes)
    assert {"c1", "n2", "w1"} <= set(page.box("Call").classes)


def test_more_than_four_at_a_time_end_in_a_number_that_opens_the_day(see, ingrid):
    for number in range(6):
        make_appointment(ingrid, title=f"Meeting {number}")

    page = see(WEEK)

    rest = page.box("+3")
    assert rest.links[0]["href"] == "/diary/day/2026-06-10/"
    assert rest.links[0]["title"] == "13:00 Meeting 3, 13:00 Meeting 4, 13:00 Meeting 5"
    assert "3 more: 13:00 Meeting 3" in rest.text
    assert len(see("/diary/day/").with_class("ev")) == 6


def test_titles_are_escaped_wherever_they_stand(see, ingrid):
    evil = "<script>alert('x')</script>\"&"
    make_appointment(ingrid, title=evil, location=evil, company=make_company(evil))
    make_appointment(ingrid, title=evil, start="2026-06-10 20:00", end="2026-06-10 21:00")
    make_all_day(ingrid, title=evil, last="2026-06-12")
    make_task(ingrid, title=evil)

    for view in ("day", "week", "month", "overview"):
        assert "<script>alert" not in see(f"/diary/{view}/").html


def test_a_made_call_and_a_timed_task_stand_in_the_grid(see, ingrid):
    make_call(ingrid, title="Made", due_on=None, start="2026-06-10 08:30", end="2026-06-10 08:45")
    make_call(ingrid, title="Planned")

    page = see(WEEK)

    assert "s102" in page.box("Made").classes
    assert [line.words for line in page.with_class("due")] == ["Planned, Outgoing call"]


@pytest.mark.parametrize("view", ["week", "month", "overview"])
def test_pages_of_many_lines_leave_the_tooltip_to_a_script(see, ingrid, view):
    make_appointment(ingrid, title="Demo")
    lars = make_user("lars")

    page = see(f"/diary/{view}/?diary={ingrid.public_id}&diary={lars.public_id}")

    links = [each for each in page.elements if each.tag == "a" and "Demo" in each.text]
    assert links
    assert not any("title" in each.attributes for each in links if "/followups/" in each["href"])
