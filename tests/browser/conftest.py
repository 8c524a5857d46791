"""Journeys in a real browser, against the real server, on SQLite only.

`page` is a fresh browser; `sign_in(user)` signs it in without the form; `open_as(user)` opens
another browser beside it. Whatever the console complains about fails the test.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import expect

from jobs import browser
from tests.factories import NOW, make_user

# Playwright runs an event loop in the thread of the test; the ORM is used beside it, not in it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
PATIENCE = 12_000  # milliseconds, on a machine that has other things to do as well
expect.set_options(timeout=PATIENCE)

HERE = Path(__file__).parent
PICTURES = settings.BASE_DIR / "var" / "pictures"
WIDTHS = {1440: 900, 1024: 768, 390: 844}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules that dark and light can differ in


def pytest_collection_modifyitems(config, items):
    journeys = [item for item in items if item.path.is_relative_to(HERE)]
    for item in journeys:
        item.add_marker("browser")
    left_out = journeys
    if connection.vendor == "sqlite" and browser.is_there():
        takes_pictures = "pictures" in config.option.markexpr
        left_out = (
            [] if takes_pictures else [i for i in journeys if i.get_closest_marker("pictures")]
        )
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(autouse=True)
def wednesday():
    """On the server it is Wednesday 10 June 2026, 11:20 in Oslo, whenever the tests run."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where files lie that are handed in."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def ingrid(live_server):
    return make_user("ingrid")


@pytest.fixture
def lars(live_server):
    return make_user("lars", first_name="Lars", last_name="Brekke")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    offline = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    chromium = browser.system_chromium()
    return {**browser_type_launch_args, "executable_path": chromium, "args": [*quiet, *offline]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "en-GB",
        "timezone_id": "Europe/Oslo",
        "viewport": {"width": 1440, "height": WIDTHS[1440]},
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def base_url(live_server):
    return live_server.url


@pytest.fixture
def complaints():
    """What went wrong in any browser of this test. A test that expects one removes it."""
    found = []
    yield found
    assert found == []


@pytest.fixture
def context(context, base_url, complaints):
    return listen(context, base_url, complaints)


def listen(context, base_url, complaints):
    """Collects errors of scripts, violations of the policy, lost files and foreign addresses."""

    def on_console(message):
        answer_was_4xx = message.text.startswith("Failed to load resource")
        if message.type in ("error", "warning") and not answer_was_4xx:
            complaints.append(f"console: {message.text}")

    def on_request(request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and not request.url.startswith(base_url):
            complaints.append(f"a request to {request.url}")

    def on_response(response):
        lost_file = response.status == 404 and "/static/" in response.url
        if response.status >= 500 or lost_file:
            complaints.append(f"{response.status} from {response.url}")

    context.set_default_timeout(PATIENCE)
    context.on("console", on_console)
    context.on("weberror", lambda error: complaints.append(f"script: {error.error}"))
    context.on("request", on_request)
    context.on("response", on_response)
    return context


@pytest.fixture
def sign_in(page, base_url):
    """sign_in(user): the browser of `page` belongs to this user from now on."""

    def sign_in(user):
        give_session(page.context, base_url, user)
        return page

    return sign_in


@pytest.fixture
def open_as(browser, browser_context_args, base_url, complaints):
    """open_as(user, java_script_enabled=False, ...): a page in another browser."""
    opened = []

    def open_as(user=None, **options):
        context = browser.new_context(**{**browser_context_args, **options})
        opened.append(listen(context, base_url, complaints))
        if user:
            give_session(context, base_url, user)
        return context.new_page()

    yield open_as
    for context in opened:
        context.close()


def give_session(context, base_url, user):
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])


@pytest.fixture
def accessibility_faults():
    """accessibility_faults(page): what axe finds against WCAG 2.2 AA and good practice.

    At each width every rule in light, those of colour in dark; gives readable lines.
    `within`: a selector, for what lies above a page that was looked at already.
    """

    def accessibility_faults(page, widths=tuple(WIDTHS), within=None):
        faults = []
        for width in widths:
            page.set_viewport_size({"width": width, "height": WIDTHS[width]})
            for theme, kind, rules in (("light", "tag", WCAG), ("dark", "rule", COLOURS)):
                page.emulate_media(color_scheme=theme)
                options = {"runOnly": {"type": kind, "values": rules}, "preload": False}
                if kind == "tag":
                    options["rules"] = {"target-size": {"enabled": True}}
                found = Axe().run(page, within, options)
                where = f"{width} {theme} {page.url}"
                faults += readable(found.response["violations"], where)
        return faults

    return accessibility_faults


def readable(violations, where):
    return [
        f"{where}: {fault['id']} ({fault['help']}): {node['target']} {node['html'][:120]}"
        for fault in violations
        for node in fault["nodes"]
    ]


@pytest.fixture
def take_pictures():
    """take_pictures(page, name): var/pictures/<name>-<width>-<theme>.png, and <name>.pdf."""

    def take_pictures(page, name):
        PICTURES.mkdir(parents=True, exist_ok=True)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            for width, height in WIDTHS.items():
                page.set_viewport_size({"width": width, "height": height})
                page.screenshot(path=PICTURES / f"{name}-{width}-{theme}.png")
        page.pdf(path=PICTURES / f"{name}.pdf", prefer_css_page_size=True)

    return take_pictures
