import re
from html.parser import HTMLParser

import pytest

from tests.factories import NOW, make_user


@pytest.fixture(autouse=True)
def wednesday(time_machine):
    """It is Wednesday 10 June 2026, 11:20 in Oslo."""
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def ingrid(db):
    return make_user("ingrid")


@pytest.fixture
def see(client, ingrid):
    """The page at an address as `ingrid` sees it, or another reader."""

    def see(url, reader=ingrid, status=200):
        client.force_login(reader)
        response = client.get(url)
        assert response.status_code == status
        return Seen(response)

    return see


class Seen:
    """A page, and what of it a test asks for."""

    def __init__(self, response):
        self.response = response
        self.context = response.context
        self.html = response.content.decode()
        self.elements = Elements(self.html).found

    def with_class(self, name):
        return [each for each in self.elements if name in each.classes]

    def one(self, name):
        (found,) = self.with_class(name)
        return found

    def box(self, title):
        """The box in the grid or Overview that has this title."""
        found = [
            each for each in self.with_class("ev") + self.with_class("blk") if title in each.text
        ]
        assert len(found) == 1, [each.text for each in found]
        return found[0]

    def day(self, iso):
        return next(each for each in self.elements if each.attributes.get("data-date") == iso)

    def link(self, text):
        return next(each for each in self.elements if each.tag == "a" and text in each.words)


class Element:
    def __init__(self, tag, attributes):
        self.tag, self.attributes = tag, dict(attributes)
        self.classes = (self.attributes.get("class") or "").split()
        self.text = ""
        self.children = []

    def __getitem__(self, name):
        return self.attributes[name]

    @property
    def words(self):
        return re.sub(r"\s+", " ", self.text).strip() or self.attributes.get("aria-label", "")

    def inside(self, name):
        return [each for each in self.children if name in each.classes]

    @property
    def links(self):
        return [each for each in self.children if each.tag == "a"]


class Elements(HTMLParser):
    """Every element of a page with its text and all that it holds."""

    EMPTY = {"meta", "link", "input", "br", "hr", "use", "path", "img"}

    def __init__(self, html):
        super().__init__()
        self.found, self.open = [], []
        self.feed(html)
        self.close()
        assert not self.open, f"never closed: {[each.tag for each in self.open]}"

    def handle_starttag(self, tag, attributes):
        element = Element(tag, attributes)
        self.found.append(element)
        for outer in self.open:
            outer.children.append(element)
        if tag not in self.EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in self.EMPTY:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open[-1].tag == tag, f"<{self.open[-1].tag}> closed by </{tag}>"
        self.open.pop()

    def handle_data(self, text):
        for element in self.open:
            element.text += text
