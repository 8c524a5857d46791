"""The data of one size, and what is measured on it."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from bench import growth, pages
from bench.assets import first_view
from bench.requests import Browser, sizes
from crm.models import User


class Measuring:
    def __init__(self, *, size, stamp):
        load(size, stamp)
        call_command("collectstatic", interactive=False, verbosity=0)
        pages.clear()
        reader = User.objects.select_related("preferences").get(username="ingrid")
        self.browser = Browser(reader)
        self.items = list(pages.all_pages(reader))
        self.turn = 0

    def facts(self):
        return [self._facts(item) for item in self.items]

    def _facts(self, item):
        facts = {"name": item.name, "rows": item.rows, "goal": item.goal}
        facts["writes"] = isinstance(item, pages.Writing)
        for who, (address, data) in item.contenders().items():
            self._ask(address, data)
            facts[f"{who}_queries"] = self.browser.queries(*self._fresh(item, who))
        if not facts["writes"]:
            facts["raw"], facts["sent"] = sizes(self.browser, item.address)
            facts["first_view"] = first_view(self.browser, item.address) if item.is_whole else 0
            facts["calendar_rows"] = item.calendar_rows
        return facts

    def round(self, number):
        """Each contender once, another one first in each round."""
        found = {}
        contenders = list(self.items[number].contenders().items())
        self.turn += 1
        first = self.turn % len(contenders)
        for who, (address, data) in contenders[first:] + contenders[:first]:
            found[who] = self._ask(address, data)
        return found

    def _fresh(self, item, who):
        """A form can be sent once: the next one."""
        return item.contenders()[who]

    def _ask(self, address, data):
        measured, answer = self.browser.ask(address, data)
        if answer.status not in (200, 302, 303):
            raise SystemExit(f"{address} answered {answer.status}: {answer.body[:2000]!r}")
        return measured

    def clear(self):
        pages.clear()


def load(size, stamp):
    """Fill an empty database; one with a stamp holds its data from an earlier run."""
    mark = settings.DATA_DIR / "stamp"
    if mark.exists():
        return
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("demo", size=size, day=pages.DAY)
    if size >= growth.FROM_SIZE:
        growth.grow()
    settle()
    mark.write_text(stamp)


def settle():
    """What a server in use has done long ago."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM (ANALYZE)")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
