"""Everything that one may see, as files: right, readable elsewhere, and nothing of others."""

import csv
import datetime
import io
import json
import zipfile
from decimal import Decimal

import pytest
from django.urls import reverse

from crm import tasks
from crm.full_export import making
from crm.importing import vcards as cards
from crm.models import FullExport, ProjectMember
from followups import changes
from followups.models import Link
from tests.factories import (
    NOW,
    choice_of,
    make_appointment,
    make_company,
    make_document,
    make_field,
    make_file,
    make_group,
    make_person,
    make_project,
    make_resource,
    make_sale,
    make_selection,
    make_task,
    make_user,
    type_of,
)

EXPORT = "/export/"


@pytest.fixture
def ingrid(client, db, settings, tmp_path, time_machine):
    time_machine.move_to(NOW, tick=False)
    settings.MEDIA_ROOT = tmp_path
    user = make_user("ingrid")
    client.force_login(user)
    return user


def exported(client):
    """The archive, made and downloaded."""
    assert client.post(EXPORT)["Location"] == EXPORT
    export = FullExport.objects.latest("pk")
    assert export.status == "ready", export.trouble
    response = client.get(reverse("crm:full-export-download", args=[export.public_id]))
    assert response["Content-Disposition"].startswith("attachment")
    return zipfile.ZipFile(io.BytesIO(response.getvalue()))


def rows_of(archive, name):
    """The rows of a table, which CSV and JSON tell alike."""
    text = archive.read(f"{name}.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    as_json = json.loads(archive.read(f"{name}.json"))
    assert [row["id"] for row in rows] == [row["id"] for row in as_json]
    return rows, as_json


def test_an_empty_installation_gives_empty_tables(client, ingrid):
    archive = exported(client)

    names = {"companies", "contacts", "sales", "projects", "documents", "follow-ups"}
    names.add("selections")
    files = {f"{name}.{kind}" for name in names for kind in ("csv", "json")}
    assert set(archive.namelist()) == files | {"README.md", "contacts.vcf"}
    assert all(rows_of(archive, name) == ([], []) for name in names)


def test_records_are_there_with_all_they_say_and_the_ids_that_tie_them(client, ingrid):
    company = make_company("Moonbeam", number="987654321", owner=ingrid)
    person = make_person("Penny", "Rung", company=company, archived_at=NOW)
    make_sale("Vans", company=company, person=person, amount=Decimal("38500.50"))
    project = make_project("Expo", company=company)
    ProjectMember.objects.create(project=project, user=ingrid, role="Lead")

    archive = exported(client)

    row = rows_of(archive, "companies")[0][0]
    assert (row["name"], row["number"], row["owner"]) == ("Moonbeam", "987654321", "Ingrid Solberg")
    row = rows_of(archive, "contacts")[0][0]
    assert (row["company"], row["company_id"]) == ("Moonbeam", str(company.public_id))
    assert row["archived_at"] == "2026-06-10T09:20:00+00:00"
    rows, as_json = rows_of(archive, "sales")
    assert (rows[0]["amount"], as_json[0]["amount"]) == ("38500.50", "38500.50")
    assert (rows[0]["person_id"], rows[0]["sale_on"]) == (str(person.public_id), "2026-06-30")
    rows, as_json = rows_of(archive, "projects")
    assert rows[0]["members"] == "Ingrid Solberg (Lead)"
    assert as_json[0]["members"] == [{"name": "Ingrid Solberg", "role": "Lead"}]


def test_follow_ups_are_there_with_notes_participants_and_links(client, ingrid):
    lars, room = make_user("lars", first_name="Lars", last_name="Brekke"), make_resource("Room")
    document = make_document(owner=ingrid)
    meeting = make_appointment(
        ingrid,
        users=[lars],
        resources=[room],
        agenda="<p>First</p><ul><li>one</li></ul>",
        internal_notes="<p>Bring keys</p>",
    )
    Link.objects.create(followup=meeting, document=document)
    Link.objects.create(followup=meeting, url="https://agenda.example/")

    rows, as_json = rows_of(exported(client), "follow-ups")

    assert rows[0]["starts_at"] == "2026-06-10T11:00:00+00:00"
    assert rows[0]["internal_notes"] == "Bring keys"
    assert "<" not in rows[0]["agenda"]
    assert rows[0]["participants"] == (
        "Ingrid Solberg (organiser, accepted); Lars Brekke (required, needs_action); "
        "Room (resource, accepted)"
    )
    assert as_json[0]["links"] == [
        {"name": "Quote Q-1", "kind": "document"},
        {"name": "https://agenda.example/", "kind": "url"},
    ]


@pytest.fixture
def hidden(ingrid):
    """What is not for Ingrid, each with a secret word; what it hangs on is."""
    lars = make_user("lars", first_name="Lars", last_name="Brekke")
    board = make_group("Board", [lars])
    own = make_task(ingrid, title="Own task")
    secret = make_appointment(
        lars, title="quokka", location="quokka", agenda="<p>quokka</p>", visibility="owner"
    )
    make_task(lars, title="quokka group", visibility="group", visible_group=board)
    document = make_file(
        "quokka", name="quokka.txt", content=b"quokka", owner=lars, visibility="owner"
    )
    make_file("Deleted quokka", name="q.txt", content=b"quokka", owner=ingrid, archived_at=NOW)
    trashed = make_task(ingrid, title="Trashed quokka")
    trashed.trash(NOW, ingrid)
    changes.change(trashed, verb="delete", by=ingrid, at=NOW)
    Link.objects.create(followup=own, document=document)
    Link.objects.create(followup=own, other=secret)
    return lars


def words_of(archive):
    return b"".join(name.encode() + archive.read(name) for name in archive.namelist())


def test_what_one_may_not_see_is_not_in_the_archive(client, ingrid, hidden):
    archive = exported(client)

    assert b"quokka" not in words_of(archive)
    rows, _as_json = rows_of(archive, "follow-ups")
    assert [(row["title"], row["links"]) for row in rows] == [("Own task", "")]
    assert b"follow-ups.json): 1" in archive.read("README.md")


def test_one_who_may_see_it_has_it(client, ingrid, hidden):
    client.force_login(hidden)

    archive = exported(client)

    titles = {row["title"] for row in rows_of(archive, "follow-ups")[0]}
    assert titles == {"Own task", "quokka", "quokka group"}
    path = rows_of(archive, "documents")[0][0]["path"]
    assert archive.read(path) == b"quokka"


def test_an_archive_is_for_its_maker_alone(client, ingrid):
    exported(client)
    export = FullExport.objects.get()
    client.force_login(make_user("admin", is_staff=True, is_superuser=True))

    for page, ask in (("download", client.get), ("discard", client.post)):
        assert ask(reverse(f"crm:full-export-{page}", args=[export.public_id])).status_code == 404
    assert "Download that of" not in client.get(EXPORT).text


def test_the_cards_are_read_back_as_they_were(client, ingrid):
    company = make_company("Fjell; Fjord, AS", address="Gate 1", postcode="0026", city="Ås")
    text = "Ærlig talt " * 8
    make_person("Bjørn", "Åsen", company=company, title=text.strip(), mobile="900 11 222")
    make_person("Gone", "Away", archived_at=NOW)

    vcf = exported(client).read("contacts.vcf").decode()

    assert all(len(line.encode()) <= 75 for line in vcf.splitlines())
    head, *lines = [line.cells for line in cards.lines(vcf)]
    assert len(lines) == 1
    said = dict(zip(head, lines[0], strict=True))
    assert (said["First name"], said["Last name"]) == ("Bjørn", "Åsen")
    assert (said["Company"], said["City"]) == ("Fjell; Fjord, AS", "Ås")
    assert (said["Job title"], said["Mobile"]) == (text.strip(), "900 11 222")


def test_no_text_becomes_a_formula_and_json_tells_it_as_it_is(client, ingrid):
    make_company("=cmd()")

    rows, as_json = rows_of(exported(client), "companies")

    assert (rows[0]["name"], as_json[0]["name"]) == ("'=cmd()", "=cmd()")


def test_a_file_that_is_lost_on_the_disk_leaves_its_row(client, ingrid, tmp_path):
    document = make_file(owner=ingrid)
    document.file.storage.delete(document.file.name)

    rows, _as_json = rows_of(exported(client), "documents")

    assert rows[0]["file_name"] == "quote.pdf"


def test_it_is_made_once_at_a_time_and_tells_how_far_it_is(client, ingrid, monkeypatch):
    given = []
    monkeypatch.setattr(tasks, "carry_on", lambda *job: given.append(job))

    client.post(EXPORT)
    client.post(EXPORT)
    FullExport.objects.update(done=1, total=4)

    assert len(given) == 1
    page = client.get(EXPORT).text
    assert '<progress max="100" value="25"' in page
    assert "Make an export" not in page


def test_one_that_is_not_wanted_any_more_stops(client, ingrid, monkeypatch, tmp_path):
    given = []
    monkeypatch.setattr(tasks, "carry_on", lambda *job: given.append(job))
    client.post(EXPORT)
    export = FullExport.objects.get()
    client.post(reverse("crm:full-export-discard", args=[export.public_id]))

    making.work(export, lambda: NOW)

    assert not FullExport.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_it_is_deleted_after_a_day(client, ingrid, tmp_path, time_machine):
    exported(client)
    time_machine.move_to(NOW + datetime.timedelta(hours=23), tick=False)
    assert tasks.clear_files.call_local() == 0
    time_machine.move_to(NOW + datetime.timedelta(hours=25), tick=False)

    assert tasks.clear_files.call_local() == 1

    assert not FullExport.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_failure_is_told_on_the_page(client, ingrid, monkeypatch):
    def fails(*arguments):
        raise OSError("disk full")

    monkeypatch.setattr(making, "keep", fails)

    client.post(EXPORT)

    page = client.get(EXPORT).text
    assert "Something went wrong on our side" in page
    assert "disk full" not in page


def test_it_asks_as_often_for_many_as_for_few(client, ingrid, django_assert_max_num_queries):
    lars = make_user("lars")
    company = make_company()
    for number in range(20):
        person = make_person(f"Penny {number}", company=company)
        task = make_task(ingrid, users=[lars], title=f"Task {number}", person=person)
        Link.objects.create(followup=task, sale=make_sale(company=company, person=person))

    with django_assert_max_num_queries(45):
        client.post(EXPORT)

    assert FullExport.objects.get().done == 20 * 4 + 1


def test_the_fields_of_an_administrator_are_there_in_open_formats(client, ingrid):
    size = make_field("company", "decimal", "Height")
    seen = make_field("company", "date", "Visited")
    ways = make_field("company", "choices", "Ways", choices=["Letter", "Visit", "Fair"])
    happy = make_field("company", "tick", "Happy")
    make_field("company", "text", "Gone", is_active=False)
    chosen = {choice_of(ways, "Letter"): True, choice_of(ways, "Fair"): True}
    values = {size.key: "2.5", seen.key: "2026-06-10", ways.key: chosen, happy.key: True}
    make_company("Moonbeam", custom=values)
    make_company("Sunbeam")

    archive = exported(client)

    (row, bare), (said, bare_said) = rows_of(archive, "companies")
    names = [f"custom.{name}" for name in ("Height", "Visited", "Ways", "Happy")]
    assert [row[name] for name in names] == ["2.5", "2026-06-10", "Letter; Fair", "True"]
    assert [bare[name] for name in names] == ["", "", "", "False"]
    assert said["custom.Ways"] == [{"name": "Letter"}, {"name": "Fair"}]
    assert (said["custom.Happy"], bare_said["custom.Visited"]) == (True, None)
    assert "custom.Gone" not in row
    assert "- `custom.Height`: Height (Decimal number)" in archive.read("README.md").decode()


def test_a_follow_up_has_the_fields_of_its_type(client, ingrid):
    task, call = type_of("task"), type_of("call")
    field = make_field("followup", name="Reference", types=[call])
    make_task(ingrid, type=task, custom={field.key: "R-1"})

    rows, _as_json = rows_of(exported(client), "follow-ups")

    assert rows[0]["custom.Reference"] == ""


def test_the_note_of_a_card_has_the_fields_of_an_administrator(client, ingrid):
    field = make_field("person", name="Nickname")
    make_person("Penny", "Rung", custom={field.key: "Penny; the climber"})

    card = exported(client).read("contacts.vcf").decode()

    assert "NOTE:Nickname: Penny\\; the climber" in card


def test_selections_are_there_with_those_picked_by_hand(client, ingrid):
    company = make_company("Moonbeam")
    make_selection("Invited", members=[company], owner=ingrid)
    make_selection("In Oslo", query="q=oslo")
    make_selection("Secret", visibility="owner", owner=make_user())

    (picked, searched), (said, _other) = rows_of(exported(client), "selections")

    assert picked["members"] == f"Moonbeam ({company.public_id})"
    assert said["members"] == [{"name": "Moonbeam", "id": str(company.public_id)}]
    assert (searched["name"], searched["query"], searched["members"]) == ("In Oslo", "q=oslo", "")
