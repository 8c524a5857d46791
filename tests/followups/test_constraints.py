"""What the database itself refuses, on SQLite and PostgreSQL alike."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from crm.models import Preferences
from followups.models import FollowUp, FollowUpType, Participant, Priority, Series
from tests.factories import (
    OSLO,
    at,
    make_all_day,
    make_appointment,
    make_call,
    make_group,
    make_person,
    make_resource,
    make_task,
    make_user,
)

pytestmark = pytest.mark.django_db

NINE, TEN = at("2026-06-10 09:00"), at("2026-06-10 10:00")
TODAY, TOMORROW = datetime.date(2026, 6, 10), datetime.date(2026, 6, 11)


def refuses(row, **values):
    """Whether the database refuses these values for the stored `row`, and by what name."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**values)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("make", "values", "rule"),
    [
        (make_appointment, {"kind": "party"}, "follow_up_has_a_known_kind"),
        (make_appointment, {"ends_at": NINE}, "follow_up_ends_after_it_starts"),
        (
            make_appointment,
            {"starts_at": NINE, "ends_at": NINE},
            "follow_up_ends_after_it_starts",
        ),
        (make_appointment, {"ends_at": None}, "follow_up_ends_after_it_starts"),
        (make_appointment, {"due_on": TODAY}, "appointment_has_no_deadline"),
        (
            make_appointment,
            {"starts_on": TODAY, "ends_on": TOMORROW},
            "instants_and_all_day_dates_never_together",
        ),
        (make_all_day, {"ends_on": TODAY}, "all_day_span_ends_after_it_starts"),
        (make_all_day, {"ends_on": None}, "all_day_span_ends_after_it_starts"),
        (make_task, {"due_on": None}, "task_has_a_deadline"),
        (make_call, {"due_on": None}, "call_is_planned_or_made"),
        (make_call, {"starts_on": TODAY, "ends_on": TOMORROW}, "call_is_planned_or_made"),
        (
            make_appointment,
            {"due_time": datetime.time(9)},
            "time_of_deadline_has_a_date",
        ),
        (make_task, {"visibility": "group"}, "group_is_named_when_visible_to_a_group"),
        (make_task, {"visibility": "none"}, "follow_up_has_a_known_visibility"),
        (make_task, {"availability": "maybe"}, "follow_up_has_a_known_availability"),
        (make_task, {"version": 0}, "versions_count_from_one"),
        (make_task, {"time_zone": ""}, "follow_up_has_a_time_zone"),
        (make_task, {"original_on": TODAY}, "only_an_occurrence_has_an_original_start"),
        (make_task, {"is_exception": True}, "only_an_occurrence_has_an_original_start"),
        (
            make_task,
            {"original_on": TODAY, "original_starts_at": NINE},
            "original_start",
        ),
    ],
)
def test_a_follow_up_that_breaks_a_rule_of_its_kind_is_refused(make, values, rule):
    assert rule in refuses(make(make_user()), **values)


def test_a_group_without_visibility_to_it_is_refused():
    task = make_task(make_user())

    assert "group_is_named" in refuses(task, visible_group=make_group())


def test_who_completed_it_without_when_is_refused():
    task = make_task(make_user())

    assert "who_completed_it_needs_when" in refuses(task, completed_by=task.owner)


def test_who_deleted_it_without_when_is_refused():
    task = make_task(make_user())

    assert "who_deleted_it_needs_when" in refuses(task, deleted_by=task.owner)


def test_an_occurrence_without_its_original_start_is_refused():
    series = Series.objects.create(rule="RRULE:FREQ=DAILY", starts_local=NINE, time_zone=OSLO)

    assert "occurrence_remembers" in refuses(make_task(make_user()), series=series)


def test_the_key_of_a_form_makes_one_follow_up():
    ingrid = make_user()
    first, second = make_task(ingrid), make_task(ingrid)
    key = first.public_id
    FollowUp.objects.filter(pk=first.pk).update(form_key=key)

    assert refuses(second, form_key=key)


def test_an_id_in_an_address_is_unique():
    first, second = make_task(make_user()), make_task(make_user())

    assert refuses(second, public_id=first.public_id)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"user": make_user, "resource": make_resource},
        {"person": make_person, "email": lambda: "penny@example.com"},
    ],
)
def test_a_participant_is_exactly_one_somebody(values):
    task = make_task(make_user())
    values = {name: make() for name, make in values.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.create(followup=task, **values)


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("user", make_user),
        ("resource", lambda: make_resource(booking="double")),
        ("person", make_person),
        ("email", lambda: "penny@example.com"),
    ],
)
def test_nobody_takes_part_twice(field, make):
    task = make_task(make_user())
    role = "resource" if field == "resource" else "required"
    who = {field: make(), "role": role}
    Participant.objects.create(followup=task, **who)

    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.create(followup=task, **who)


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"role": "boss"}, "participant_has_a_known_role"),
        ({"role": "resource"}, "resources_and_nobody_else"),
        ({"answer": "maybe"}, "participant_has_a_known_answer"),
        ({"blocks": 7}, "claim_blocks_in_a_known_way"),
        ({"protected": True}, "only_a_resource_is_protected"),
        ({"ends_at": NINE}, "claim_ends_after_it_starts"),
    ],
)
def test_a_claim_that_breaks_a_rule_is_refused(values, rule):
    guest = make_user()
    meeting = make_appointment(make_user(), users=[guest])

    assert rule in refuses(meeting.participants.get(user=guest), **values)


def test_an_organiser_is_a_colleague():
    task = make_task(make_user())
    task.participants.all().delete()
    guest = Participant.objects.create(followup=task, email="penny@example.com")

    assert "organiser_is_a_colleague" in refuses(guest, role="organiser")


def test_a_resource_is_booked_as_a_resource():
    task = make_task(make_user(), resources=[make_resource()])

    booking = task.participants.get(role="resource")

    assert "resources_and_nobody_else" in refuses(booking, role="required")


def test_choices_of_the_administrator_are_known_ones():
    followup_type, room = FollowUpType.objects.first(), make_resource()

    assert "type_has_a_known_kind" in refuses(followup_type, kind="party")
    assert "type_has_a_known_direction" in refuses(followup_type, direction="up")
    assert "type_has_a_known_availability" in refuses(followup_type, availability="maybe")
    assert "resource_has_a_known_category" in refuses(room, category="boat")
    assert "resource_is_booked_in_a_known_way" in refuses(room, booking="never")


def test_a_follow_up_has_one_organiser():
    lars = make_user()
    meeting = make_appointment(make_user(), users=[lars])

    assert refuses(meeting.participants.get(user=lars), role="organiser")


def test_a_claim_without_a_span_blocks_nothing():
    task = make_task(make_user())

    assert "only_a_span_blocks_time" in refuses(task.participants.get(), blocks=2)


def test_a_length_of_nothing_is_refused():
    assert "length_of_a_type" in refuses(FollowUpType.objects.first(), minutes=0)
    assert "type_locks_a_length" in refuses(FollowUpType.objects.first(), locks_minutes=True)
    task = FollowUpType.objects.default_for("task")
    assert "only_meetings_last_all_day" in refuses(task, is_all_day=True)
    preferences = Preferences.objects.get(user=make_user())
    assert "default_lengths_are_positive" in refuses(preferences, call_minutes=0)


def test_one_priority_is_the_default():
    other = Priority.objects.filter(is_default=False).first()

    assert refuses(other, is_default=True)
