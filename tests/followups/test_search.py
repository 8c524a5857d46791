"""One field finds customers, sales, projects, follow-ups and documents, as far as one may see."""

import pytest

from tests.factories import (
    NOW,
    make_appointment,
    make_company,
    make_document,
    make_group,
    make_person,
    make_project,
    make_sale,
    make_task,
    make_user,
)

pytestmark = pytest.mark.django_db


def search(client, words, **query):
    return client.get("/search/", {"q": words} | query)


def test_every_kind_of_thing_is_found_in_its_group(as_ingrid, ingrid):
    company = make_company("Moonbeam Ladders Ltd", city="Slantwick")
    make_person("Moona", "Rung", company=company, title="Buyer")
    make_sale("Moon lift", company=company)
    make_project("Moon expo")
    make_task(ingrid, title="Send the moon brochure", due_on="2026-06-12", company=company)
    make_document(title="Moon quote Q-1")
    html = search(as_ingrid, "moon").text

    groups = ["Companies", "Contacts", "Sales", "Projects", "Follow-ups", "Documents"]
    places = [html.index(f'-h">{group}</h2>') for group in groups]
    assert places == sorted(places)
    for found in (
        "Moonbeam Ladders Ltd",
        "Buyer, Moonbeam Ladders Ltd",
        "Moon lift",
        "Moon expo",
        "Send the moon brochure",
        "due Fri 12 June",
        "Moon quote Q-1",
    ):
        assert found in html, found


@pytest.mark.parametrize("typed", ["Bjørnås", "bjørn", "BJORNAS", "bjornaas", "björnas"])
def test_letters_are_found_however_they_are_typed(as_ingrid, typed):
    make_company("Bjørnås Stiger AS")

    assert "Bjørnås Stiger AS" in search(as_ingrid, typed).text


def test_words_of_the_agenda_the_notes_and_the_place_are_found(as_ingrid, ingrid):
    text = {"agenda": "<p>Steep<b>-street</b> filter</p>", "internal_notes": "<p>Wants tea</p>"}
    make_appointment(ingrid, title="Visit", location="Dock 7", **text)

    for typed in ("steep street", "tea", "dock 7", "visit tea"):
        assert ">Visit</a>" in search(as_ingrid, typed).text, typed
    assert ">Visit</a>" not in search(as_ingrid, "coffee").text


def test_what_one_may_not_see_is_not_found_and_not_counted(as_ingrid, ingrid, lars):
    make_task(lars, title="Secret offer", visibility="owner")
    make_task(lars, title="Secret plan", visibility="group", visible_group=make_group("Two"))
    thrown = make_task(ingrid, title="Secret thrown away")
    as_ingrid.post(f"/followups/{thrown.public_id}/delete/")
    as_ingrid.get("/companies/")  # its toast names it

    for query in ({}, {"in": "followups"}, {"format": "options"}):
        html = search(as_ingrid, "secret", **query).text
        assert not [title for title in ("offer", "plan", "thrown") if f"Secret {title}" in html]


def test_a_group_of_ones_own_finds_what_it_may_see(as_ingrid, ingrid, lars):
    group = make_group("Sales", [ingrid])
    make_task(lars, title="Team secret", visibility="group", visible_group=group)

    assert "Team secret" in search(as_ingrid, "secret").text


def test_what_was_archived_is_no_longer_offered(as_ingrid):
    company = make_company("Moonbeam Ladders Ltd")
    as_ingrid.post(f"/companies/{company.public_id}/archive/")
    as_ingrid.get("/companies/")  # its toast names it

    assert "Moonbeam" not in search(as_ingrid, "moon").text


def test_more_than_a_few_follow_ups_stand_on_pages_of_their_own(as_ingrid, ingrid):
    for number in range(30):
        make_task(ingrid, title=f"Ring {number:02}", due_on=f"2026-07-{number % 28 + 1:02}")

    short = search(as_ingrid, "ring").text
    assert short.count("data-dialog>Ring") == 5
    assert 'href="/search/?q=ring&amp;in=followups"' in short
    first, second = (
        search(as_ingrid, "ring", **{"in": "followups", "page": n}).text for n in (1, 2)
    )
    assert (first.count("data-dialog>Ring"), second.count("data-dialog>Ring")) == (25, 5)
    assert 'rel="next"' in first
    assert 'rel="prev"' in second


def test_more_companies_than_a_few_are_a_link_to_their_list(as_ingrid):
    for number in range(6):
        make_company(f"Moon {number}")

    assert 'href="/companies/?q=moon"' in search(as_ingrid, "moon").text


def test_nothing_found_says_what_may_help(as_ingrid):
    html = search(as_ingrid, "zzz <b>").text

    assert "Nothing fits “zzz &lt;b&gt;”" in html
    assert "Type a name" in search(as_ingrid, "").text


@pytest.mark.parametrize(
    "query", [{"page": "0"}, {"page": "x"}, {"page": "41"}, {"in": "users"}, {"q": "x" * 201}]
)
def test_an_address_that_makes_no_sense_is_refused_in_words(as_ingrid, query):
    answer = as_ingrid.get("/search/", {"q": "moon"} | query)

    assert answer.status_code == 400
    assert "invalid-feedback" in answer.text


def test_options_lead_to_pages_and_forms_and_to_all_that_is_found(as_ingrid, ingrid):
    company = make_company("Moonbeam Ladders Ltd")
    task = make_task(ingrid, title="Moon brochure")
    html = search(as_ingrid, "moon & sun", format="options").text
    assert 'data-go="/search/?q=moon%20%26%20sun"' in html
    html = search(as_ingrid, "moon", format="options").text

    assert f'data-go="/companies/{company.public_id}/"' in html
    assert f'data-go="/followups/{task.public_id}/" data-form' in html


def test_a_search_asks_as_often_whatever_it_finds(as_ingrid, ingrid, django_assert_max_num_queries):
    for number in range(12):
        company = make_company(f"Moon {number}")
        person = make_person("Moon", str(number), company=company)
        sale = make_sale(f"Moon {number}", company=company)
        make_task(ingrid, title=f"Moon {number}", company=company, person=person, sale=sale)

    with django_assert_max_num_queries(9):
        assert search(as_ingrid, "moon").status_code == 200


def test_a_document_is_found_by_those_who_may_see_it_until_it_is_deleted(as_ingrid, ingrid):
    lars = make_user()
    make_document(title="Moon takeover", owner=lars, visibility="owner")
    make_document(title="Moon ladder", owner=ingrid, archived_at=NOW)
    document = make_document(title="Moon quote", owner=lars)

    page = search(as_ingrid, "moon").text

    assert f"/documents/{document.public_id}/" in page
    assert "takeover" not in page
    assert "Moon ladder" not in page
