import datetime

import pytest

from followups import activities, activities_of_record, changes
from tests.factories import (
    NOW,
    make_appointment,
    make_call,
    make_company,
    make_person,
    make_project,
    make_resource,
    make_sale,
    make_task,
    make_user,
    new_followup,
    save,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ingrid():
    return make_user()


def todo(user, viewer=None, **card):
    page = activities.page_of_diary(user, None, viewer or user, NOW, **card)
    return [row.title for row in page.rows]


def complete(followup, at):
    changes.tick(followup, done=True, by=followup.owner, at=at)


def test_the_to_do_list_holds_what_waits_and_leaves_the_rest(ingrid):
    make_task(ingrid, title="overdue", due_on="2026-06-01")
    make_call(ingrid, title="call today", due_on="2026-06-10")
    make_task(ingrid, title="in a week", due_on="2026-06-17")
    make_task(ingrid, title="after that", due_on="2026-06-18")
    make_appointment(
        ingrid, title="not completed", start="2026-06-09 09:00", end="2026-06-09 10:00"
    )
    make_appointment(ingrid, title="to come", start="2026-06-10 15:00", end="2026-06-10 16:00")
    make_call(ingrid, title="made", due_on=None, start="2026-06-10 09:00", end="2026-06-10 09:15")
    save(new_followup("appointment", ingrid, {"title": "parked"}))

    assert todo(ingrid) == [
        "overdue",
        "not completed",
        "made",
        "call today",
        "parked",
        "in a week",
    ]


def test_overdue_ones_come_first_whatever_else_is_for_today(ingrid):
    parked = new_followup("appointment", ingrid, {"title": "parked long ago"})
    save(parked, now=NOW - datetime.timedelta(days=20))
    make_task(ingrid, title="today")
    make_task(ingrid, title="by 15 o'clock", due_time=datetime.time(15))
    make_task(ingrid, title="by 9 o'clock", due_time=datetime.time(9))
    make_appointment(ingrid, title="ended", start="2026-06-10 08:00", end="2026-06-10 09:00")
    make_task(ingrid, title="yesterday", due_on="2026-06-09")

    found = todo(ingrid)

    assert found[:3] == ["yesterday", "by 9 o'clock", "ended"]
    assert set(found[3:]) == {"parked long ago", "today", "by 15 o'clock"}


def test_the_list_of_a_reader_far_away_turns_at_their_midnight(ingrid):
    ingrid.preferences.time_zone = "Pacific/Auckland"  # Wednesday 21:20 there
    ingrid.preferences.days_ahead = 0
    make_task(ingrid, title="wednesday", due_on="2026-06-10")
    make_task(ingrid, title="thursday", due_on="2026-06-11")
    complete(make_task(ingrid, title="done"), NOW - datetime.timedelta(hours=10))

    assert todo(ingrid) == ["wednesday", "done"]


def test_a_booking_is_done_in_the_diary_of_the_room_when_its_meeting_is(ingrid):
    room = make_resource("Preikestolen")
    spans = {"start": "2026-06-08 09:00", "end": "2026-06-08 10:00"}
    held = make_appointment(ingrid, title="held", resources=[room], **spans)
    make_appointment(
        ingrid, resources=[room], title="open", start="2026-06-09 09:00", end="2026-06-09 10:00"
    )

    complete(held, NOW - datetime.timedelta(days=1))
    page = activities.page_of_diary(None, room, ingrid, NOW)

    assert [row.title for row in page.rows] == ["open"]


def test_what_was_completed_today_stays_until_the_next_day(ingrid):
    complete(make_task(ingrid, title="today"), NOW)
    complete(make_task(ingrid, title="yesterday"), NOW - datetime.timedelta(days=1))

    assert todo(ingrid) == ["today"]


def test_completed_ones_leave_at_once_by_preference():
    ingrid = make_user(removes_completed="at_once")
    complete(make_task(ingrid), NOW)

    assert todo(ingrid) == []


def test_the_days_ahead_are_a_preference():
    ingrid = make_user(days_ahead=0)
    make_task(ingrid, title="tomorrow", due_on="2026-06-11")
    make_task(ingrid, title="today")

    assert todo(ingrid) == ["today"]


def test_hidden_ones_are_left_out_of_a_colleagues_list(ingrid):
    make_task(ingrid, title="secret", visibility="owner")
    make_task(ingrid, title="open")

    assert todo(ingrid, viewer=make_user()) == ["open"]
    assert todo(ingrid) == ["secret", "open"]


def test_all_shows_past_and_future_the_latest_first(ingrid):
    make_appointment(ingrid, title="past", start="2020-01-01 09:00", end="2020-01-01 10:00")
    make_appointment(ingrid, title="future", start="2030-01-01 09:00", end="2030-01-01 10:00")
    complete(make_task(ingrid, title="done"), NOW)

    assert todo(ingrid, card="all") == ["future", "done", "past"]


@pytest.mark.parametrize(
    ("show", "titles"), [("tasks", ["a task"]), ("followups", ["a call", "a meeting"])]
)
def test_the_kinds_shown_are_chosen(ingrid, show, titles):
    make_appointment(ingrid, title="a meeting")
    make_task(ingrid, title="a task")
    make_call(ingrid, title="a call")

    assert todo(ingrid, card="all", show=show) == titles


def test_a_list_of_more_than_a_page_is_paged(ingrid):
    for number in range(activities.PAGE + 1):
        make_task(ingrid, title=f"{number}")

    first = activities.page_of_diary(ingrid, None, ingrid, NOW, card="all")
    second = activities.page_of_diary(ingrid, None, ingrid, NOW, card="all", number=2)

    assert (len(first.rows), first.has_next) == (activities.PAGE, True)
    assert (len(second.rows), second.has_next) == (1, False)


def test_a_follow_up_stands_with_its_company_contact_sale_and_project(ingrid):
    company = make_company()
    records = {
        "company": company,
        "person": make_person(company=company),
        "sale": make_sale(),
        "project": make_project(),
    }
    make_task(ingrid, title="everywhere", **records)

    for record in records.values():
        titles = [row.title for row in activities_of_record.of_record(record, make_user())]
        assert titles == ["everywhere"]


def test_a_contact_has_the_activities_of_the_company_too(ingrid):
    company = make_company()
    make_task(ingrid, title="of the company", company=company)

    found = activities_of_record.of_record(make_person(company=company), ingrid)

    assert [row.title for row in found] == ["of the company"]


def test_a_private_follow_up_is_not_with_the_company_for_others(ingrid):
    company = make_company()
    make_task(ingrid, visibility="owner", company=company)

    assert not activities_of_record.of_record(company, make_user()).exists()
