"""From a file to records and back: what is made, updated, skipped, refused and undone."""

import csv
import io
import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from crm.importing import working, writing
from crm.models import Company, Import, Person, RefusedLine, User
from tests.crm.importing.conftest import Steps, may_import
from tests.factories import make_company, make_person, make_user

COMPANIES = """Name;Org nr;Phone;E-mail;Website;City
Moonbeam Ladders AS;987 654 321;22 33 44 55;post@moonbeam.example;moonbeam.example;Oslo
Fjell & Fjord;;;;;Tromsø
"""
BOTH = """First name;Last name;Company;Company phone;Mobile
Penny;Rung;Moonbeam;22334455;90011222
Kari;Åsen;Moonbeam AS;;
Ola;Hansen;;;
"""


def told(source):
    return {
        name: getattr(source, name)
        for name in ("made", "companies_made", "updated", "skipped", "refused")
        if getattr(source, name)
    }


def test_companies_are_made_as_the_file_says_and_belong_to_the_importer(steps, ingrid):
    source = steps.imported(COMPANIES)

    assert source.status == "done"
    assert told(source) == {"made": 2}
    company = Company.objects.get(number="987 654 321")
    assert (company.name, company.owner) == ("Moonbeam Ladders AS", ingrid)
    assert company.website == "https://moonbeam.example"
    assert "22334455" in company.search_key
    assert company.sort_key == "moonbeam ladders as"
    row = company.history.get()
    assert (row.history_user, row.history_change_reason) == (ingrid, str(source.batch))


def test_what_is_imported_belongs_to_the_colleague_one_chooses(steps):
    lars = make_user("lars", first_name="Lars")

    steps.imported(COMPANIES, data={"owner": lars.public_id})

    assert {company.owner for company in Company.objects.all()} == {lars}


def test_contacts_are_tied_to_companies_that_are_here_and_to_new_ones(steps):
    here = make_company("Moonbeam Ltd")

    source = steps.imported(BOTH.replace("Kari;Åsen;Moonbeam AS", "Kari;Åsen;Fjell"), kind="both")

    assert told(source) == {"made": 3, "companies_made": 1}
    companies = {str(person): person.company for person in Person.objects.all()}
    assert companies["Penny Rung"] == here
    assert companies["Kari Åsen"].name == "Fjell"
    assert companies["Ola Hansen"] is None
    here.refresh_from_db()
    assert here.phone == ""  # a company that is here stays as it is


def test_one_new_company_is_made_for_several_contacts(steps):
    source = steps.imported(BOTH, kind="both")

    assert told(source) == {"made": 3, "companies_made": 1}
    assert Person.objects.filter(company=Company.objects.get()).count() == 2


def test_contacts_without_new_companies_are_refused_where_theirs_is_unknown(steps):
    make_company("Moonbeam")

    text = "Name;Company\nPenny Rung;Moonbeam\nOla Hansen;Nowhere Ltd\n"
    source = steps.imported(text, kind="persons")

    assert told(source) == {"made": 1, "refused": 1}
    assert "No company is called “Nowhere Ltd”" in RefusedLine.objects.get().reason
    assert Person.objects.get().last_name == "Rung"


def test_names_in_one_column_are_parted(steps):
    steps.imported('Name\nPenny Rung\n"Åsen, Kari Anne"\nCher\n', kind="both")

    names = {(person.first_name, person.last_name) for person in Person.objects.all()}
    assert names == {("Penny", "Rung"), ("Kari Anne", "Åsen"), ("Cher", "")}


def test_the_address_of_a_contact_without_a_company_is_left_out(steps):
    source = steps.imported("Name;Company;City\nPenny Rung;;Oslo\n", kind="both")

    assert told(source) == {"made": 1}
    assert Person.objects.get().company is None


@pytest.fixture
def moonbeam(ingrid):
    return make_company("Moonbeam Ladders", phone="22334455", city="Bergen")


def test_duplicates_are_skipped_unless_one_chooses_otherwise(steps, moonbeam):
    source = steps.imported(COMPANIES)

    assert told(source) == {"made": 1, "skipped": 1}
    moonbeam.refresh_from_db()
    assert (moonbeam.city, moonbeam.number, moonbeam.version) == ("Bergen", "", 1)


def test_empty_fields_of_duplicates_are_updated(steps, moonbeam):
    source = steps.imported(COMPANIES, choice="fill")

    assert told(source) == {"made": 1, "updated": 1}
    moonbeam.refresh_from_db()
    assert (moonbeam.city, moonbeam.number) == ("Bergen", "987 654 321")
    assert moonbeam.name == "Moonbeam Ladders"


def test_duplicates_are_overwritten_but_for_what_the_file_leaves_empty(steps, moonbeam):
    source = steps.imported("Name;Phone;City\nMoonbeam Ladders AS;;Oslo\n", choice="overwrite")

    assert told(source) == {"updated": 1}
    moonbeam.refresh_from_db()
    assert (moonbeam.name, moonbeam.city) == ("Moonbeam Ladders AS", "Oslo")
    assert moonbeam.phone == "22334455"


def test_duplicates_are_made_anyway(steps, moonbeam):
    source = steps.imported(COMPANIES, choice="create")

    assert told(source) == {"made": 2}
    assert Company.objects.count() == 3


def test_a_line_may_be_treated_otherwise_than_all(steps, moonbeam):
    make_company("Fjell og Fjord", email="x@fjell.example")
    text = COMPANIES.replace("Fjord;;;;", "Fjord;;;x@fjell.example;")

    source = steps.imported(text, choice="skip", data={"line_3": "overwrite"})

    assert told(source) == {"updated": 1, "skipped": 1}
    assert Company.objects.filter(name="Fjell & Fjord").exists()


def test_what_a_file_says_twice_is_made_once(steps):
    text = "Name;E-mail\nMoonbeam;a@b.example\nMoonbeam AS;a@b.example\nSunbeam;a@b.example\n"

    source = steps.imported(text)

    assert told(source) == {"made": 2, "skipped": 1}
    assert {company.name for company in Company.objects.all()} == {"Moonbeam", "Sunbeam"}


def test_a_record_is_changed_once_by_a_file(steps, moonbeam):
    text = "Name;Phone;City\nMoonbeam;22334455;Oslo\nSunbeam;22 33 44 55;Hamar\n"

    source = steps.imported(text, choice="overwrite")

    assert told(source) == {"updated": 1, "skipped": 1}
    moonbeam.refresh_from_db()
    assert (moonbeam.name, moonbeam.city) == ("Moonbeam", "Oslo")


WRONG = """Name;E-mail;Website;Phone
;post@a.example;;
Good;;;
Bad mail;nobody;;
Bad site;;http://;
Long;;;{long}
=1+1;;;
#N/A;;;
Too;many;;;;cells
"""


def test_every_refused_line_is_told_with_column_and_reason(steps, client):
    source = steps.imported(WRONG.format(long="1" * 50))

    assert told(source) == {"made": 1, "refused": 7}
    reasons = {line.number: (line.column, line.reason) for line in source.refused_lines.all()}
    assert reasons[2] == ("", "The name of the company is missing.")
    assert reasons[4][0] == "E-mail"
    assert "valid email" in reasons[4][1]
    assert reasons[5] == ("Website", "Enter a valid URL.")
    assert reasons[6][0] == "Phone"
    assert "This is a formula" in reasons[7][1]
    assert "failed" in reasons[8][1]
    assert "more cells" in reasons[9][1]
    page = client.get(f"/import/{source.public_id}/").text
    assert "Line 4" in page
    assert "Enter a valid URL." in page


def test_refused_lines_are_downloaded_with_the_reason_last_and_no_formula(steps, client):
    source = steps.imported(WRONG.format(long="1" * 50))

    response = client.get(f"/import/{source.public_id}/refused/")

    assert response["Content-Disposition"] == 'attachment; filename="customers-refused.csv"'
    assert response.content.startswith("\ufeff".encode())
    head, *lines = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert head == ["Name", "E-mail", "Website", "Phone", "Reason"]
    assert len(lines) == 7
    assert lines[4][0] == "'=1+1"
    assert lines[1][4].startswith("E-mail: ")


def test_refused_lines_that_were_mended_can_be_sent_again(steps, client):
    source = steps.imported(WRONG.format(long="1" * 50))
    refused = client.get(f"/import/{source.public_id}/refused/").content.decode("utf-8-sig")

    again = steps.imported(refused.replace("nobody", "nobody@a.example"))

    assert Company.objects.filter(email="nobody@a.example").exists()
    assert again.made == 2  # what an apostrophe keeps from being a formula is a text


def test_undo_takes_all_back(steps, moonbeam):
    source = steps.imported(COMPANIES, choice="overwrite")

    response = steps.undo(source)

    assert response.status_code == 303
    source.refresh_from_db()
    assert source.status == "undone"
    moonbeam.refresh_from_db()
    assert (moonbeam.name, moonbeam.city, moonbeam.number) == ("Moonbeam Ladders", "Bergen", "")
    assert list(Company.objects.active()) == [moonbeam]


def test_undo_takes_contacts_and_their_companies_back(steps):
    penny = make_person("Penny", "Rung", mobile="90011222")

    source = steps.imported(BOTH, kind="both", choice="fill")
    penny.refresh_from_db()
    assert penny.company.name == "Moonbeam"
    steps.undo(source)

    penny.refresh_from_db()
    assert penny.company is None
    assert Company.objects.active().count() == 0
    assert list(Person.objects.active()) == [penny]


def test_undo_is_refused_by_name_where_somebody_changed_one_since(steps, client, moonbeam):
    source = steps.imported(COMPANIES, choice="fill")
    lars = make_user("lars", first_name="Lars", last_name="Brekke")
    moonbeam.refresh_from_db()
    moonbeam.email, moonbeam._history_user = "other@moonbeam.example", lars
    moonbeam.save()

    steps.undo(source)

    page = client.get(f"/import/{source.public_id}/").text
    assert "Not undone: Lars Brekke changed “Moonbeam Ladders” since." in page
    assert "Undo the import" in page
    assert Company.objects.active().count() == 2


def test_an_import_is_undone_once(steps):
    source = steps.imported(COMPANIES)
    steps.undo(source)
    rows = Company.history.count()

    steps.undo(source)

    assert Company.history.count() == rows


def test_sent_twice_an_import_runs_once(steps):
    source = steps.imported(COMPANIES)

    again = steps.run(source)

    assert again["Location"] == f"/import/{source.public_id}/"
    assert Company.objects.count() == 2


def test_the_file_is_kept_privately_and_deleted_when_it_is_done(steps, tmp_path):
    source = steps.matched(steps.uploaded(COMPANIES))
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(kept) == 1
    assert re.fullmatch(r"[0-9a-f]{32}", kept[0].name)
    assert kept[0].stat().st_mode & 0o077 == 0

    steps.run(source)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def lines(count, start=0):
    rows = "".join(f"Company {number};c{number}@a.example\n" for number in range(start, count))
    return f"Name;E-mail\n{rows}"


@pytest.mark.parametrize(
    ("kind", "choice"), [("companies", "skip"), ("both", "skip"), ("companies", "fill")]
)
def test_each_chunk_asks_as_often_as_the_one_before(steps, kind, choice, monkeypatch):
    monkeypatch.setattr(writing, "CHUNK", 50)
    if choice == "fill":
        steps.imported(lines(150))

    one, two, three = (queries_of(steps, kind, choice, count) for count in (50, 100, 150))

    assert three - two == two - one
    assert two - one <= 30


def queries_of(steps, kind, choice, count):
    """How many an import of so many lines asks."""
    heads = {"companies": "Name;E-mail;City", "both": "Company;E-mail;First name"}[kind]
    word = f"{count}" if choice == "skip" else ""
    rows = [f"Company {word}{n};c{word}{n}@a.example;Penny {count}" for n in range(count)]
    if choice == "fill":
        Company.objects.update(city="")
    source = steps.matched(steps.uploaded("\n".join([heads, *rows]), kind=kind))
    with CaptureQueriesContext(connection) as asked:
        steps.run(source, choice)
    source.refresh_from_db()
    assert source.updated + source.made == count
    return len(asked)


def test_a_crash_half_way_loses_and_doubles_nothing(steps, monkeypatch):
    monkeypatch.setattr(writing, "CHUNK", 10)
    source = steps.matched(steps.uploaded(lines(35)))
    real, calls = writing.Writer.make, []

    def dies(self, verdicts):
        calls.append(1)
        if len(calls) == 3:
            raise SystemExit
        return real(self, verdicts)

    monkeypatch.setattr(writing.Writer, "make", dies)
    with pytest.raises(SystemExit):
        steps.run(source)
    source.refresh_from_db()
    assert (source.status, source.done, Company.objects.count()) == ("running", 20, 20)
    monkeypatch.setattr(writing.Writer, "make", real)

    working.work(source, timezone.now)

    source.refresh_from_db()
    assert (source.status, told(source)) == ("done", {"made": 35})
    steps.undo(source)
    assert Company.objects.active().count() == 0


def test_a_failure_is_told_and_what_was_written_can_be_undone(steps, client, monkeypatch):
    monkeypatch.setattr(writing, "CHUNK", 10)
    source = steps.matched(steps.uploaded(lines(25)))
    real = writing.Writer.write

    def fails(self, start, drafts, *, at):
        if start == 20:
            raise ValueError("disk full")
        return real(self, start, drafts, at=at)

    monkeypatch.setattr(writing.Writer, "write", fails)
    steps.run(source)

    page = client.get(f"/import/{source.public_id}/").text
    assert "Something went wrong on our side" in page
    assert "disk full" not in page
    assert Company.objects.count() == 20
    steps.undo(source)
    assert Company.objects.active().count() == 0


def test_somebody_elses_import_is_not_found(steps, client):
    source = steps.imported(WRONG.format(long=""))
    client.force_login(may_import(make_user("lars")))

    for page in ("", "columns/", "preview/", "refused/"):
        assert client.get(f"/import/{source.public_id}/{page}").status_code == 404
    for page in ("undo/", "discard/", "columns/", "preview/"):
        assert client.post(f"/import/{source.public_id}/{page}").status_code == 404
    assert "customers.csv" not in client.get("/import/").text


def test_without_the_right_nothing_is_imported(client, ingrid):
    Group.objects.get(name="Everyone").permissions.clear()
    client.force_login(make_user("lars"))

    response = Steps(client).upload(COMPANIES)

    assert response.status_code == 403
    assert not Import.objects.exists()
    page = client.get("/import/")
    assert page.status_code == 200
    assert "Your role does not let you import" in page.text
    assert 'type="file"' not in page.text


def test_everybody_may_import_unless_an_administrator_says_otherwise(ingrid):
    assert make_user("lars").has_perm("crm.import_records")

    Group.objects.get(name="Everyone").permissions.clear()

    assert not User.objects.get(username="lars").has_perm("crm.import_records")
