"""Makers of test data: keyword arguments, sensible defaults, no randomness."""

import datetime
import io
import itertools
import uuid
from zoneinfo import ZoneInfo

from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from crm import selections
from crm.full_export import making
from crm.importing import reading, targets
from crm.importing.working import work
from crm.models import (
    Company,
    CustomField,
    Document,
    FullExport,
    Import,
    Person,
    Preferences,
    Project,
    Sale,
    Selection,
    SharedPreferences,
    Stage,
    User,
    UserGroup,
)
from followups import changes, images
from followups.models import AgendaImage, FollowUp, FollowUpType, Resource
from followups.seats import invited

NUMBERS = itertools.count(1)
NOW = datetime.datetime(2026, 6, 10, 9, 20, tzinfo=datetime.UTC)  # Wednesday 11:20 in Oslo
OSLO = "Europe/Oslo"


def at(text):
    """The instant of "2026-06-10 13:00" on the wall clock of Oslo."""
    local = datetime.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(OSLO))
    return local.astimezone(datetime.UTC)


def make_user(username=None, *, first_name="Ingrid", last_name="Solberg", **fields):
    username = username or f"user{next(NUMBERS)}"
    preferences = {key: fields.pop(key) for key in list(fields) if key in PREFERENCE_NAMES}
    user = User(username=username, first_name=first_name, last_name=last_name, **fields)
    user.set_password("dagbok")
    user.save()
    user.preferences.choose(preferences, SharedPreferences.objects.about(user))
    user.preferences.save()
    return user


def working(starts, ends, days="01234"):
    """Working hours that are the same on these days."""
    return {day: [starts, ends] for day in days}


PREFERENCE_NAMES = set(Preferences.settings())


def make_group(name=None, members=()):
    group = UserGroup.objects.create(name=name or f"Group {next(NUMBERS)}")
    group.members.set(members)
    return group


def make_company(name="Moonbeam Ladders Ltd", **fields):
    return Company.objects.create(name=name, **fields)


def make_person(first_name="Penny", last_name="Rung", **fields):
    return Person.objects.create(first_name=first_name, last_name=last_name, **fields)


def make_sale(name="Ladder van routing", **fields):
    stage = Stage.objects.first() or Stage.objects.create(name="Lead", probability=10)
    defaults = {"stage": stage, "sale_on": datetime.date(2026, 6, 30)}
    return Sale.objects.create(name=name, **defaults | fields)


def make_project(name="Expo", **fields):
    return Project.objects.create(name=name, **fields)


def make_field(of, kind="text", name=None, *, choices=(), types=(), **fields):
    """A custom field; `choices`: their names, `types`: the ones that have it alone."""
    made = CustomField.objects.create(
        of=of, kind=kind, name=name or f"Field {next(NUMBERS)}", **fields
    )
    for order, choice in enumerate(choices):
        made.choices.create(name=choice, order=order)
    made.followup_types.set(types)
    return made


def sent_as(field):
    """The name of a custom field in a form."""
    return f"custom_{field.key}"


def choice_of(field, name):
    return field.choices.get(name=name).key


def make_document(title="Quote Q-1", **fields):
    return Document.objects.create(title=title, **{"dated_on": NOW.date()} | fields)


def make_file(title="Quote Q-1", *, name="quote.pdf", content=b"%PDF-1.7 a quote", **fields):
    """A document with a file; the test says where files lie (`settings.MEDIA_ROOT`)."""
    document = Document(title=title, **{"dated_on": NOW.date()} | fields)
    document.keep(SimpleUploadedFile(name, content))
    document.save()
    return document


def make_selection(name="Invited", *, members=(), query=None, **fields):
    """Picked by hand, or with `query` kept by that search."""
    holds = members[0]._meta.model_name if members else "company"
    values = {"holds": holds, "is_dynamic": query is not None, "query": query or ""}
    selection = Selection(name=name, **values | fields)
    picked = selections.section_of(selection).model.objects
    records = picked.filter(pk__in=[member.pk for member in members])
    selections.take_in(selection, records, by=fields.get("owner"))
    return selection


def make_import(user, text="Name;City\nMoonbeam;Oslo\n;Bergen\n", *, upto="uploaded", **fields):
    """An import of companies that has come so far; a step that is under way stays there."""
    file, headings, count = reading.kept(io.BytesIO(text.encode()))
    with file:
        defaults = {
            "user": user,
            "owner": user,
            "kind": "companies",
            "file_name": "customers.csv",
            "headings": headings,
            "total": count,
            "created_at": NOW,
            "beat_at": NOW,
        }
        source = Import.objects.create(file=File(file, name="lines"), **defaults | fields)
    source.match(targets.guess(source.kind, headings))
    source.batch = uuid.uuid4()
    for begun, done in (("checking", "checked"), ("running", "done"), ("undoing", "undone")):
        if source.status == upto:
            break
        source.status = begun
        source.save()
        if upto != begun:
            source.begin(begun, at=NOW)
            source.save()
            work(source, lambda: NOW)
            source.refresh_from_db()
            assert source.status == done
    source.save()
    return source


def make_full_export(user):
    """Everything that `user` may see, ready to be downloaded."""
    export = FullExport.objects.create(user=user, created_at=NOW, beat_at=NOW)
    making.work(export, lambda: NOW)
    export.refresh_from_db()
    return export


def image_file(name="plan.png", *, kind="PNG", size=(40, 30), mode="RGB", **how):
    """An upload of a real image."""
    content = io.BytesIO()
    Image.new(mode, size, how.pop("colour", "teal")).save(content, kind, **how)
    return SimpleUploadedFile(name, content.getvalue())


def make_image(by, *, at=NOW, **how):
    """(row, HTML) of an image for agendas; the test says where files lie."""
    html = images.keep(image_file(**how), by=by, at=at)
    return AgendaImage.objects.latest("pk"), html


def make_resource(name=None, **fields):
    return Resource.objects.create(name=name or f"Room {next(NUMBERS)}", **fields)


def type_of(kind):
    return FollowUpType.objects.default_for(kind)


def make_appointment(
    owner, *, start="2026-06-10 13:00", end="2026-06-10 14:00", users=(), resources=(), **fields
):
    followup = new_followup("appointment", owner, fields)
    followup.reschedule(start and at(start), end and at(end))
    return save(followup, users, resources)


def make_all_day(owner, *, first="2026-06-10", last="2026-06-10", users=(), resources=(), **fields):
    followup = new_followup("appointment", owner, fields)
    followup.span_days(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    return save(followup, users, resources)


def make_task(owner, *, due_on="2026-06-10", users=(), resources=(), **fields):
    followup = new_followup("task", owner, fields)
    followup.due_on = datetime.date.fromisoformat(due_on)
    return save(followup, users, resources)


def make_call(owner, *, due_on="2026-06-10", start=None, end=None, users=(), **fields):
    followup = new_followup("call", owner, fields)
    followup.due_on = due_on and datetime.date.fromisoformat(due_on)
    if start:
        followup.reschedule(at(start), at(end))
    return save(followup, users, ())


def new_followup(kind, owner, fields):
    defaults = {
        "title": "Demo: route planner",
        "type": type_of(kind),
        "kind": kind,
        "time_zone": OSLO,
        "owner": owner,
    }
    return FollowUp(**defaults | fields)


def save(followup, users=(), resources=(), *, now=NOW):
    """Saved as its owner would; `users`, `resources` take part."""
    seats = invited(users=[u.pk for u in users], resources=[r.pk for r in resources])
    changes.change(followup, verb="create", by=followup.owner, at=now, seats=seats)
    return followup
