"""Days of 23, 25 and other odd numbers of hours, in every view."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.factories import make_all_day, make_user, new_followup, save, working

# zone, day, and three meetings on the wall clock: before, across and after the change
CHANGES = {
    "Oslo, 23 hours": ("Europe/Oslo", "2026-03-29", "00:30-01:30", "01:00-04:00", "03:30-05:00"),
    "Oslo, 25 hours": ("Europe/Oslo", "2026-10-25", "00:30-01:30", "01:00-04:00", "03:30-05:00"),
    "New York, 23 hours": (
        *("America/New_York", "2026-03-08"),
        *("00:30-01:30", "01:00-04:00", "03:30-05:00"),
    ),
    "Cairo, a day without midnight": (
        *("Africa/Cairo", "2026-04-24"),
        *("01:00-01:30", "01:00-04:00", "03:30-05:00"),
    ),
    "Lord Howe, half an hour": (
        *("Australia/Lord_Howe", "2026-04-05"),
        *("00:30-01:00", "00:30-03:00", "02:30-04:00"),
    ),
}
PARTS = ("before", "across", "after")


@pytest.fixture(params=CHANGES)
def night(request, db):
    zone, day, *spans = CHANGES[request.param]
    reader = make_user("traveller", time_zone=zone)
    for title, span in zip(PARTS, spans, strict=True):
        meeting = new_followup("appointment", reader, {"title": title, "time_zone": zone})
        meeting.reschedule(*(instant(day, text, zone) for text in span.split("-")))
        save(meeting)
    return reader, day, dict(zip(PARTS, spans, strict=True))


def instant(day, clock, zone):
    local = datetime.datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(datetime.UTC)


def units(span):
    for name, clock in zip("se", span.split("-"), strict=True):
        hours, minutes = clock.split(":")
        yield f"{name}{(int(hours) * 60 + int(minutes)) // 5}"


@pytest.mark.parametrize("view", ["day", "week"])
def test_boxes_stand_at_the_times_of_the_wall_clock(see, night, view):
    reader, day, spans = night

    page = see(f"/diary/{view}/{day}/?hours=all", reader)

    for title, span in spans.items():
        start, end = span.split("-")
        assert set(units(span)) <= set(page.box(title).classes), title
        assert f"{start} to {end}" in page.box(title).text, title


def test_the_overview_draws_the_same(see, night):
    reader, day, spans = night

    page = see(f"/diary/overview/{day}/?hours=all", reader)

    for title, span in spans.items():
        assert set(units(span)) <= set(page.box(title).classes), title


def test_the_month_lists_them_on_that_day_alone(see, night):
    reader, day, _spans = night

    page = see(f"/diary/month/{day}/", reader)

    assert [name for name in PARTS if f">{name}<span" in page.html] == list(PARTS)
    lines = [line for line in page.day(day).children if line.tag == "li"]
    assert sorted(line.words[5:].partition(" ")[0] for line in lines) == sorted(PARTS)


def test_an_all_day_meeting_covers_its_one_day(see, night):
    reader, day, _spans = night
    make_all_day(reader, title="Fair", first=day, last=day)

    for view in ("week", "month"):
        page = see(f"/diary/{view}/{day}/", reader)
        assert [bar.words[:4] for bar in page.with_class("bar-ev")] == ["Fair"], view


@pytest.mark.parametrize(
    ("day", "booked"), [("2026-03-29", "4 h"), ("2026-10-25", "6 h"), ("2026-06-10", "5 h")]
)
def test_hours_are_counted_as_they_pass(see, ingrid, day, booked):
    meeting = new_followup("appointment", ingrid, {"title": "Watch"})
    meeting.reschedule(*(instant(day, clock, "Europe/Oslo") for clock in ("00:00", "05:00")))
    save(meeting)

    page = see(f"/diary/day/{day}/?hours=all")

    assert page.one("day-h").inside("pill")[0].words == f"{booked} booked"
    month = [each.attributes.get("aria-label", "") for each in page.elements]
    assert sum(f", {booked} booked" in name for name in month) >= 1
    assert f"00:00–05:00, {booked}, Watch" in page.html


def test_a_day_that_is_taken_as_a_whole_is_as_long_as_it_is(see, ingrid):
    make_all_day(ingrid, first="2026-10-24", last="2026-10-25")

    month = [
        each.attributes.get("aria-label", "") for each in see("/diary/week/2026-10-22/").elements
    ]

    assert "Saturday 24 October, 24 h booked" in month
    assert "Sunday 25 October, 25 h booked" in month


@pytest.fixture
def night_watch(db):
    """Works from 00:00 to 03:00 where a Friday in April 2027 begins at 01:00."""
    return make_user("watch", time_zone="Africa/Cairo", working_hours=working("00:00", "03:00"))


def test_common_free_time_leaves_the_skipped_hour_out(see, night_watch):
    page = see("/diary/overview/2027-04-30/?hours=all", night_watch)

    slots = [slot["aria-label"] for slot in page.with_class("slot-free")]
    assert slots == ["01:00 to 02:00, book for all", "02:00 to 03:00, book for all"]


def test_free_time_of_a_day_leaves_the_skipped_hour_out(see, night_watch):
    page = see("/diary/day/2027-04-30/", night_watch)

    assert page.one("day-h").inside("pill")[0].words == "Free 01:00–03:00"
