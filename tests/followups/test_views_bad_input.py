"""Whatever is sent: a message and 4xx, what was typed is kept, nothing stored, no failure."""

import pytest
from django.http import QueryDict

from followups.models import FollowUp
from tests.factories import make_appointment
from tests.sent import fields_of

pytestmark = pytest.mark.django_db

NEW = "/followups/new/appointment/"
GOOD = {"title": "Demo", "date": "10.6", "start": "13", "end": "14"}
FIELDS = [
    *("title", "kind", "type", "shown_type", "company", "company_text", "company_choice"),
    *("person", "person_text", "sale_text", "project", "time_zone", "due_on", "due_time", "date"),
    *("start", "end", "end_date", "location", "agenda", "internal_notes", "owner"),
    *("participants", "participants_text", "resources", "resources_text", "availability"),
    *("priority", "visibility", "version", "form_key", "next", "made_now", "working_day"),
]
NASTY = ["\ufffd", "' OR 1=1 --", "9" * 40, "<b>x</b>" * 500, "٣"]


@pytest.mark.parametrize(
    ("name", "value"), [(name, NASTY[at % len(NASTY)]) for at, name in enumerate(FIELDS)]
)
def test_no_value_of_any_field_makes_a_failure(as_ingrid, ingrid, name, value):
    meeting = make_appointment(ingrid)
    url = f"/followups/{meeting.public_id}/"
    stored = fields_of(as_ingrid.get(url))

    answers = [
        as_ingrid.post(NEW, GOOD | {name: value}),
        as_ingrid.post(url, stored | {name: value}),
        as_ingrid.get(NEW, {name: value}),
    ]

    assert {answer.status_code for answer in answers} <= {200, 303, 400, 409}


@pytest.mark.parametrize(
    "day", ["30.2", "31.4.2026", "2026-02-29", "0000-01-01", "1.1.10000", "soon"]
)
@pytest.mark.parametrize("name", ["date", "end_date", "due_on"])
def test_days_that_do_not_exist_are_refused_and_kept(as_ingrid, name, day):
    response = as_ingrid.post("/followups/new/task/", GOOD | {"due_on": "10.6", name: day})

    assert response.status_code == 400
    assert f'value="{day}"' in response.text
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize(
    "name", ["title", "location", "agenda", "company_text", "participants_text"]
)
def test_a_megabyte_of_text_is_refused_and_kept(as_ingrid, name):
    text = "x" * 1_000_000

    response = as_ingrid.post(NEW, GOOD | {name: text})

    assert response.status_code == 400
    assert text in response.text
    assert not FollowUp.objects.exists()


def test_more_than_the_server_takes_is_refused(as_ingrid):
    response = as_ingrid.post(NEW, GOOD | {"agenda": "x" * 3_000_000})

    assert response.status_code in (400, 413)


def test_text_that_is_not_utf_8_is_refused_or_read_with_signs_replaced(as_ingrid):
    body = QueryDict(mutable=True)
    body.update(GOOD)
    raw = body.urlencode().replace("Demo", "De%FF%FEmo")

    response = as_ingrid.post(NEW, raw, content_type="application/x-www-form-urlencoded")

    assert response.status_code in (303, 400)


def test_thousands_of_participants_are_refused(as_ingrid):
    response = as_ingrid.post(NEW, GOOD | {"participants": ["email:a@b.example"] * 900})

    assert response.status_code == 400


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(as_ingrid, ingrid, method):
    meeting = make_appointment(ingrid)

    for url in (NEW, f"/followups/{meeting.public_id}/", "/followups/trash/"):
        assert getattr(as_ingrid, method)(url).status_code == 405


@pytest.mark.parametrize(
    "url",
    ["/followups/new/party/", "/followups/1/", "/followups/x/", "/followups/undo/x/"],
)
def test_addresses_that_are_none_are_not_found(as_ingrid, url):
    assert as_ingrid.get(url).status_code == 404


def test_errors_are_listed_on_top_with_links_to_their_fields(as_ingrid):
    html = as_ingrid.post(NEW, GOOD | {"title": "", "date": "30.2"}).text

    assert 'data-errors tabindex="-1"' in html
    assert 'href="#id_title"' in html
    assert 'id="id_title"' in html
    assert 'href="#id_date"' in html
    assert "“30.2” is not a date we can read" in html or "30.2" in html


def test_a_form_without_a_token_is_refused(client, ingrid):
    client.handler.enforce_csrf_checks = True
    client.force_login(ingrid)

    assert client.post(NEW, GOOD).status_code == 403
    assert not FollowUp.objects.exists()
