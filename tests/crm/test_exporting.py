import csv
import datetime
import io
import re
import zipfile
from decimal import Decimal

import pytest
from django.urls import reverse

from crm import exporting
from tests.factories import make_company, make_person, make_project, make_sale, make_user


@pytest.fixture(autouse=True)
def ingrid(db, client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


def exported(client, name, kind="csv", **query):
    return client.get(reverse(f"crm:{name}-export", args=[kind]), query)


def rows_of(response, delimiter=","):
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_a_list_is_exported_as_it_is_narrowed_and_in_its_order(client, ingrid):
    make_company("Østfold", city="Halden", owner=ingrid)
    make_company("Ærlig", owner=ingrid)
    make_company("Of nobody")

    response = exported(client, "company", owner="me", sort="-name")

    head, *rows = rows_of(response)
    assert head[:3] == ["Name", "Company number", "Category"]
    assert [row[0] for row in rows] == ["Østfold", "Ærlig"]
    assert dict(zip(head, rows[0], strict=True))["City"] == "Halden"
    assert response["Content-Disposition"] == 'attachment; filename="companies.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_links_choices_amounts_and_dates_are_written_in_words(client, ingrid):
    company = make_company("Moonbeam")
    make_sale(
        "Routing",
        company=company,
        person=make_person("Penny", "Rung"),
        status="stalled",
        amount=Decimal("38500.50"),
        reopen_on=datetime.date(2026, 9, 1),
        owner=ingrid,
    )

    head, row = rows_of(exported(client, "sale"))

    told = dict(zip(head, row, strict=True))
    assert told["Company"] == "Moonbeam"
    assert told["Contact"] == "Penny Rung"
    assert told["Status"] == "Stalled"
    assert told["Amount"] == "38500.50"
    assert told["Re-open date"] == "2026-09-01"
    assert told["Owner"] == "Ingrid Solberg"


def test_a_norwegian_reader_gets_what_a_norwegian_spreadsheet_expects(client, ingrid):
    ingrid.preferences.language = "nb"
    ingrid.preferences.save()
    make_sale("Routing", amount=Decimal("38500.50"))

    head, row = rows_of(exported(client, "sale"), delimiter=";")

    assert dict(zip(head, row, strict=True))["Beløp"] == "38500,50"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3+cmd", "'-2+3+cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("+47 22 00 11 22", "+47 22 00 11 22"),
        ("Moonbeam = best", "Moonbeam = best"),
    ],
)
def test_no_text_becomes_a_formula_in_csv(typed, written):
    assert exporting.plain(typed) == written


def test_texts_are_texts_in_a_spreadsheet_and_numbers_numbers(client):
    make_company('=HYPERLINK("https://evil.example")', website="https://moonbeam.example")
    make_sale("Routing", amount=Decimal("38500.50"))

    companies, sales = (
        zipfile.ZipFile(io.BytesIO(exported(client, name, "xlsx").getvalue()))
        for name in ("company", "sale")
    )

    sheet = companies.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert "=HYPERLINK(" in sheet
    assert re.search(r"<v>38500\.50?</v>", sales.read("xl/worksheets/sheet1.xml").decode())


def test_there_are_no_other_kinds_of_file(client):
    assert exported(client, "company", "pdf").status_code == 404
    assert exported(client, "company", sort="password").status_code == 404


def test_more_than_a_file_holds_is_refused_in_words(client, monkeypatch):
    monkeypatch.setattr(exporting, "MOST", 1)
    for number in range(2):
        make_project(f"Project {number}")

    response = client.get(reverse("crm:project-export", args=["csv"]), {"q": "p"}, follow=True)

    assert response.redirect_chain == [("/projects/?q=p", 302)]
    assert "A file holds at most 1 rows" in response.text


def test_an_export_asks_as_often_for_many_as_for_one(client, ingrid, django_assert_max_num_queries):
    for number in range(30):
        make_person(f"Penny {number}", company=make_company(f"Company {number}"), owner=ingrid)

    with django_assert_max_num_queries(5):
        assert len(rows_of(exported(client, "person"))) == 31
