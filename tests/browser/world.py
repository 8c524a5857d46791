"""A diary with one of everything, for tests that look at every page."""

from dataclasses import dataclass

from django.contrib.auth.models import Permission

from crm.duplicates import tell_apart
from followups import changes
from followups.models import Link
from tests.factories import (
    NOW,
    make_all_day,
    make_appointment,
    make_call,
    make_company,
    make_document,
    make_field,
    make_full_export,
    make_group,
    make_image,
    make_import,
    make_person,
    make_project,
    make_resource,
    make_sale,
    make_selection,
    make_task,
    type_of,
)

WEEK = "/diary/week/2026-06-10/"
ALWAYS_THERE = {
    "week": WEEK,
    "day": "/diary/day/2026-06-10/",
    "month": "/diary/month/2026-06-10/",
    "overview": "/diary/overview/2026-06-10/",
    "documents": f"{WEEK}?show=documents",
    "sales below the calendar": f"{WEEK}?card=sales&show=open",
    "empty week": "/diary/week/2031-01-01/",
    "choice of diary": "/diary/owners/?view=week&date=2026-06-10",
    "nobody to choose": "/diary/owners/?q=zzz",
    "go to a date": "/diary/go/?view=week&to=31.2",
    "small calendar": "/diary/calendar/2026-06-10/",
    "companies": "/companies/",
    "contacts": "/contacts/",
    "sales": "/sales/",
    "projects": "/projects/",
    "selections": "/selections/",
    "no company": "/companies/?q=zzz",
    "duplicates": "/companies/duplicates/",
    "no duplicates": "/contacts/duplicates/",
    "told apart": "/companies/duplicates/?show=different",
    "new meeting": "/followups/new/appointment/",
    "new task": "/followups/new/task/",
    "new call": "/followups/new/call/",
    "new document": "/documents/new/",
    "new selection": "/selections/new/",
    "list to keep as a selection": "/companies/keep/?q=moon",
    "search": "/search/?q=moon",
    "nothing found": "/search/?q=zzz",
    "trash": "/followups/trash/",
    "preferences": "/preferences/",
    "import": "/import/?kind=both",
    "export of everything": "/export/",
    "not found": "/nowhere/",
}
ABOUT_ROWS = [
    "working week of a colleague",
    "day of a room",
    "company",
    "contact",
    "sale",
    "project",
    "new member of a project",
    "document",
    "selection",
    "selection kept by a search",
    "follow-up for every member",
    "companies side by side",
    "company to merge with",
]
ABOUT_ROWS += ["own follow-up", "a colleague's follow-up", "a completed follow-up", "meeting brief"]
IMPORTS = {"uploaded": "columns to match", "checked": "preview of an import"}
IMPORTS |= {"running": "import under way", "done": "import and what came of it"}
ABOUT_ROWS += IMPORTS.values()
PAGES = [*ALWAYS_THERE, *ABOUT_ROWS]


CUSTOMERS = """Name;Phone;E-mail;City;Remark
Moonbeam Ladders AS;+44 1632 960475;post@moonbeam.example;Oslo;Since 2019
Fjell & Fjord;22 33 44 55;post@fjell.example;Tromsø;
;;nobody;Bergen;No name
"""


@dataclass
class World:
    """Addresses by name; `meeting` is Ingrid's own, `other` that of Lars."""

    addresses: dict
    meeting: object
    other: object
    room: object


def make_world(ingrid, lars):
    make_group("Sales", [ingrid, lars])
    room = make_resource("Galdhøpiggen", capacity=12)
    until = make_field("company", "date", "Contract until")
    make_field("company", "choices", "Likes", choices=["Tea", "Cake"], help_text="For visits.")
    make_field("person", "tick", "Newsletter")
    travel = make_field("followup", "number", "Travel (km)", types=[type_of("appointment")])
    company = make_company(
        phone="+44 1632 960475",
        city="Oslo",
        email="post@moonbeam.example",
        custom={until.key: "2027-12-31"},
    )
    person = make_person(company=company, mobile="+44 7700 900123", title="Buyer")
    sale = make_sale(company=company, person=person, owner=ingrid, amount=250_000)
    project = make_project(company=company, owner=ingrid)
    about = {"company": company, "person": person, "sale": sale, "project": project}
    document = make_document(owner=ingrid, company=company)
    _image, plan = make_image(ingrid, size=(600, 300))
    written = {"location": "Dock 7", "agenda": f"<p>Walk through the plan.</p><p>{plan}</p>"}
    meeting = make_appointment(
        ingrid,
        users=[lars],
        resources=[room],
        custom={travel.key: 42},
        **written,
        **about,
    )
    Link.objects.create(followup=meeting, document=document)
    Link.objects.create(followup=meeting, url="https://agenda.example/")
    selection = make_selection(owner=ingrid, members=[company])
    searched = make_selection("Moon", owner=ingrid, query="q=moon")
    twins = make_twins(ingrid, company)
    about_it = {
        "document": document,
        "selection": selection,
        "searched": searched,
        "twin": twins[0],
        **about,
    }
    fill_the_week(ingrid, lars, about)
    other = make_appointment(lars, title="Board", start="2026-06-11 09:00", end="2026-06-11 10:00")
    done = make_task(ingrid, title="Done already", due_on="2026-06-10", **about)
    tick(done, ingrid)
    thrown = make_task(ingrid, title="Thrown away")
    throw(thrown, ingrid)
    about_it |= {step: make_import(ingrid, CUSTOMERS, upto=step) for step in IMPORTS}
    make_full_export(ingrid)
    ingrid.user_permissions.add(Permission.objects.get(codename="import_records"))
    return World(addresses(meeting, other, done, lars, room, about_it), meeting, other, room)


def make_twins(ingrid, company):
    """The company once more, with other facts, and two that were told apart."""
    facts = {"email": company.email, "number": "923 609 016", "city": "Bergen"}
    twins = [make_company("AS Moonbeam Ladders", **facts)]
    twins += [make_company(name) for name in ("Sunbeam AS", "Sunbeam Ltd")]
    make_sale(company=twins[0], owner=ingrid)
    tell_apart(twins[1:], by=ingrid, at=NOW)
    return twins


def fill_the_week(ingrid, lars, about):
    """Late, overlapping, private, all day, several days, free, tentative, outside the hours."""
    make_appointment(
        ingrid, title="Late", start="2026-06-09 09:00", end="2026-06-09 10:30", **about
    )
    make_appointment(ingrid, title="Beside it", start="2026-06-10 13:30", end="2026-06-10 14:30")
    make_appointment(
        ingrid,
        title="Maybe",
        start="2026-06-11 09:00",
        end="2026-06-11 12:00",
        availability="tentative",
    )
    make_appointment(
        ingrid,
        title="Own time",
        start="2026-06-12 08:00",
        end="2026-06-12 10:00",
        availability="free",
    )
    make_appointment(
        ingrid,
        title="Dentist",
        start="2026-06-12 12:00",
        end="2026-06-12 13:00",
        visibility="owner",
    )
    make_appointment(
        lars, title="Hidden", start="2026-06-12 12:00", end="2026-06-12 13:00", visibility="owner"
    )
    make_appointment(ingrid, title="Night train", start="2026-06-11 22:00", end="2026-06-12 06:30")
    make_all_day(ingrid, title="Expo", first="2026-06-10", last="2026-06-12")
    make_task(ingrid, title="Update the forecast", due_on="2026-06-05")
    make_task(ingrid, title="Send the minutes", due_on="2026-06-10", **about)
    make_call(ingrid, title="Ring Penny", due_on="2026-06-11", **about)
    make_call(ingrid, title="Rang Penny", start="2026-06-08 10:00", end="2026-06-08 10:20", **about)
    for number in range(6):
        make_appointment(
            ingrid, title=f"Parallel {number}", start="2026-06-08 14:00", end="2026-06-08 15:00"
        )


def tick(followup, by):
    changes.tick(followup, done=True, by=by, at=NOW)


def throw(followup, by):
    followup.trash(NOW, by)
    changes.change(followup, verb="delete", by=by, at=NOW)


def addresses(meeting, other, done, lars, room, about):
    """By the names in PAGES."""
    return {
        "working week of a colleague": f"{WEEK}?days=working&diary={lars.public_id}&card=all",
        "day of a room": f"/diary/day/2026-06-10/?hours=all&diary={room.public_id}",
        "company": f"/companies/{about['company'].public_id}/",
        "contact": f"/contacts/{about['person'].public_id}/",
        "sale": f"/sales/{about['sale'].public_id}/",
        "project": f"/projects/{about['project'].public_id}/",
        "new member of a project": f"/projects/{about['project'].public_id}/members/new/",
        "document": f"/documents/{about['document'].public_id}/",
        "selection": f"/selections/{about['selection'].public_id}/",
        "selection kept by a search": f"/selections/{about['searched'].public_id}/",
        "follow-up for every member": f"/selections/{about['selection'].public_id}/plan/",
        "companies side by side": (
            f"/companies/merge/?record={about['company'].public_id}"
            f"&record={about['twin'].public_id}"
        ),
        "company to merge with": f"/companies/merge/?record={about['company'].public_id}",
        "meeting brief": f"/followups/{meeting.public_id}/brief/",
        "own follow-up": f"/followups/{meeting.public_id}/",
        "a colleague's follow-up": f"/followups/{other.public_id}/",
        "a completed follow-up": f"/followups/{done.public_id}/",
        **{name: f"/import/{about[step].public_id}/" for step, name in IMPORTS.items()},
        **ALWAYS_THERE,
    }
