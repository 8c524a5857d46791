"""What every answer promises to a browser, and what no visitor can do."""

import html
import os
import re
import subprocess
import sys
import uuid
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

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

PAGES = ["/accounts/login/", "/diary/week/", "/companies/", "/preferences/", "/admin/", "/nowhere/"]


@pytest.fixture
def administrator(client, db):
    user = make_user("admin", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def world(administrator, time_machine):
    """A small world, all of it the administrator's own, so that every page opens."""
    time_machine.move_to(NOW, tick=False)
    company = make_company(owner=administrator)
    links = {
        "company": company,
        "person": make_person(company=company),
        "sale": make_sale(company=company),
        "project": make_project(company=company),
    }
    room = make_resource()
    followups = [
        make_appointment(administrator, resources=[room], **links),
        make_task(administrator, **links),
    ]
    batches = [followup.changes.get().batch for followup in followups]
    return World(
        owner=administrator,
        group=make_group("Sales", [administrator]),
        room=room,
        followups=followups,
        batches=batches,
        documents=[make_document(owner=administrator)],
        selections=[
            make_selection(owner=administrator, members=[company]),
            make_selection(owner=administrator, query="q=moon"),
        ],
        imports=[
            make_import(administrator, upto=step)
            for step in ("uploaded", "checked", "running", "done")
        ],
        **links,
    )


# -- headers and cookies --------------------------------------------------------------------------


def directives(response):
    lines = response["Content-Security-Policy"].split(";")
    return {name: values for name, *values in (line.split() for line in lines)}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_allows_nothing_inline_and_nothing_from_outside(client, administrator, page):
    policy = directives(client.get(page))

    assert policy["default-src"] == ["'none'"]
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["form-action"] == policy["style-src"] == policy["connect-src"] == ["'self'"]
    sources = {source for values in policy.values() for source in values}
    nonces = {source for source in sources if source.startswith("'nonce-")}
    assert len(nonces) <= 1
    assert sources - nonces == {"'none'", "'self'", "data:"}


def test_the_nonce_of_the_import_map_is_new_every_time(client, administrator):
    first, second = (client.get("/companies/") for _ in range(2))

    nonces = [directives(page)["script-src"][-1] for page in (first, second)]
    assert nonces[0] != nonces[1]
    assert nonces[0].removeprefix("'nonce-").rstrip("'") in first.text


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_how_browsers_shall_treat_it(client, administrator, page):
    response = client.get(page)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("page", ["/diary/week/", "/companies/", "/preferences/", "/admin/"])
def test_what_a_signed_in_person_sees_is_stored_nowhere(client, administrator, page):
    kept = client.get(page)["Cache-Control"]

    assert "no-store" in kept
    assert "private" in kept


def test_cookies_are_out_of_the_reach_of_scripts_and_other_sites(client, db):
    make_user("ingrid")
    client.get("/accounts/login/")

    client.post("/accounts/login/", {"login": "ingrid", "password": "dagbok"})

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def machine():
    """The environment without what the browser tests of this process put into it."""
    return {
        name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"
    }


def manage(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=machine() | environment,
        capture_output=True,
        text=True,
        check=False,
    )


BEHIND_TLS = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "DAGBOK_TLS": "1",
    "DAGBOK_SECRET_KEY": "a key of more than fifty characters, and many different ones: 0123456789",
}


def test_behind_tls_the_deployment_check_has_nothing_to_say(tmp_path):
    checked = manage(
        "check", "--deploy", "--fail-level=INFO", DAGBOK_DATA_DIR=str(tmp_path), **BEHIND_TLS
    )

    assert checked.returncode == 0, checked.stderr
    assert "(0 silenced)" in checked.stdout


def test_behind_tls_cookies_are_bound_to_this_host(tmp_path):
    names = "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE"
    told = manage(
        "shell",
        "--no-imports",
        "-c",
        f"from django.conf import settings as s\nfor n in '{names}'.split(): print(getattr(s, n))",
        DAGBOK_DATA_DIR=str(tmp_path),
        **BEHIND_TLS,
    )

    assert told.stdout.split() == ["__Host-session", "__Host-csrf", "True", "True"]


# -- the database ---------------------------------------------------------------------------------


def asked(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def test_what_is_confirmed_is_on_the_disk(transactional_db):
    if connection.vendor == "sqlite":
        assert asked("PRAGMA synchronous") == 2
        assert asked("PRAGMA journal_mode") == "wal"
        assert asked("PRAGMA foreign_keys") == 1
    else:
        assert asked("SHOW fsync") == "on"
        assert asked("SHOW synchronous_commit") == "on"


# -- every address --------------------------------------------------------------------------------

PUBLIC = {
    "account_login",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}


def test_every_address_but_those_of_signing_in_asks_who_one_is(world):
    stranger = Client()

    for name, address in addresses(world):
        response = stranger.get(address)
        if name not in PUBLIC:
            assert response.status_code == 302, address
            assert response.url.startswith(("/accounts/login/", "/admin/login/")), address


def test_public_pages_open_for_strangers(world):
    stranger = Client()

    for name, address in addresses(world):
        if name in PUBLIC:
            assert stranger.get(address).status_code == 200, address


def links_in(response):
    if response.streaming:  # a file, no page
        return []
    found = re.findall(r'(?:href|action|formaction)="(/[^"]*)"', response.text)
    ours = [link for link in found if not link.startswith(("/admin/", "/static/"))]
    return map(html.unescape, ours)


FLAGS = ("page", "made", "choose", "all")


def numbers_in(link):
    """What stands in an address as a bare number, but for flags and numbers of pages."""
    parts = urlsplit(link)
    named = [value for name, value in parse_qsl(parts.query) if name not in FLAGS]
    return [text for text in (*parts.path.split("/"), *named) if text.isdigit()]


def test_no_address_holds_a_number_that_can_be_counted_up(client, world):
    ours = ("crm:", "diary:", "followups:")
    pages = [address for name, address in addresses(world) if name.startswith(ours)]

    links = {link for page in pages for link in [page, *links_in(client.get(page))]}

    assert len(links) > 100
    assert [link for link in links if numbers_in(link)] == []


def test_ids_in_addresses_are_drawn_by_chance():
    models = [model for model in apps.get_models() if hasattr(model, "public_id")]
    models = [model for model in models if not hasattr(model, "history_id")]

    assert len(models) > 8
    assert {model._meta.get_field("public_id").default for model in models} == {uuid.uuid4}
    assert all(model._meta.get_field("public_id").unique for model in models)


def everything():
    """All rows of all tables, sign-ins aside."""
    models = [model for model in apps.get_models() if model is not Session]
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}


def test_no_visit_changes_anything(client, world):
    before = everything()

    for name, address in addresses(world):
        if name not in ("account_logout", "admin:logout"):
            response = client.get(address)
            assert response.status_code < 500, address

    assert everything() == before


POSTED = ["complete", "reopen", "delete", "restore", "copy"]


def test_nothing_is_done_without_the_token_of_the_page(world):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.owner)
    before = everything()

    for _, address in addresses(world):
        if "?" in address:
            continue
        response = strict.post(address, {"title": "Forged"})
        assert response.status_code in (302, 400, 403, 404), address

    assert everything() == before


@pytest.mark.parametrize("verb", POSTED)
def test_what_changes_something_takes_a_post_alone(client, world, verb):
    address = reverse(f"followups:follow-up-{verb}", args=[world.followups[0].public_id])

    response = client.get(address)

    assert response.status_code == 405
    assert "works in another way" in response.text


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options"])
def test_methods_nobody_uses_are_refused_or_do_nothing(client, world, method):
    before = everything()

    for name, address in addresses(world):
        if not name.startswith("admin:") and "?" not in address:
            assert getattr(client, method)(address).status_code < 500, address

    assert everything() == before
