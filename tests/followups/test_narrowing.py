"""The lists of activities, narrowed by dates, by what is done, by whose they are."""

import pytest

from followups import changes
from tests.factories import (
    NOW,
    make_appointment,
    make_call,
    make_company,
    make_group,
    make_task,
    make_user,
)


@pytest.fixture(autouse=True)
def wednesday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def lars(db):
    return make_user("lars", first_name="Lars", last_name="Brekke")


@pytest.fixture
def ingrid(client, db):
    user = make_user("ingrid")
    client.force_login(user)
    return user


@pytest.fixture
def company(ingrid, lars):
    """Of Ingrid a task on the 1st, completed, and one on the 10th; of Lars a call on the 20th."""
    company = make_company()
    done = make_task(ingrid, title="first", due_on="2026-06-01", company=company)
    changes.tick(done, done=True, by=ingrid, at=NOW)
    make_task(ingrid, title="tenth", due_on="2026-06-10", company=company)
    make_call(lars, title="twentieth", due_on="2026-06-20", company=company)
    make_group("Øst", [lars])
    return company


def titles(page):
    rows = page.split('<td class="t">')[1:]
    return [row.partition("</a>")[0].rpartition(">")[2] for row in rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["twentieth", "tenth", "first"]),
        ("since=2026-06-10", ["twentieth", "tenth"]),
        ("until=2026-06-10", ["tenth", "first"]),
        ("since=2026-06-02&until=2026-06-19", ["tenth"]),
        ("state=open", ["twentieth", "tenth"]),
        ("state=done", ["first"]),
        ("mine=on", ["tenth", "first"]),
        ("whose=brekke", ["twentieth"]),
        ("whose=øst", ["twentieth"]),
        ("whose=ingrid&state=open", ["tenth"]),
        ("show=tasks&state=open", ["tenth"]),
        ("whose=nobody", []),
    ],
)
def test_the_list_of_a_company_is_narrowed(client, company, query, expected):
    page = client.get(f"/companies/{company.public_id}/?{query}").text

    assert sorted(titles(page)) == sorted(expected)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("since=2026-06-05", ["tenth"]),
        ("until=2026-06-05", ["first"]),
        ("state=open", ["tenth"]),
        ("state=done", ["first"]),
    ],
)
def test_all_of_a_diary_is_narrowed_too(client, company, query, expected):
    page = client.get(f"/diary/week/2026-06-10/?card=all&{query}").text

    assert titles(page) == expected


def test_a_narrowed_list_says_how_many_fit(client, company):
    page = client.get(f"/companies/{company.public_id}/?state=open").text

    assert '<span class="count">2</span>' in page
    assert "Show the whole list" in page
    nothing = client.get(f"/companies/{company.public_id}/?whose=nobody").text
    assert "Nothing fits. Choose other dates, or show the whole list." in nothing


def test_to_do_keeps_its_own_rules(client, company):
    page = client.get("/diary/week/2026-06-10/?state=done&since=2026-06-11").text

    assert titles(page) == ["tenth", "first"]


def test_what_is_hidden_is_not_counted(client, company, lars):
    make_appointment(lars, company=company, visibility="owner")

    page = client.get(f"/companies/{company.public_id}/?whose=lars").text

    assert '<span class="count">1</span>' in page


@pytest.mark.parametrize("query", ["since=2026-02-30", "until=x", "state=y", "whose=%20", "mine="])
def test_what_makes_no_sense_narrows_nothing(client, company, query):
    page = client.get(f"/companies/{company.public_id}/?{query}").text

    assert len(titles(page)) == 3


def test_a_form_that_nobody_filled_speaks_the_language_of_each_reader(client, company, ingrid):
    address = f"/companies/{company.public_id}/"

    in_english = client.get(address).text
    ingrid.preferences.language = "nb"
    ingrid.preferences.save()
    in_norwegian = client.get(address).text

    assert '<label class="form-label" for="narrowing_since">From</label>' in in_english
    assert '<label class="form-label" for="narrowing_since">Fra</label>' in in_norwegian


def test_a_date_chosen_once_does_not_stay_in_the_form(client, company):
    address = f"/companies/{company.public_id}/"

    narrowed = client.get(f"{address}?since=2026-01-02").text
    whole = client.get(address).text

    assert 'value="2026-01-02"' in narrowed
    assert "2026-01-02" not in whole


def test_the_form_keeps_the_rest_of_the_address(client, company):
    page = client.get("/diary/week/2026-06-10/?card=all&show=tasks&since=2026-06-05&page=1").text
    form = page[page.index('id="narrowing"') :].partition("</form>")[0]

    assert 'name="card" value="all"' in form
    assert 'name="show" value="tasks"' in form
    assert 'name="page"' not in form
    assert 'value="2026-06-05"' in form
