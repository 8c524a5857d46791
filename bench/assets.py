"""What a browser fetches with a page that it sees for the first time."""

import json
import re

LINKED = re.compile(r'<(?:link|script|use)\b[^>]*?(?:href|src)="(/static/[^"#?]+)')
MAP = re.compile(r'<script type="importmap"[^>]*>(.*?)</script>', re.DOTALL)
IMPORTED = re.compile(r'^import (?:[^"]*? from )?"([^"]+)"', re.MULTILINE)
TAG = re.compile(r"<([a-z]+-[a-z-]+)\b")


def first_view(browser, address):
    """Bytes sent of the page, its styles and symbols, and the modules that it starts with.

    Those are `app`, the modules of the tags on the page (static/js/behaviours.js), and whatever
    these import; what is fetched at the first sign of a hand comes later.
    """
    page = fetched(browser, address)
    modules = json.loads(MAP.search(page)[1])["imports"]
    waiting = [name for name in (f"app/{tag}" for tag in TAG.findall(page)) if name in modules]
    wanted = {address, *LINKED.findall(page)}
    waiting += IMPORTED.findall(fetched(browser, app_of(page)))
    while waiting:
        url = modules[waiting.pop()]
        if url not in wanted:
            wanted.add(url)
            waiting += IMPORTED.findall(fetched(browser, url))
    return sum(len(browser.ask(each)[1].body) for each in wanted)


def app_of(page):
    return re.search(r'<script type="module" src="([^"]+)"', page)[1]


def fetched(browser, address):
    return browser.ask(address, encoding="identity")[1].body.decode()
