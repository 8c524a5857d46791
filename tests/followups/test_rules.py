"""What a follow-up knows of itself: its kind, when it is overdue, what a new kind makes of it."""

import datetime

import pytest

from followups.models import Appointment, FollowUp, PhoneCall, Task
from tests.factories import (
    NOW,
    at,
    make_all_day,
    make_appointment,
    make_call,
    make_task,
    make_user,
    new_followup,
    save,
    type_of,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 10)
NINE, TEN = "2026-06-10 09:00", "2026-06-10 10:00"


@pytest.fixture
def ingrid():
    return make_user()


def parked(owner):
    return save(new_followup("appointment", owner, {}))


def test_each_proxy_holds_its_own_kind(ingrid):
    meeting, task, call = make_appointment(ingrid), make_task(ingrid), make_call(ingrid)

    assert [row.pk for row in Appointment.objects.all()] == [meeting.pk]
    assert [row.pk for row in Task.objects.visible_to(ingrid)] == [task.pk]
    assert [row.pk for row in PhoneCall.objects.editable_by(ingrid)] == [call.pk]
    assert FollowUp.objects.count() == 3


AT_18 = {"due_time": datetime.time(18), "time_zone": "Asia/Tokyo"}  # 20 minutes ago there


@pytest.mark.parametrize(
    ("make", "fields", "expected"),
    [
        (make_task, {"due_on": "2026-06-09"}, True),
        (make_task, {}, False),
        (make_task, {"due_time": datetime.time(9)}, True),
        (make_task, {"due_time": datetime.time(15)}, False),
        (make_task, AT_18, True),
        (make_call, {"due_on": "2026-06-09"}, True),
        (make_call, {}, False),
        (make_call, {"due_on": "2026-06-01", "start": NINE, "end": "2026-06-10 15:00"}, False),
        (make_call, {"due_on": "2026-06-30", "start": NINE, "end": TEN}, True),
        (make_appointment, {"start": NINE, "end": TEN}, True),
        (make_appointment, {"start": NINE, "end": "2026-06-10 12:00"}, False),
        (make_all_day, {"first": "2026-06-08", "last": "2026-06-09"}, True),
        (make_all_day, {"first": "2026-06-08", "last": "2026-06-10"}, False),
    ],
)
def test_overdue_is_what_is_open_after_its_deadline_or_end(ingrid, make, fields, expected):
    followup = make(ingrid, **fields)

    assert followup.is_overdue(NOW) == expected
    followup.complete(NOW, ingrid, ingrid.preferences)
    assert not followup.is_overdue(NOW)
    followup.reopen()
    followup.trash(NOW, ingrid)
    assert not followup.is_overdue(NOW)


def test_what_is_parked_is_never_overdue(ingrid):
    assert not parked(ingrid).is_overdue(NOW + datetime.timedelta(days=400))


TIMED = {"starts_at": at(NINE), "ends_at": at(TEN)}
NO_TIMES = {"starts_at": None, "ends_at": None, "starts_on": None, "ends_on": None}


@pytest.mark.parametrize(
    ("make", "fields", "kind", "expected"),
    [
        (make_appointment, {"start": NINE, "end": TEN}, "task", TIMED | {"due_on": TODAY}),
        (make_appointment, {"start": NINE, "end": TEN}, "call", TIMED | {"due_on": None}),
        (make_all_day, {}, "task", {"due_on": TODAY, "starts_on": TODAY}),
        (make_all_day, {}, "call", NO_TIMES | {"due_on": TODAY}),
        (make_task, {}, "appointment", NO_TIMES | {"due_on": None}),
        (make_task, {}, "call", NO_TIMES | {"due_on": TODAY}),
        (make_call, {}, "appointment", NO_TIMES | {"due_on": None}),
        (make_call, {"start": NINE, "end": TEN}, "appointment", TIMED | {"due_on": None}),
        (make_call, {"start": NINE, "end": TEN}, "task", TIMED | {"due_on": TODAY}),
    ],
)
def test_a_new_kind_keeps_what_it_can_hold(ingrid, make, fields, kind, expected):
    followup = make(ingrid, **fields)

    followup.change_type(type_of(kind))
    save(followup)

    stored = FollowUp.objects.values("kind", *expected).get()
    assert stored == expected | {"kind": kind}
    assert followup.time_errors() == {}
