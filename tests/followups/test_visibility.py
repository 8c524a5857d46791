import datetime
from dataclasses import dataclass

import pytest

from followups import changes
from followups.models import FollowUp, Participant
from followups.visibility import BusyBlock
from tests.factories import (
    NOW,
    at,
    make_all_day,
    make_appointment,
    make_call,
    make_group,
    make_resource,
    make_task,
    make_user,
    save,
)

pytestmark = pytest.mark.django_db


@dataclass
class Days:
    first: datetime.date
    last: datetime.date

    @property
    def start(self):
        return at(f"{self.first} 00:00")

    @property
    def end(self):
        return at(f"{self.last} 00:00")


WEEK = Days(datetime.date(2026, 6, 8), datetime.date(2026, 6, 15))


def diary(user, seen_by=None, window=WEEK, resources=()):
    return Participant.objects.in_diaries(
        [user.pk] if user else [], [r.pk for r in resources], window, seen_by=seen_by or user
    )


@pytest.fixture
def ingrid():
    return make_user()


@pytest.fixture
def lars():
    return make_user(first_name="Lars", last_name="Brekke")


def test_a_week_holds_what_touches_it_and_nothing_else(ingrid):
    make_appointment(ingrid, title="before", start="2026-06-07 22:00", end="2026-06-07 23:00")
    make_appointment(ingrid, title="ends in it", start="2026-06-07 23:00", end="2026-06-08 01:00")
    make_appointment(ingrid, title="inside")
    make_appointment(ingrid, title="long", start="2026-06-01 09:00", end="2026-06-20 09:00")
    make_all_day(ingrid, title="all day", first="2026-06-14", last="2026-06-16")
    make_task(ingrid, title="due", due_on="2026-06-14")
    make_task(ingrid, title="due later", due_on="2026-06-15")
    make_appointment(ingrid, title="after", start="2026-06-15 00:00", end="2026-06-15 01:00")

    titles = [(line.part, line.title) for line in diary(ingrid)]

    assert titles == [
        ("long", "long"),
        ("timed", "ends in it"),
        ("timed", "inside"),
        ("long", "all day"),
        ("due", "due"),
    ]


def test_a_timed_task_stands_at_its_time_and_at_its_deadline(ingrid):
    task = make_task(ingrid, due_on="2026-06-12")
    task.reschedule(at("2026-06-10 09:00"), at("2026-06-10 10:00"))
    save(task)

    assert [line.part for line in diary(ingrid)] == ["timed", "due"]


def test_a_made_call_stands_at_its_time_alone(ingrid):
    make_call(ingrid, due_on="2026-06-09", start="2026-06-10 09:00", end="2026-06-10 09:15")

    assert [line.part for line in diary(ingrid)] == ["timed"]


def test_a_colleague_sees_the_details_of_what_is_visible_to_everyone(ingrid, lars):
    make_appointment(ingrid, title="Open to all")

    [line] = diary(ingrid, seen_by=lars)

    assert line.title == "Open to all"


def test_a_private_one_is_a_busy_block_without_any_text(ingrid, lars):
    make_appointment(ingrid, title="Secret", visibility="owner")

    block = BusyBlock(
        ingrid.pk, None, at("2026-06-10 13:00"), at("2026-06-10 14:00"), is_all_day=False
    )
    assert diary(ingrid, seen_by=lars) == [block]


def test_a_private_one_shown_as_free_gives_nothing_at_all(ingrid, lars):
    make_appointment(ingrid, visibility="owner", availability="free")

    assert diary(ingrid, seen_by=lars) == []


def test_a_private_task_gives_nothing_to_others(ingrid, lars):
    make_task(ingrid, visibility="owner")

    assert diary(ingrid, seen_by=lars) == []


def test_a_group_item_is_seen_by_the_group_alone(ingrid, lars):
    group = make_group(members=[lars])
    make_appointment(ingrid, title="For us", visibility="group", visible_group=group)

    assert diary(ingrid, seen_by=lars)[0].title == "For us"
    assert isinstance(diary(ingrid, seen_by=make_user())[0], BusyBlock)


def test_an_administrator_sees_no_more_than_others(ingrid):
    make_appointment(ingrid, visibility="owner")
    admin = make_user(is_superuser=True, is_staff=True)

    assert isinstance(diary(ingrid, seen_by=admin)[0], BusyBlock)
    assert not FollowUp.objects.visible_to(admin).exists()


def test_who_takes_part_sees_a_private_one_wherever_it_stands(ingrid, lars):
    make_appointment(ingrid, title="Ours", visibility="owner", users=[lars])

    assert diary(ingrid, seen_by=lars)[0].title == "Ours"
    assert diary(lars)[0].title == "Ours"


def test_a_rooms_diary_hides_a_private_booking_and_keeps_the_time(ingrid, lars):
    room = make_resource()
    make_appointment(ingrid, visibility="owner", resources=[room])

    [block] = diary(None, seen_by=lars, resources=[room])

    assert (block.resource_id, block.user_id) == (room.pk, None)


def test_a_trashed_one_stands_nowhere(ingrid):
    meeting = make_appointment(ingrid)
    meeting.trash(NOW, ingrid)
    changes.change(meeting, verb="delete", by=ingrid, at=NOW)

    assert diary(ingrid) == []
    assert not FollowUp.objects.visible_to(ingrid).exists()


def test_the_diaries_of_many_cost_one_query(ingrid, django_assert_num_queries):
    colleagues = [make_user() for _ in range(5)]
    for colleague in colleagues:
        make_appointment(colleague, users=[ingrid], visibility="owner")

    with django_assert_num_queries(1):
        lines = Participant.objects.in_diaries(
            [user.pk for user in colleagues], [], WEEK, seen_by=ingrid
        )

    assert len(lines) == 5


def test_an_all_day_item_keeps_its_dates_in_a_diary_of_another_zone():
    there = make_user(time_zone="America/Los_Angeles")
    make_all_day(there, first="2026-06-14", last="2026-06-14")

    [line] = diary(there)

    assert (line.starts_on, line.ends_on) == (
        datetime.date(2026, 6, 14),
        datetime.date(2026, 6, 15),
    )
