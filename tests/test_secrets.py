"""Words planted in private follow-ups are looked for at every address, as every kind of person."""

import io
import itertools
import uuid
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from crm.models import Company, CustomField, Document, Selection
from followups import changes
from followups.models import Change, FollowUp, Round
from followups.seats import invited
from tests.factories import (
    NOW,
    at,
    make_company,
    make_field,
    make_file,
    make_full_export,
    make_group,
    make_import,
    make_person,
    make_project,
    make_resource,
    make_sale,
    make_selection,
    make_user,
    new_followup,
)
from tests.walk import World, addresses

TEXTS = ("title", "agenda", "internal_notes", "location", "video_url")
SHAPES = ("timed", "all_day", "task", "planned_call", "made_call", "parked", "done", "trashed")


def shape(followup, how):
    if how in ("timed", "made_call", "done", "trashed"):
        followup.reschedule(at("2026-06-10 13:00"), at("2026-06-10 14:00"))
    elif how == "all_day":
        followup.span_days(NOW.date(), NOW.date())
    elif how in ("task", "planned_call"):
        followup.due_on = NOW.date()
    if how == "done":
        followup.complete(NOW, followup.owner, followup.owner.preferences)


def plant_document(word, owner, links, **fields):
    """A private document with `word` in its texts, its name and its content."""
    said = f"Confidential {word}"
    file = {"name": f"{word}.txt", "content": said.encode()}
    return make_file(said, kind=said, **file, owner=owner, **links, **fields)


def plant_selection(word, owner, company, **fields):
    """A private selection with `word` in its texts, and a private round of one that is not."""
    said = f"Confidential {word}"
    hidden = make_selection(said, description=said, owner=owner, members=[company], **fields)
    public = make_selection("Everybody's", owner=owner, members=[company])
    links = {"company": company}
    _followup, batch = plant(f"{word}round", "task", owner, links, **fields)
    told = {"planned_by": owner, "planned_at": NOW}
    Round.objects.create(selection=public, batch=batch, title=f"Confidential {word}round", **told)
    return [hidden, public]


KINDS = {"task": "task", "planned_call": "call", "made_call": "call"}


def plant(word, how, owner, links, seats=(), **fields):
    """A private follow-up with `word` in every text that it has."""
    texts = {name: f"Confidential {word} {name}" for name in TEXTS}
    texts["video_url"] = f"https://{word}.example/"
    texts["agenda"] = f"<p>{texts['agenda']}</p>"
    custom = {field.key: f"Confidential {word} custom" for field in CustomField.objects.all()}
    said = texts | {"custom": custom}
    followup = new_followup(KINDS.get(how, "appointment"), owner, said | links | fields)
    shape(followup, how)
    applied = changes.change(followup, verb="create", by=owner, at=NOW, seats=seats)
    if how == "trashed":
        followup.trash(NOW, owner)
        applied = changes.change(followup, verb="delete", by=owner, at=NOW)
    return followup, applied.batch


@pytest.fixture
def people(db):
    names = ("owner", "colleague", "participant", "member")
    people = {name: make_user(name, first_name=name.title()) for name in names}
    people["owner"].user_permissions.add(Permission.objects.get(codename="import_records"))
    people["administrator"] = make_user("admin", is_staff=True, is_superuser=True)
    return people


@pytest.fixture
def secrets(people, time_machine, settings, tmp_path):
    """{word: names of those who may see it}, and the world it is planted in."""
    time_machine.move_to(NOW, tick=False)
    settings.MEDIA_ROOT = tmp_path
    for kind in ("text", "long_text"):
        make_field("followup", kind, f"Remarks, {kind}")
    owner = people["owner"]
    group = make_group("Skunkworks", [owner, people["member"]])
    room = make_resource("Galdhøpiggen", booking="double")
    company = make_company()
    links = {
        "company": company,
        "person": make_person(company=company),
        "sale": make_sale(company=company),
        "project": make_project(company=company),
    }
    booked = invited(resources=[room.pk])
    audiences = {
        "quokka": ({"owner"}, {"visibility": "owner"}, booked),
        "zeppelin": (
            {"owner", "member"},
            {"visibility": "group", "visible_group": group},
            booked,
        ),
        "xylophone": (
            {"owner", "participant"},
            {"visibility": "owner"},
            invited(users=[people["participant"].pk], emails=["xylophoneguest@example.com"]),
        ),
    }
    world = World(owner=owner, group=group, room=room, followups=[], batches=[], **links)
    world.twins = {"company": make_company(), "person": make_person()}
    allowed = {}
    for (word, (audience, fields, seats)), how in itertools.product(audiences.items(), SHAPES):
        if how == "parked" and word == "xylophone":
            continue  # a meeting with others has a time
        name = f"{word}{how.replace('_', '')}"
        seats = () if how == "parked" else seats
        followup, batch = plant(name, how, owner, links, seats, **fields)
        world.followups.append(followup)
        world.batches.append(batch)
        allowed[name] = {"owner"} if how == "trashed" else audience
    for word, (audience, fields, seats) in audiences.items():
        if not seats[0].user:
            name = f"{word}document"
            world.documents.append(plant_document(name, owner, links, **fields))
            allowed[name] = audience
            name = f"{word}selection"
            world.selections += plant_selection(name, owner, company, **fields)
            allowed |= {name: audience, f"{name}round": audience}
    lines = "Name;E-mail\nConfidential {0};\nConfidential {0};no {0}\n"
    for step in ("uploaded", "checked", "done"):
        name = f"walrus{step}"
        world.imports.append(make_import(owner, lines.format(name), upto=step))
        allowed[name] = {"owner"}
    Company.objects.filter(name__contains="walrus").delete()
    Company.history.filter(name__contains="walrus").delete()
    world.exports.append(make_full_export(owner))
    world.allowed = allowed
    return world


ROLES = ["anonymous", "colleague", "participant", "member", "administrator", "owner"]


def words_in(response, world):
    """The planted words that an answer gives away, in its page, headers or cookies."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):  # a workbook
        with ZipFile(io.BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in book.namelist())
    text = body.decode() + str(response.headers) + str(response.cookies)
    return {word for word in world.allowed if word in text.casefold()}


@pytest.mark.parametrize("role", ROLES)
def test_private_words_are_seen_by_those_they_are_for_and_nobody_else(
    client, people, secrets, role
):
    allowed = {word for word, audience in secrets.allowed.items() if role in audience}
    if role in people:
        client.force_login(people[role])
    seen, leaks = set(), []

    for name, address in addresses(secrets):
        if name == "admin:logout" or name == "account_logout":
            continue
        response = client.get(address)
        assert response.status_code < 500, address
        found = words_in(response, secrets)
        seen |= found
        leaks += [f"{address}: {word}" for word in sorted(found - allowed)]

    assert leaks == []
    # the walk does look where the words are
    if role == "owner":
        assert seen == set(secrets.allowed)
    elif role in people:
        assert seen == allowed


VERBS = ["complete", "reopen", "delete", "restore", "copy"]


@pytest.mark.parametrize("role", ["colleague", "administrator", "anonymous"])
def test_nobody_changes_or_learns_by_sending_what_they_may_not_see(client, people, secrets, role):
    if role in people:
        client.force_login(people[role])
    before = stored()
    targets = [
        reverse(f"followups:follow-up-{verb}", args=[followup.public_id])
        for followup in secrets.followups
        for verb in (*VERBS, "detail")
    ]
    targets += [reverse("followups:change-undo", args=[batch]) for batch in secrets.batches]
    targets += [
        reverse("followups:planned-call-start", args=[followup.public_id])
        for followup in secrets.followups
    ]

    targets += [
        reverse(f"crm:import-{page}", args=[source.public_id])
        for source in secrets.imports
        for page in ("undo", "discard")
    ]
    targets += [
        reverse("crm:full-export-discard", args=[export.public_id]) for export in secrets.exports
    ]
    targets += [
        reverse(f"crm:document-{page}", args=[document.public_id])
        for document in secrets.documents
        for page in ("edit", "archive", "restore")
    ]
    targets += [
        reverse(f"crm:selection-{page}", args=[selection.public_id])
        for selection in secrets.selections[::2]
        for page in ("edit", "archive", "restore", "add", "take-out", "freeze")
    ]
    targets += [
        reverse("followups:selection-plan", args=[selection.public_id])
        for selection in secrets.selections[::2]
    ]

    for target in targets:
        response = client.post(target, {"title": "Mine now", "version": "1"})

        assert response.status_code == (404 if role in people else 302), target
        assert words_in(response, secrets) == set()
    assert stored() == before


def stored():
    models = (FollowUp, Document, Selection)
    rows = [list(model.objects.order_by("pk").values()) for model in models]
    return rows, Change.objects.count()


def meeting(**fields):
    """What somebody else sends to plan a meeting in the middle of the secret ones."""
    return {
        "form_key": str(uuid.uuid4()),
        "title": "Overlap",
        "date": "2026-06-10",
        "start": "13:00",
        "end": "14:00",
        **fields,
    }


def test_a_conflict_with_something_private_tells_the_time_and_nothing_else(client, people, secrets):
    client.force_login(people["colleague"])

    data = meeting(participants_text="Owner Solberg")
    response = client.post(
        reverse("followups:follow-up-create", args=["appointment"]), data, follow=True
    )

    assert people["colleague"].followups.count() == 1
    assert words_in(response, secrets) == set()


def test_a_room_taken_by_something_private_tells_the_time_and_nothing_else(client, people, secrets):
    room = make_resource("Storsalen")
    links = {"company": secrets.company}
    word = "quokkaroom"
    plant(word, "timed", people["owner"], links, invited(resources=[room.pk]), visibility="owner")
    secrets.allowed[word] = {"owner"}
    client.force_login(people["colleague"])

    data = meeting(resources_text="Storsalen")
    response = client.post(reverse("followups:follow-up-create", args=["appointment"]), data)

    assert response.status_code == 409
    assert "Storsalen" in response.text
    assert words_in(response, secrets) == set()


@pytest.mark.parametrize(
    "address",
    [
        "/admin/crm/company/?followups__title__startswith=Confidential",
        "/admin/crm/user/?followups__title__startswith=Confidential",
        "/admin/followups/followuptype/?followups__title__startswith=Confidential",
        "/admin/followups/resource/?claims__followup__title__startswith=Confidential",
    ],
)
def test_an_administrator_cannot_ask_by_the_back_door_of_another_list(
    client, people, secrets, address
):
    client.force_login(people["administrator"])

    assert client.get(address).status_code in (302, 400)
