"""Whatever comes in at whichever address: words and 4xx, or nothing special; never a failure."""

import json
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from crm.models import Preferences
from followups.models import FollowUp
from tests.factories import (
    NOW,
    make_appointment,
    make_company,
    make_document,
    make_group,
    make_import,
    make_person,
    make_project,
    make_resource,
    make_sale,
    make_selection,
    make_task,
    make_user,
)
from tests.walk import World, addresses

UNKNOWN = "11111111-1111-4111-8111-111111111111"
MEGABYTE = "x" * 1_000_000
NASTY = [
    "%00",
    "%ff%fe",
    "%ed%a0%80",  # half of a pair of surrogates
    "2026-02-30",
    "0000-01-01",
    "10000-01-01",
    "-1",
    "9" * 40,
    UNKNOWN,
    "//evil.example/",
    quote("<script>alert(1)</script>' OR 1=1 --"),
    quote("٣́\u202e\U0001f9e8"),
    "x" * 5000,
]
PARAMETERS = (
    *("diary", "view", "date", "to", "days", "hours", "panel", "card", "show", "page", "q"),
    *("format", "next", "company", "person", "sale", "project", "start", "end", "end_date"),
    *("title", "location", "made", "kind", "o", "company_text"),
)
READS = {
    "/diary/overview/": "diary days hours panel card show page",
    "/diary/go/": "to view diary",
    "/diary/owners/": "q view date",
    "/companies/": "q page format",
    "/followups/new/call/": "date start end end_date diary company person title next made",
    "/followups/look-up/people/": "q",
    "/followups/beside/": "company person resources",
    "/followups/read/": "date time end duration",
}
METHODS = ["put", "patch", "delete", "options", "trace", "head"]


@pytest.fixture
def lars(db):
    return make_user("lars", first_name="Lars", last_name="Brekke")


@pytest.fixture
def ingrid(db, client):
    user = make_user("ingrid")
    user.user_permissions.add(Permission.objects.get(codename="import_records"))
    client.force_login(user)
    client.raise_request_exception = False
    return user


@pytest.fixture
def world(ingrid, lars, time_machine):
    time_machine.move_to(NOW, tick=False)
    company = make_company(owner=ingrid)
    links = {
        "company": company,
        "person": make_person(company=company),
        "sale": make_sale(company=company),
        "project": make_project(company=company),
    }
    room = make_resource()
    followups = [make_appointment(ingrid, resources=[room], **links), make_task(ingrid, **links)]
    batches = [followup.changes.get().batch for followup in followups]
    group = make_group("Sales", [ingrid, lars])
    return World(
        owner=ingrid,
        group=group,
        room=room,
        followups=followups,
        batches=batches,
        documents=[make_document(owner=ingrid)],
        selections=[
            make_selection(owner=ingrid, members=[company]),
            make_selection(owner=ingrid, query="q=moon"),
        ],
        imports=[
            make_import(ingrid, upto=step) for step in ("uploaded", "checked", "running", "done")
        ],
        **links,
    )


def pages_of(world):
    """Every address of our own, without queries."""
    return [
        address
        for name, address in addresses(world)
        if "?" not in address and not name.startswith(("admin:", "account_"))
    ]


def is_told(response):
    """An answer that refuses is a page in words with a way on; a script gets a sentence to show."""
    if response["Content-Type"].startswith("text/plain"):
        return response.text.endswith(".")
    return "<h1" in response.text and "href=" in response.text


@pytest.mark.parametrize("value", NASTY, ids=[value[:20] for value in NASTY])
def test_nonsense_in_every_parameter_of_every_address(client, world, value):
    query = "&".join(f"{name}={value}" for name in PARAMETERS)

    for address in pages_of(world):
        response = client.get(f"{address}?{query}")

        assert response.status_code < 500, address
        if response.status_code >= 400 and "css" not in address:
            assert is_told(response), address


@pytest.mark.parametrize("value", NASTY, ids=[value[:20] for value in NASTY])
def test_nonsense_in_one_parameter_at_a_time(client, ingrid, value):
    for address, names in READS.items():
        for name in names.split():
            assert client.get(f"{address}?{name}={value}").status_code < 500, (address, name)


@pytest.mark.parametrize("value", NASTY, ids=[value[:20] for value in NASTY])
def test_nonsense_in_the_place_of_a_date_or_an_id(client, world, value):
    paths = ["/diary/day/{}/", "/diary/month/{}/", "/companies/{}/", "/followups/{}/"]
    paths += ["/followups/{}/peek/", "/followups/undo/{}/", "/followups/new/{}/", "/{}"]

    for path in paths:
        response = client.get(path.format(value))
        assert response.status_code in (400, 404, 405), path
        assert is_told(response), path


BODIES = {
    "broken UTF-8": (b"title=De\xff\xfemo&date=10.6", "application/x-www-form-urlencoded"),
    "a NUL": (b"title=De%00mo&next=/%00", "application/x-www-form-urlencoded"),
    "half a multipart": (b"--x\r\nContent-Disposition", "multipart/form-data; boundary=x"),
    "a multipart without boundary": (b"title=x", "multipart/form-data"),
    "too many fields": (
        b"&".join(b"a%d=1" % n for n in range(1500)),
        "application/x-www-form-urlencoded",
    ),
    "a megabyte": (b"title=" + b"x" * 1_000_000, "application/x-www-form-urlencoded"),
    "nothing that exists": (
        f"title=x&date=30.2&due_on=0000-01-01&end_date=1.1.10000&start=14&end=13&version=-1"
        f"&company={UNKNOWN}&person={UNKNOWN}&owner={UNKNOWN}&type=0&next=//evil.example/".encode(),
        "application/x-www-form-urlencoded",
    ),
    "JSON": (json.dumps({"title": ["x"]}).encode(), "application/json"),
    "nothing": (b"", "application/x-www-form-urlencoded"),
    "more than is taken": (b"title=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
}


@pytest.mark.parametrize("body", BODIES)
def test_bodies_that_no_form_sends(client, world, body):
    data, content_type = BODIES[body]
    kept = FollowUp.objects.count()

    for address in pages_of(world):
        if "/delete/" in address or "/undo/" in address or "/copy/" in address:
            continue  # they need no body, and take the world away
        response = client.post(address, data, content_type=content_type)

        assert response.status_code < 500, address
        if response.status_code >= 400:
            assert is_told(response), address
    assert FollowUp.objects.count() <= kept + 1  # a call may start without a word


@pytest.mark.parametrize(
    "name", ["title", "location", "agenda", "company_text", "next", "form_key"]
)
def test_a_megabyte_in_a_field_is_refused_in_words_or_not_read(client, world, name):
    sent = {"title": "Demo", "date": "10.6", "start": "13", "end": "14"} | {name: MEGABYTE}

    response = client.post("/followups/new/appointment/", sent)

    if name in ("next", "form_key"):
        assert response.status_code in (303, 400)
    else:
        assert response.status_code == 400
        assert MEGABYTE in response.text


@pytest.mark.parametrize("method", METHODS)
def test_wrong_methods_are_told_so(client, world, method):
    for address in pages_of(world):
        response = getattr(client, method)(address)

        assert response.status_code in (200, 302, 404, 405), (method, address)
        if response.status_code == 405 and method != "head":
            assert is_told(response), (method, address)


VERBS = ["complete", "reopen", "delete", "restore", "copy", "start"]


def test_what_is_private_to_somebody_else_is_not_found_by_any_verb(client, ingrid, lars):
    hidden = make_appointment(lars, visibility="owner")
    before = FollowUp.objects.values().get()

    for verb in VERBS:
        url = f"/followups/{hidden.public_id}/{verb}/"
        assert client.post(url).status_code == 404, verb
    for url in (f"/followups/{hidden.public_id}/", f"/followups/{hidden.public_id}/peek/"):
        assert client.get(url).status_code == 404
        assert client.post(url, {"title": "Mine now"}).status_code in (404, 405)

    assert FollowUp.objects.values().get() == before


def test_what_belongs_to_a_colleague_cannot_be_changed(client, ingrid, lars):
    theirs = make_appointment(lars)
    before = FollowUp.objects.values().get()

    for verb in ("complete", "reopen", "delete", "restore", "start"):
        assert client.post(f"/followups/{theirs.public_id}/{verb}/").status_code == 404, verb
    edited = client.post(f"/followups/{theirs.public_id}/", {"title": "Mine now", "version": "1"})
    undone = client.post(f"/followups/undo/{theirs.changes.get().batch}/")

    assert (edited.status_code, undone.status_code) == (404, 404)
    assert FollowUp.objects.values().get() == before


@pytest.mark.parametrize("kind", ["company", "person", "sale", "project", "owner", "participants"])
def test_ids_that_nothing_has_are_refused_and_the_rest_is_kept(client, ingrid, kind):
    sent = {"title": "Demo", "date": "10.6", "start": "13", "end": "14", kind: UNKNOWN}

    response = client.post("/followups/new/appointment/", sent)

    assert response.status_code in (303, 400)
    if response.status_code == 400:
        assert 'value="Demo"' in response.text
    else:
        assert getattr(FollowUp.objects.get(), kind, None) in (None, ingrid)


TYPED = ("appointment_minutes", "call_minutes", "time_zone", "working_hours_0_from", "phone_link")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("appointment_minutes", "0"),
        ("appointment_minutes", "-5"),
        ("appointment_minutes", "9" * 40),
        ("call_minutes", "a while"),
        ("time_zone", "Mars/Olympus"),
        ("language", "tlh"),
        ("clock", "13"),
        ("working_hours_0_from", "25:00"),
        ("working_hours_0_to", "00:00"),
        ("days_ahead", "100000"),
        ("phone_link", "javascript:{number}"),
        ("shown_from", "13"),
        ("shown_to", "12"),
        ("call_type", "999999"),
        ("zoom", "tiny"),
        ("density", "none"),
    ],
)
def test_preferences_that_make_no_sense_are_told_and_kept(client, ingrid, name, value):
    before = Preferences.objects.values().get(user=ingrid)
    sent = {key: value for key, value in before.items() if value not in (None, True)}
    sent |= {"working_hours_0": "on", "working_hours_0_from": "8", "working_hours_0_to": "16"}

    response = client.post("/preferences/", sent | {name: value})

    assert response.status_code in (200, 400)
    assert "data-errors" in response.text
    assert value in response.text or name not in TYPED
    assert Preferences.objects.values().get(user=ingrid) == before


@pytest.mark.parametrize(
    "name", ["theme", "cards", "side-week", "panel-week", "sessionid", "csrftoken", "messages"]
)
@pytest.mark.parametrize("value", ["", "²", "9" * 4000, "<b>", "\\000", "a=b", "ü"])
def test_cookies_that_somebody_wrote(client, ingrid, name, value):
    client.cookies[name] = value

    response = client.get("/diary/week/")

    assert response.status_code in (200, 302, 400)


@pytest.mark.parametrize(
    "headers",
    [
        {"accept-language": "\xff;q=x, *;q=9, " + "no," * 900},
        {"hx-request": "true", "hx-target": "\x7f" * 300, "hx-current-url": "http://[::1"},
        {"accept-encoding": "br;q=nonsense, gzip;q=, *;"},
        {"referer": "http://[bad"},
        {"x-forwarded-for": "'; DROP", "x-forwarded-proto": "gopher"},
    ],
)
def test_headers_that_no_browser_sends(client, ingrid, headers):
    for address in ("/diary/week/", "/followups/new/task/", "/companies/?format=options"):
        assert client.get(address, headers=headers).status_code < 500
    assert client.post("/followups/new/task/", {"title": ""}, headers=headers).status_code == 400


def test_signing_in_with_nonsense_is_told(db):
    stranger = Client(raise_request_exception=False)

    for login in ("", "\x00", "x" * 100_000, "ü" * 300, "a@b@c", "' OR 1=1"):
        response = stranger.post("/accounts/login/", {"login": login, "password": login})
        assert response.status_code in (200, 400, 413, 429), login[:20]


def test_a_form_that_leads_away_leads_home(client, ingrid):
    for away in ("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:1"):
        made = {"title": "Demo", "due_on": "10.6", "next": away}
        response = client.post("/followups/new/task/", made)

        assert response.status_code == 303
        assert response["Location"].startswith("/diary/week/"), away
