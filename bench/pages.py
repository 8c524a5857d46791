"""What is measured: pages with their floors, and the two changes that people make most."""

import datetime
import itertools
import uuid
from dataclasses import dataclass, field

from bench import growth
from crm.models import User
from crm.pages import LAST_PAGE, ROWS
from crm.sections import COMPANIES, PERSONS
from diary import lines, windows
from diary.diaries import chosen
from diary.reader import Reader
from followups import changes
from followups.activities import page_of_diary
from followups.activities_of_record import next_of_record, page_of_record
from followups.models import FollowUp, FollowUpType, Participant
from followups.search import Search

DAY = datetime.date(2026, 6, 10)
NOW = datetime.datetime(2026, 6, 10, 9, 20, tzinfo=datetime.UTC)
WRITTEN_HERE = "Written by the benchmark"
NUMBERS = itertools.count()


@dataclass
class Page:
    """`calendar_rows` and `rows`: lines of the calendar alone, and with the cards around it.

    `goal`: how many times its plain floor it may take.
    """

    name: str
    address: str
    calendar: str = ""
    calendar_rows: int = 0
    rows: int = 0
    goal: float = 1.5

    @property
    def is_whole(self):
        """A page of its own, not a part that a script asks for."""
        return "format=" not in self.address

    def contenders(self):
        """{who: (address, None)}: the page, its calendar alone, and a floor for each."""
        found = {
            "page": (self.address, None),
            "plain": (f"/floors/plain/{self.rows}/", None),
            "lean": (f"/floors/lean/{self.calendar_rows or self.rows}/", None),
        }
        if self.calendar:
            found["calendar"] = (self.calendar, None)
        return found


@dataclass
class Writing:
    """A form sent by the owner, beside as many rows inserted by bare Django."""

    name: str
    form: object
    rows: int = 3
    goal: float = 2.0
    floor_type: int = field(default=0)

    def contenders(self):
        floor = {"title": WRITTEN_HERE, "type": self.floor_type}
        return {"page": self.form(), "plain": ("/floors/write/", floor)}


def all_pages(reader):
    """Every page and form to measure, for the first colleague of the data."""
    people = list(User.objects.exclude(pk=reader.pk).by_name())
    others = [str(user.public_id) for user in people]
    team = [
        str(user.public_id) for user in reader.user_groups.get(name="Sales Nordics").members.all()
    ]
    mine = str(reader.public_id)
    company, person = growth.busiest()
    yield diary_page("Day", reader, "day")
    yield diary_page("Week", reader, "week")
    yield diary_page("Week, team of 5", reader, "week", team)
    yield diary_page("Month", reader, "month")
    for number in (1, 10, 30):
        yield diary_page(f"Overview, {number}", reader, "overview", [mine, *others][:number])
    yield diary_page("Activities, all", reader, "day", query="card=all")
    yield diary_page("Activities, all, page 4", reader, "day", query="card=all&page=4")
    yield record_page("Company", COMPANIES, company, reader)
    yield record_page("Contact", PERSONS, person, reader)
    yield from lists("Companies", COMPANIES, reader)
    yield from lists("Contacts", PERSONS, reader)
    yield search_page("Search", reader)
    yield Page("New meeting, the form", "/followups/new/appointment/", rows=1)
    type_ = FollowUpType.objects.default_for("appointment").pk
    yield Writing("Create", create_form, floor_type=type_)
    yield Writing("Move", move_form(reader), floor_type=type_)


def record_page(name, section, record, reader):
    """The page of a record with what was done and what is open, at 20,000 activities or few."""
    rows = len(page_of_record(record, reader).rows) + len(next_of_record(record, reader, NOW))
    return Page(name, section.page_of(record), rows=rows, goal=2.0)


def lists(name, section, reader):
    """A list of few or of 100,000: from both ends, in every order, and narrowed."""
    records = section.model.objects.active()
    count, of_reader = records.count(), records.filter(owner=reader).count()
    last = min(-(-count // ROWS), LAST_PAGE)
    asked = {
        "": ("", count),
        f", page {last // 2 + 1}": (f"?page={last // 2 + 1}", count - last // 2 * ROWS),
        ", last page": (f"?page={last}", count - (last - 1) * ROWS),
        **{
            f" by {column.name}": (f"?sort={column.name}", count)
            for column in section.columns[1:]
            if column.sort
        },
        " by owner, last page": (f"?sort=owner&page={last}", count - (last - 1) * ROWS),
        " of mine": ("?owner=me", of_reader),
        " of mine by phone": ("?owner=me&sort=-phone", of_reader),
    }
    for which, (query, rows) in asked.items():
        yield Page(
            f"{name}{which}", f"{section.address('list')}{query}", rows=min(ROWS, rows), goal=2.0
        )


def search_page(name, reader):
    """The field on top, with words that every group knows."""
    typed = "demo"
    rows = sum(len(group.found) for group in Search(typed, reader, NOW).groups())
    return Page(name, f"/search/?q={typed}&format=options", rows=rows, goal=3.0)


def diary_page(name, user, view, keys=(), query=""):
    window = {"day": windows.day_of, "overview": windows.day_of, "week": windows.week_of}.get(
        view, windows.month_of
    )(DAY, user.preferences.zone)
    reader = Reader.of(user, NOW)
    on_show = chosen(keys, user)
    fetched = len(lines.fetch(on_show, window, reader))
    only = on_show.only
    owner = (only.user, only.resource) if only else (user, None)
    card = "all" if query else "todo"
    number = int(query[-1]) if "page" in query else 1
    activities = page_of_diary(*owner, user, NOW, card=card, number=number).rows
    address = "&".join([*(f"diary={key}" for key in keys), *filter(None, [query])])
    path = f"{view}/{DAY.isoformat()}/" + (f"?{address}" if address else "")
    return Page(name, f"/diary/{path}", f"/calendar/{path}", fetched, fetched + len(activities))


def create_form():
    data = {
        "form_key": str(uuid.uuid4()),
        "kind": "appointment",
        "title": WRITTEN_HERE,
        "date": (DAY + datetime.timedelta(days=400 + next(NUMBERS) % 200)).isoformat(),
        "start": "10:00",
        "end": "11:00",
        "next": "/diary/week/",
    }
    return "/followups/new/appointment/", data


def move_form(owner):
    """Moves one follow-up from hour to hour."""
    followup = FollowUp(
        kind="appointment",
        type=FollowUpType.objects.default_for("appointment"),
        title=WRITTEN_HERE,
        owner=owner,
        time_zone=owner.preferences.time_zone,
    )
    followup.reschedule(NOW, NOW + datetime.timedelta(hours=1))
    changes.change(followup, verb="create", by=owner, at=NOW, seats=())

    def form():
        version = FollowUp.objects.values_list("version", flat=True).get(pk=followup.pk)
        start = 8 + next(NUMBERS) % 8
        data = {
            "version": version,
            "start": f"{start}:00",
            "end": f"{start + 1}:00",
            "next": "/diary/week/",
        }
        return f"/followups/{followup.public_id}/", data

    return form


def clear():
    """Take away what measuring wrote."""
    written = FollowUp.objects.filter(title=WRITTEN_HERE)
    Participant.objects.filter(followup__in=written).delete()
    written.delete()
