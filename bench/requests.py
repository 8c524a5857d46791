"""One request through the real handler with all its middleware, measured."""

import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import NamedTuple

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

SECRET = "b" * 32  # of the CSRF cookie
COMPRESSED = "gzip, deflate, br"


class Measured(NamedTuple):
    seconds: float
    cpu: float


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes


class Browser:
    """Somebody signed in, who asks as a browser does: for compressed pages, with cookies."""

    def __init__(self, user):
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookies = SimpleCookie(
            {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: SECRET}
        )
        self.factory = RequestFactory(
            SERVER_NAME="localhost",
            HTTP_COOKIE="; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items()),
            HTTP_ACCEPT_LANGUAGE="en",
        )
        self.handler = WSGIHandler()

    def ask(self, address, data=None, encoding=COMPRESSED):
        """(what it took, the answer). With `data` it is a form that is sent."""
        if data is None:
            request = self.factory.get(address, HTTP_ACCEPT_ENCODING=encoding)
        else:
            data = {"csrfmiddlewaretoken": SECRET, **data}
            request = self.factory.post(address, data, HTTP_ACCEPT_ENCODING=encoding)
        environ, told = request.environ, []
        cpu, clock = time.process_time(), time.perf_counter()
        response = self.handler(
            environ, lambda *status_and_headers: told.extend(status_and_headers)
        )
        body = b"".join(response)
        response.close()
        measured = Measured(time.perf_counter() - clock, time.process_time() - cpu)
        return measured, Answer(int(told[0].split()[0]), dict(told[1]), body)

    def queries(self, address, data=None):
        """How many questions the database is asked for that page."""
        with CaptureQueriesContext(connection) as captured:
            self.ask(address, data)
        return len([query for query in captured if not is_bookkeeping(query["sql"])])


def is_bookkeeping(sql):
    return sql.split()[0] in ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def sizes(browser, address):
    """(bytes of the page, bytes as they are sent)"""
    raw = browser.ask(address, encoding="identity")[1].body
    return len(raw), len(browser.ask(address)[1].body)
