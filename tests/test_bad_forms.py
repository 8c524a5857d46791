"""Each form with something wrong in it: a clear message, all of it kept, nothing done."""

import itertools

import pytest
from django.utils.html import escape

from followups.models import FollowUp
from tests.factories import (
    NOW,
    make_all_day,
    make_appointment,
    make_call,
    make_group,
    make_task,
    make_user,
)
from tests.sent import fields_of

NEW = ("appointment", "task", "call")
FORMS = [*NEW, "a meeting", "a task", "a made call", "whole days"]
MADE = {"due_on": None, "start": "2026-06-10 09:00", "end": "2026-06-10 09:15"}
MAKERS = {
    "a meeting": make_appointment,
    "a task": make_task,
    "a made call": lambda owner: make_call(owner, **MADE),
    "whole days": make_all_day,
}
UNKNOWN = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def lars(db):
    return make_user("lars", first_name="Lars", last_name="Brekke")


@pytest.fixture(params=FORMS)
def refused(request, client, db, time_machine):
    """refused(**wrong): the page that refuses this form, filled in well but for what is `wrong`."""
    time_machine.move_to(NOW, tick=False)
    ingrid = make_user("ingrid")
    client.force_login(ingrid)
    if request.param in NEW:
        url = f"/followups/new/{request.param}/"
    else:
        url = f"/followups/{MAKERS[request.param](ingrid).public_id}/"
    good = fields_of(client.get(url)) | {"title": "Kept as typed"}

    def refused(**wrong):
        before = list(FollowUp.objects.values())
        response = client.post(url, good | wrong)
        assert response.status_code == 400, wrong
        assert "data-errors" in response.text
        assert 'value="Kept as typed"' in response.text or "title" in wrong
        assert list(FollowUp.objects.values()) == before
        return response.text

    return refused


DAYS = ["30.2", "2026-02-30", "29.2.2027", "0000-01-01", "1.1.10000", "+99999", "w54", "32.1"]


def test_a_day_that_is_none(refused):
    days = itertools.cycle(DAYS)

    for name, day in itertools.product(("date", "end_date", "due_on"), ("30.2", "1.1.10000")):
        assert f'value="{day}"' in refused(**{name: day})
        unusual = next(days)
        assert f'value="{escape(unusual)}"' in refused(**{name: unusual})


def test_an_end_before_the_start(refused):
    for times in (
        {"start": "14:00", "end": "13:00", "end_date": ""},
        {"start": "14:00", "end": "15:00", "end_date": "9.6"},
        {"start": "24:00", "end": "25:00"},
        {"start": "", "end": "15:00"},
    ):
        page = refused(date="10.6", all_day="", **times)
        assert all(f'value="{text}"' in page for text in times.values() if text), times


def test_ids_that_nothing_has(refused):
    lists = {"participants": "user", "resources": "resource"}
    choices = ("owner", "type", "priority", "visibility", "kind", "availability", "time_zone")

    for name in ("company", "person", "sale", "project"):
        refused(**{name: UNKNOWN, f"{name}_text": ""})
    for name, kind in lists.items():
        refused(**{name: f"{kind}:{UNKNOWN}"})
    for name in choices:
        refused(**{name: UNKNOWN})


def test_ids_of_what_belongs_to_somebody_else(refused, lars):
    secret = make_appointment(lars, title="Merger", visibility="owner")
    group = make_group("Board", [lars])

    for name in ("company", "person", "sale", "project"):
        assert "Merger" not in refused(**{name: secret.public_id, f"{name}_text": ""})
    for name, value in (
        ("owner", secret.public_id),
        ("participants", f"person:{secret.public_id}"),
        ("resources", f"resource:{secret.public_id}"),
        ("visibility", f"group:{group.public_id}"),
    ):
        page = refused(**{name: value})
        assert "Merger" not in page
        assert "Board" not in page


def test_a_megabyte_in_a_field(refused):
    text = "x" * 1_000_000

    for name in ("title", "agenda", "participants_text", "company_text", "date", "start"):
        assert text in refused(**{name: text}), name
