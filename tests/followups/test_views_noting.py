import datetime

import pytest
from django.urls import reverse

from followups.models import FollowUp
from tests.factories import (
    NOW,
    make_company,
    make_person,
    make_project,
    make_sale,
    make_user,
)

NOTE = reverse("followups:note")


@pytest.fixture(autouse=True)
def ingrid(db, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    user = make_user("ingrid")
    client.force_login(user)
    return user


def page_of(record):
    return reverse(f"crm:{record._meta.model_name}-detail", args=[record.public_id])


def note(client, record, text="Wants samples", **values):
    page = client.get(page_of(record))
    data = {
        record._meta.model_name: record.public_id,
        f"{record._meta.model_name}_text": str(record),
        "form_key": page.context["form_key"],
        "title": text,
        "next": page_of(record),
    }
    return client.post(NOTE, data | values)


def test_what_happened_is_saved_as_a_call_made_now(client, ingrid):
    company = make_company()

    response = note(client, company, "Rang about rungs")

    call = FollowUp.objects.get()
    assert response["Location"] == page_of(company)
    assert (call.kind, call.title, call.company) == ("call", "Rang about rungs", company)
    assert call.starts_at == NOW
    assert call.duration == datetime.timedelta(minutes=15)
    assert call.is_completed
    assert call.owner == ingrid
    assert "Rang about rungs" in client.get(page_of(company)).text


@pytest.mark.parametrize(("becomes", "is_done"), [("done", True), ("task", False)])
def test_it_can_be_something_done_or_to_do(client, becomes, is_done):
    company = make_company()

    note(client, company, **{"as": becomes})

    task = FollowUp.objects.get()
    assert (task.kind, task.is_completed) == ("task", is_done)
    assert task.due_on == NOW.date()
    assert task.starts_at is None


def test_it_belongs_to_the_record_and_the_company_behind_it(client):
    company = make_company()
    for make in (make_person, make_sale, make_project):
        record = make(company=company)

        note(client, record)

        followup = FollowUp.objects.latest("pk")
        assert getattr(followup, record._meta.model_name) == record
        assert followup.company == company


def test_it_is_undone_like_any_other(client):
    company = make_company()
    response = note(client, company)
    tags = response.wsgi_request._messages._queued_messages[-1].extra_tags

    client.post(reverse("followups:change-undo", args=[tags.split()[0].removeprefix("undo:")]))

    assert FollowUp.objects.get().is_deleted


def test_a_line_sent_twice_is_saved_once(client):
    company = make_company()
    data = {"company": company.public_id, "title": "Once", "form_key": NOTE_KEY}

    for _ in range(2):
        client.post(NOTE, data)

    assert FollowUp.objects.count() == 1


NOTE_KEY = "0b6c0b6c-0b6c-4b6c-8b6c-0b6c0b6c0b6c"


@pytest.mark.parametrize("text", ["", "x" * 300])
def test_a_line_that_cannot_be_saved_comes_back_in_the_form(client, text):
    response = note(client, make_company("Moonbeam"), text)

    assert response.status_code == 400
    assert "Moonbeam" in response.text
    assert text in response.text
    assert not FollowUp.objects.exists()


def test_an_unknown_company_is_refused_in_words(client):
    data = {"company": "00000000-0000-4000-8000-000000000000", "title": "Lost"}

    assert client.post(NOTE, data).status_code == 400
