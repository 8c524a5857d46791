import datetime

import pytest
from django.db import IntegrityError, transaction

from followups import changes, claims, steps
from followups.models import Change, FollowUp, Participant
from followups.seats import seats_of
from tests.factories import (
    NOW,
    at,
    make_appointment,
    make_call,
    make_resource,
    make_task,
    make_user,
    new_followup,
    save,
)

pytestmark = pytest.mark.django_db


def edit(followup, *, by=None, seats=None):
    return changes.change(followup, verb="edit", by=by or followup.owner, at=NOW, seats=seats)


def test_a_new_meeting_claims_the_time_of_its_owner_and_guests():
    ingrid, lars = make_user(), make_user()

    meeting = make_appointment(ingrid, users=[lars])

    claimed = {(row.user_id, row.role, row.blocks) for row in meeting.participants.all()}
    assert claimed == {(ingrid.pk, "organiser", 2), (lars.pk, "required", 1)}
    assert {row.starts_at for row in meeting.participants.all()} == {at("2026-06-10 13:00")}


def test_a_moved_meeting_moves_every_claim():
    lars = make_user()
    meeting = make_appointment(make_user(), users=[lars])

    meeting.reschedule(at("2026-06-11 09:00"), at("2026-06-11 10:00"))
    edit(meeting)

    spans = set(meeting.participants.values_list("starts_at", "ends_at", "listed_on"))
    assert spans == {(at("2026-06-11 09:00"), at("2026-06-11 10:00"), datetime.date(2026, 6, 11))}


def test_an_edit_of_an_old_version_changes_nothing_and_is_told():
    meeting = make_appointment(make_user())
    stale = FollowUp.objects.get(pk=meeting.pk)
    meeting.title = "First"
    edit(meeting)

    stale.title = "Second"
    applied = edit(stale)

    assert [row.title for row in applied.stale] == ["First"]
    assert applied.done == []
    assert FollowUp.objects.get(pk=meeting.pk).title == "First"


def test_undo_of_an_edit_brings_back_exactly_what_was():
    lars = make_user()
    meeting = make_appointment(make_user(), users=[lars], title="Before")
    was, seats = FollowUp.objects.values().get(pk=meeting.pk), seats_of(meeting)
    meeting.title, meeting.location = "After", "Oslo"
    meeting.reschedule(at("2026-06-12 09:00"), at("2026-06-12 10:30"))
    applied = edit(meeting, seats=())

    changes.undo(applied.batch, by=meeting.owner, at=NOW)

    now = FollowUp.objects.values().get(pk=meeting.pk)
    assert {k: v for k, v in now.items() if was[k] != v} == {"version": 3}
    assert set(seats_of(meeting)) == set(seats)
    assert set(meeting.participants.values_list("starts_at", flat=True)) == {was["starts_at"]}


def test_undo_of_a_creation_puts_it_in_the_trash():
    task = make_task(make_user())
    batch = Change.objects.get(followup=task).batch

    changes.undo(batch, by=task.owner, at=NOW)

    assert FollowUp.objects.get(pk=task.pk).is_deleted
    assert not Participant.objects.filter(followup=task).exclude(listed_on=None).exists()


def test_undo_is_refused_when_the_same_was_changed_since():
    meeting = make_appointment(make_user(), title="One")
    meeting.title = "Two"
    first = edit(meeting)
    meeting.title = "Three"
    edit(meeting)

    with pytest.raises(changes.UndoRefused) as refusal:
        changes.undo(first.batch, by=meeting.owner, at=NOW)

    assert refusal.value.change.after == {"title": "Three"}


def test_undo_of_another_persons_change_is_refused():
    meeting = make_appointment(make_user())
    batch = Change.objects.get(followup=meeting).batch

    with pytest.raises(changes.UndoRefused):
        changes.undo(batch, by=make_user(), at=NOW)


def test_undo_twice_is_refused():
    meeting = make_appointment(make_user(), title="One")
    meeting.title = "Two"
    applied = edit(meeting)
    changes.undo(applied.batch, by=meeting.owner, at=NOW)

    with pytest.raises(changes.UndoRefused):
        changes.undo(applied.batch, by=meeting.owner, at=NOW)


def test_a_protected_room_is_refused_a_second_booking():
    room = make_resource()
    make_appointment(make_user(), resources=[room])

    with pytest.raises(claims.RoomTaken):
        make_appointment(
            make_user(), start="2026-06-10 13:30", end="2026-06-10 14:30", resources=[room]
        )

    assert FollowUp.objects.count() == 1


def test_a_booking_that_touches_another_is_welcome():
    room = make_resource()
    make_appointment(make_user(), resources=[room])

    later = make_appointment(
        make_user(), start="2026-06-10 14:00", end="2026-06-10 15:00", resources=[room]
    )

    assert later.participants.filter(resource=room).exists()


def test_a_room_that_allows_it_is_booked_twice():
    room = make_resource(booking="double")
    make_appointment(make_user(), resources=[room])

    make_appointment(make_user(), resources=[room])

    assert Participant.objects.filter(resource=room).count() == 2


def test_the_database_itself_refuses_a_double_booking():
    room = make_resource()
    meeting = make_appointment(make_user(), resources=[room])
    other = make_appointment(make_user())
    booked = meeting.participants.get(resource=room)

    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.create(
            followup=other,
            resource=room,
            role="resource",
            starts_at=booked.starts_at + datetime.timedelta(minutes=30),
            ends_at=booked.ends_at + datetime.timedelta(minutes=30),
            blocks=2,
            protected=True,
        )


def test_moving_onto_a_taken_room_is_refused_and_leaves_it_where_it_was():
    room = make_resource()
    make_appointment(make_user(), resources=[room])
    meeting = make_appointment(
        make_user(), start="2026-06-10 15:00", end="2026-06-10 16:00", resources=[room]
    )

    meeting.reschedule(at("2026-06-10 13:00"), at("2026-06-10 14:00"))
    with pytest.raises(claims.RoomTaken):
        edit(meeting)

    assert FollowUp.objects.get(pk=meeting.pk).starts_at == at("2026-06-10 15:00")


def test_restoring_by_undo_leaves_a_lost_room_off_and_names_it():
    room = make_resource()
    meeting = make_appointment(make_user(), resources=[room])
    meeting.trash(NOW, meeting.owner)
    deleted = changes.change(meeting, verb="delete", by=meeting.owner, at=NOW)
    make_appointment(make_user(), resources=[room])

    applied = changes.undo(deleted.batch, by=meeting.owner, at=NOW)

    assert [taken.resource_id for taken in applied.rooms_lost] == [room.pk]
    assert not FollowUp.objects.get(pk=meeting.pk).is_deleted
    assert not meeting.participants.filter(resource=room).exists()


def test_ticking_off_a_planned_call_makes_it_now_with_the_default_length():
    ingrid = make_user(call_minutes=20)
    call = make_call(ingrid, due_on="2026-06-09")

    changes.tick(call, done=True, by=ingrid, at=NOW)

    call.refresh_from_db()
    assert (call.starts_at, call.ends_at) == (NOW, NOW + datetime.timedelta(minutes=20))
    assert call.due_on == datetime.date(2026, 6, 9)
    assert call.completed_at == NOW


def test_a_guest_completes_only_their_own_part():
    lars = make_user()
    meeting = make_appointment(make_user(), users=[lars])

    changes.tick(meeting, done=True, by=lars, at=NOW)

    meeting.refresh_from_db()
    assert not meeting.is_completed
    assert meeting.participants.get(user=lars).completed_at == NOW


def test_a_meeting_with_others_cannot_be_parked():
    meeting = make_appointment(make_user(), users=[make_user()])

    meeting.park()

    with pytest.raises(steps.MeetingCannotBeParked):
        edit(meeting)


def test_a_new_owner_takes_the_organisers_seat():
    lars = make_user()
    meeting = make_appointment(make_user())
    ingrid = meeting.owner

    meeting.owner = lars
    edit(meeting, by=ingrid)

    assert [(seat.user, seat.role) for seat in seats_of(meeting)] == [(lars.pk, "organiser")]
    assert meeting.assigned_by == ingrid


def test_conflicts_name_times_and_nothing_else():
    lars = make_user()
    make_appointment(lars, title="Secret")
    draft = make_appointment(make_user(), users=[lars], start="2026-06-10 13:30")

    plan = changes.plan(
        [changes.Draft(draft, seats_of(draft))], verb="edit", by=draft.owner, at=NOW
    )

    assert plan.conflicts() == [
        claims.Taken(lars.pk, None, at("2026-06-10 13:00"), at("2026-06-10 14:00"))
    ]


def test_a_planned_call_that_is_made_in_a_taken_room_leaves_the_room_and_says_so():
    ingrid, room = make_user(), make_resource()
    make_appointment(
        make_user(), start="2026-06-10 11:00", end="2026-06-10 12:00", resources=[room]
    )
    call = new_followup("call", ingrid, {"due_on": datetime.date(2026, 6, 10)})
    save(call, resources=[room])

    applied = changes.tick(call, done=True, by=ingrid, at=NOW)

    assert [taken.resource_id for taken in applied.rooms_lost] == [room.pk]
    call.refresh_from_db()
    assert call.starts_at == NOW
    assert [seat.user for seat in seats_of(call)] == [ingrid.pk]


def test_many_are_changed_at_once_and_the_stale_ones_are_named():
    ingrid = make_user()
    first, second = make_task(ingrid), make_task(ingrid)
    second.title = "Changed by somebody else"
    edit(FollowUp.objects.get(pk=second.pk))
    for task in (first, second):
        task.title = "Both"

    applied = changes.apply(changes.plan([first, second], verb="edit", by=ingrid, at=NOW))
    changes.undo(applied.batch, by=ingrid, at=NOW)

    assert [task.pk for task in applied.done] == [first.pk]
    assert [task.pk for task in applied.stale] == [second.pk]
    assert FollowUp.objects.get(pk=first.pk).title == "Demo: route planner"
