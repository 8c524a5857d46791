"""What a page weighs on the wire, as an installation serves it: hashed, compressed, kept."""

import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.template import engines
from django.test import override_settings

from crm.models import User
from crm.templatetags.icons import icon
from tests.browser.conftest import give_session

FIRST_VIEW, LATER_VIEW = 60_000, 15_000
IN_PIECES = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
INSTALLED = {"BACKEND": "config.static_files.OnePieceStorage"}
OTHERS = ["admin", "recurrence", "django_htmx", "simple_history", "account", "debug_toolbar"]
VIEWS = ["week/2026-06-08/", "week/2026-06-08/?card=all", "day/2026-06-10/"]
VIEWS += ["month/2026-06-10/", "overview/2026-06-10/", "overview/2026-06-11/"]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *message):
        pass


@pytest.fixture
def installation(live_server, tmp_path):
    """The address of a server with the demo, as an installation runs it."""
    storages = {"default": IN_PIECES, "staticfiles": INSTALLED}
    forget_addresses()
    with override_settings(STATIC_ROOT=tmp_path / "static", STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=OTHERS)
        call_command("demo", verbosity=0)
        server = make_server("localhost", 0, WSGIHandler(), Server, Silent)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        server.server_close()
    forget_addresses()


def forget_addresses():
    """Symbols and templates keep the addresses of the files of one installation."""
    icon.cache_clear()
    for loader in engines["django"].engine.template_loaders:
        loader.reset()


@pytest.fixture
def scales(browser, browser_context_args, installation):
    """scales(path): bytes of all bodies that its page fetches; what is kept weighs nothing."""
    context = browser.new_context(**{**browser_context_args, "base_url": installation})
    give_session(context, installation, User.objects.get(username="ingrid"))
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    bodies, headers = {}, {}
    wire.on("Network.responseReceived", lambda told: headers.update(header_bytes(told)))
    wire.on("Network.loadingFinished", lambda told: bodies.update(body_bytes(told)))

    def scales(path):
        bodies.clear()
        headers.clear()
        page.goto(path, wait_until="networkidle")
        return sum(max(0, size - headers.get(key, 0)) for key, size in bodies.items())

    yield scales
    context.close()


def header_bytes(told):
    response = told["response"]
    return {told["requestId"]: response["encodedDataLength"]}


def body_bytes(told):
    return {told["requestId"]: told["encodedDataLength"]}


def test_the_first_view_and_later_ones_are_light(scales):
    first = scales("/diary/week/")
    later = {view: scales(f"/diary/{view}") for view in VIEWS}

    assert first <= FIRST_VIEW
    assert {view: size for view, size in later.items() if size > LATER_VIEW} == {}
    assert min(later.values()) > 5_000  # it was weighed at all
