"""The pages of an import: what they show, keep and refuse; waiting for the worker."""

import datetime

import pytest
from django.urls import reverse

from crm import tasks
from crm.importing import working
from crm.models import Company, Import, RefusedLine
from tests.factories import NOW, make_company, make_user

COMPANIES = "Name;Telefon;Whatever\nMoonbeam;22334455;a\nFjell;;b\nSunbeam;;c\nRung;;d\n"


def test_columns_are_guessed_and_shown_with_three_samples(steps, client):
    source = steps.uploaded(COMPANIES)

    page = client.get(f"/import/{source.public_id}/", follow=True).text

    assert source.matching == ["name", "phone", ""]
    assert "Moonbeam · Fjell · Sunbeam" in page
    assert "Rung" not in page
    assert '<option value="phone" selected>Phone</option>' in page
    assert '<option value="" selected>Leave out</option>' in page


def test_the_matching_of_the_last_file_with_these_headings_is_remembered(steps, client):
    steps.matched(steps.uploaded(COMPANIES), Whatever="category")

    assert steps.uploaded(COMPANIES).matching == ["name", "phone", "category"]
    assert steps.uploaded(COMPANIES, kind="both").matching == ["full_name", "phone", ""]
    assert steps.uploaded(COMPANIES.replace("Whatever", "What")).matching == ["name", "phone", ""]


def test_two_columns_for_one_field_are_refused_by_name(steps):
    response = steps.match(steps.uploaded(COMPANIES), Whatever="name")

    assert response.status_code == 400
    assert "“Name” fills the same" in response.text
    assert '<option value="name" selected>Name</option>' in response.text


@pytest.mark.parametrize(
    ("kind", "changed", "told"),
    [
        ("companies", {"Name": ""}, "the name of the company"),
        ("both", {"Name": ""}, "the name of the contact"),
        ("both", {"Whatever": "company.city"}, "the name of the company"),
    ],
)
def test_without_a_name_there_is_nothing_to_import(steps, kind, changed, told):
    response = steps.match(steps.uploaded(COMPANIES, kind=kind), **changed)

    assert response.status_code == 400
    assert told in response.text


def test_a_field_that_is_none_is_refused(steps):
    assert steps.match(steps.uploaded(COMPANIES), Whatever="password").status_code == 400


def test_the_preview_counts_and_shows_the_first_lines_and_writes_nothing(steps, client):
    make_company("Sunbeam AS")
    source = steps.matched(steps.uploaded(COMPANIES + ";;\nMoonbeam AS;;\n=1+1;;"))

    page = client.get(f"/import/{source.public_id}/", follow=True).text

    assert source.checked["counts"] == {
        "new": 3,
        "duplicate": 1,
        "twice": 1,
        "refused": 1,
        "companies": 0,
    }
    assert "<td>Moonbeam</td><td>22334455</td>" in page
    assert "same name" in page
    assert "This is a formula" in page
    assert Company.objects.count() == 1


def test_columns_can_be_changed_after_the_preview(steps, client):
    source = steps.matched(steps.uploaded(COMPANIES))

    steps.matched(source, Telefon="")

    assert source.checked["columns"] == ["name"]


@pytest.mark.parametrize(
    ("choice", "data"),
    [("everything", {}), ("", {}), ("skip", {"owner": "x"}), ("skip", {"line_2": "burn"})],
)
def test_a_choice_that_is_none_is_refused(steps, choice, data):
    make_company("Moonbeam")
    source = steps.matched(steps.uploaded(COMPANIES))

    assert steps.run(source, choice, **data).status_code == 400
    assert Company.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "The file is empty"),
        (b"<html>", "This is a web page"),
        (b"PK\x03\x04", "cannot be read"),
        (b"Name\n" + b"x" * 1024 * 1024 * 11, "too large"),
    ],
)
def test_a_file_that_is_not_taken_is_told_so(steps, content, told):
    response = steps.upload(content)

    assert response.status_code == 400
    assert told in response.text
    assert "data-errors" in response.text
    assert not Import.objects.exists()


def test_no_file_and_no_kind_are_told(client, ingrid):
    page = client.post("/import/", {}).text

    assert "Choose a file." in page
    assert "This field is required." in page


def test_an_import_that_is_not_wanted_is_forgotten_with_its_file(steps, client, tmp_path):
    source = steps.uploaded(COMPANIES)

    response = client.post(f"/import/{source.public_id}/discard/")

    assert response["Location"] == "/import/"
    assert not Import.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_was_imported_is_listed_and_cannot_be_forgotten(steps, client):
    source = steps.imported(COMPANIES)

    assert client.post(f"/import/{source.public_id}/discard/").status_code == 404
    assert "customers.csv" in client.get("/import/").text


class Queue:
    """Takes what the worker is given, and lets it lie."""

    def __init__(self):
        self.given = []
        self.call_local = tasks.carry_on.call_local

    def __call__(self, *job):
        self.given.append(job)


@pytest.fixture
def waiting(monkeypatch):
    """The names and keys that the worker is given."""
    queue = Queue()
    monkeypatch.setattr(working, "AT_ONCE", 0)
    monkeypatch.setattr(tasks, "carry_on", queue)
    return queue.given


def test_a_long_file_waits_for_the_worker_and_tells_how_far_it_is(steps, client, waiting):
    source = steps.matched(steps.uploaded(COMPANIES))
    assert (source.status, waiting) == ("checking", [("import", source.pk)])
    tasks.carry_on.call_local(*waiting.pop())
    steps.run(source)
    Import.objects.update(done=2)

    page = client.get(f"/import/{source.public_id}/").text

    assert waiting == [("import", source.pk)]
    assert "<live-progress>" in page
    assert '<progress max="100" value="50"' in page
    assert 'href="{}"'.format(f"/import/{source.public_id}/") in page


def test_what_a_worker_left_lying_is_taken_up_again(steps, waiting):
    source = steps.matched(steps.uploaded(COMPANIES))
    waiting.clear()

    tasks.take_up_again.call_local()
    assert waiting == []
    Import.objects.update(beat_at=NOW - datetime.timedelta(minutes=6))
    tasks.take_up_again.call_local()

    assert waiting == [("import", source.pk)]


def test_a_queue_that_does_not_answer_loses_nothing(steps, monkeypatch, caplog):
    def broken(*job):
        raise ConnectionError

    monkeypatch.setattr(working, "AT_ONCE", 0)
    monkeypatch.setattr(tasks, "carry_on", broken)

    source = steps.matched(steps.uploaded(COMPANIES))

    assert source.status == "checking"
    assert "The queue does not answer" in caplog.text


def test_the_worker_speaks_the_language_of_who_asked(steps, ingrid):
    ingrid.preferences.language = "nb"
    ingrid.preferences.save()

    steps.imported("Navn;Telefon\n;22334455\n")

    assert RefusedLine.objects.get().reason == "Navnet på firmaet mangler."


def test_what_nobody_went_on_with_is_forgotten_after_a_day(steps, tmp_path, time_machine):
    steps.uploaded(COMPANIES)
    done = steps.imported(COMPANIES + "=1;;")
    time_machine.move_to(NOW + datetime.timedelta(hours=25), tick=False)

    assert tasks.clear_files.call_local() == 1

    assert list(Import.objects.all()) == [done]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert RefusedLine.objects.count() == 1
    time_machine.move_to(NOW + datetime.timedelta(days=31), tick=False)
    tasks.clear_files.call_local()
    assert RefusedLine.objects.count() == 0


def test_the_lists_of_companies_and_contacts_lead_to_the_import(client, ingrid):
    assert "/import/?kind=companies" in client.get("/companies/").text
    assert "/import/?kind=both" in client.get("/contacts/").text
    assert "/import/?kind" not in client.get("/sales/").text
    assert reverse("crm:import-start") in client.get("/diary/week/").text


def test_the_kind_that_the_list_asked_for_is_chosen(client, ingrid):
    page = client.get("/import/?kind=both").text

    assert page.count("checked") == 1
    assert (
        'value="both" class="form-check-input"' in page
        or "checked" in page.split('value="both"')[1][:80]
    )
    assert client.get("/import/?kind=nonsense").status_code == 200


def test_the_pages_ask_little(steps, client, django_assert_max_num_queries):
    for number in range(30):
        make_company(f"Company {number}")
    rows = "".join(f"Company {number}\n" for number in range(60))
    source = steps.matched(steps.uploaded(f"Name\n{rows}"))

    with django_assert_max_num_queries(10):
        client.get(f"/import/{source.public_id}/preview/")
    steps.run(source)
    with django_assert_max_num_queries(8):
        client.get(f"/import/{source.public_id}/")
    with django_assert_max_num_queries(6):
        client.get("/import/")


def test_a_deactivated_colleague_is_offered_as_owner_no_more(steps, client):
    make_user("gone", first_name="Gone", is_active=False)
    source = steps.matched(steps.uploaded(COMPANIES))

    assert "Gone" not in client.get(f"/import/{source.public_id}/preview/").text
