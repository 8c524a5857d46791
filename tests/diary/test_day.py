import datetime

from followups import changes
from tests.factories import (
    NOW,
    make_all_day,
    make_appointment,
    make_company,
    make_task,
    make_user,
)

DAY = "/diary/day/"


def pills(page):
    return [pill.words for pill in page.one("day-h").inside("pill")]


def test_the_heading_says_day_and_week(see):
    page = see("/diary/day/2026-06-11/")

    assert "Thursday 11 June <small><a " in page.html
    assert page.link("Week 24")["href"] == "/diary/week/2026-06-11/"
    assert page.one("day")["data-date"] == "2026-06-11"


def test_the_heading_of_another_year_names_it(see):
    assert "Friday 11 June 2027 <small>" in see("/diary/day/2027-06-11/").html


def test_booked_and_free_time_are_summed_up(see, ingrid):
    make_appointment(ingrid, start="2026-06-11 09:00", end="2026-06-11 11:00")
    make_appointment(ingrid, start="2026-06-11 10:00", end="2026-06-11 11:30")
    make_appointment(ingrid, start="2026-06-11 13:00", end="2026-06-11 14:00", availability="free")
    make_all_day(ingrid, first="2026-06-11", last="2026-06-11")

    page = see("/diary/day/2026-06-11/")

    assert pills(page) == ["2 h 30 min booked", "Free 08:00–09:00, 11:30–16:00"]


def test_free_time_of_today_begins_at_the_next_quarter(see, ingrid):
    make_appointment(ingrid, start="2026-06-10 13:00", end="2026-06-10 14:00")

    assert pills(see(DAY)) == ["1 h booked", "Free 11:30–13:00, 14:00–16:00"]


def test_there_is_no_free_time_in_the_past_or_at_the_weekend(see):
    assert pills(see("/diary/day/2026-06-09/")) == []
    assert pills(see("/diary/day/2026-06-13/")) == []


def test_a_bar_says_until_when_it_goes_on(see, ingrid):
    make_all_day(ingrid, title="Expo", first="2026-06-10", last="2026-06-12")

    assert see(DAY).one("bar-ev").inside("mut")[0].words == "until Fri 12 June"


def test_a_task_shows_its_company_and_time(see, ingrid):
    task = make_task(ingrid, title="Send quote", company=make_company("Moonbeam"))
    task.due_time = datetime.time(14, 30)
    changes.change(task, verb="edit", by=ingrid, at=NOW)

    assert see(DAY).one("due").words.startswith("14:30 Send quote, Moonbeam")


def test_all_hours_of_the_day_can_be_shown(see):
    shown, all_hours = see(DAY), see(f"{DAY}?hours=all")

    assert {"from7", "to18"} <= set(shown.one("cal").classes)
    assert {"from0", "to24"} <= set(all_hours.one("cal").classes)
    assert shown.link("All hours")["href"] == f"{DAY}?hours=all"
    assert all_hours.link("All hours")["href"] == DAY


def test_the_days_of_the_week_are_at_hand_on_a_phone(see):
    (strip,) = see(DAY).with_class("strip")

    assert [link["href"] for link in strip.links] == [
        f"/diary/day/2026-06-{day:02}/" for day in range(8, 15)
    ]
    assert [link.words for link in strip.links if "aria-current" in link.attributes] == ["Wed 10"]


def test_twelve_at_a_time_all_stand_in_the_day(see, ingrid):
    for number in range(14):
        make_appointment(ingrid, title=f"Meeting {number:02}")

    page = see(DAY)

    assert page.box("+3")
    assert len(page.with_class("ev")) == 12


def test_a_long_day_of_a_traveller_is_that_of_their_zone(see):
    reader = make_user(time_zone="America/New_York")
    make_appointment(reader, title="Demo", start="2026-06-11 03:00", end="2026-06-11 04:00")

    assert "21:00" in see("/diary/day/2026-06-10/?hours=all", reader).box("Demo").text
