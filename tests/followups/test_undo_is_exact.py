"""Random edits, taken back one after the other, leave the follow-up as it was."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followups import changes
from followups.history import followup_values
from followups.models import FollowUp
from followups.seats import invited, seats_of
from tests.factories import NOW, make_appointment, make_resource, make_user, type_of

MINUTES = st.integers(min_value=1, max_value=5000)


def move(followup, minutes):
    followup.starts_at += datetime.timedelta(minutes=minutes)
    followup.ends_at += datetime.timedelta(minutes=2 * minutes)


def all_day(followup, days):
    first = datetime.date(2026, 6, 1) + datetime.timedelta(days=days)
    followup.span_days(first, first + datetime.timedelta(days=days % 5))


EDITS = st.one_of(
    st.tuples(st.just("title"), st.text(max_size=20)),
    st.tuples(st.just("agenda"), st.text(max_size=40)),
    st.tuples(st.just("kind"), st.sampled_from(["appointment", "task"])),
    st.tuples(st.just("move"), MINUTES),
    st.tuples(st.just("all_day"), MINUTES),
    st.tuples(st.just("guests"), st.integers(0, 3)),
    st.tuples(st.just("complete"), MINUTES),
    st.tuples(st.just("reopen"), st.none()),
)


def apply_edit(followup, edit, guests, room):
    """The seats that go with the edit, or None."""
    name, value = edit
    if name in ("title", "agenda"):
        setattr(followup, name, value.replace("\x00", ""))
    elif name == "kind":
        followup.change_type(type_of(value))
    elif name == "move" and followup.is_timed:
        move(followup, value)
    elif name == "all_day":
        all_day(followup, value)
    elif name == "complete":
        followup.complete(
            NOW + datetime.timedelta(minutes=value), followup.owner, followup.owner.preferences
        )
    elif name == "reopen":
        followup.reopen()
    elif name == "guests":
        return invited(users=guests[:value], resources=[room] if value % 2 else [])
    return None


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=st.lists(EDITS, min_size=1, max_size=6))
def test_undoing_every_edit_in_turn_brings_back_the_first_state(db, edits):
    owner = make_user()
    guests, room = [make_user().pk for _ in range(3)], make_resource().pk
    followup = make_appointment(owner, start="2026-06-10 13:00", end="2026-06-10 14:00")
    states, batches = [state(followup)], []
    for edit in edits:
        seats = apply_edit(followup, edit, guests, room)
        applied = changes.change(followup, verb="edit", by=owner, at=NOW, seats=seats)
        batches.append(applied.batch)
        followup = FollowUp.objects.get(pk=followup.pk)
        states.append(state(followup))

    for batch, before in zip(reversed(batches), reversed(states[:-1]), strict=True):
        changes.undo(batch, by=owner, at=NOW)
        assert state(FollowUp.objects.get(pk=followup.pk)) == before


def state(followup):
    claims = followup.participants.order_by("user", "resource").values_list(
        "user", "resource", "role", "starts_at", "ends_at", "blocks", "listed_on", "completed_at"
    )
    return followup_values(followup, seats_of(followup)), list(claims)
