import datetime
import re

import pytest
import time_machine
from django.urls import reverse

from followups import changes
from followups.activities import PAGE
from followups.models import FollowUp
from tests.factories import (
    NOW,
    make_appointment,
    make_company,
    make_person,
    make_selection,
    make_task,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ingrid(client):
    user = make_user()
    client.force_login(user)
    return user


def card(client, **query):
    page = client.get("/diary/week/2026-06-10/", query).content.decode()
    return page[page.index('id="activities"') :].split('<aside class="side"')[0]


def test_an_overdue_task_says_for_how_long_in_words(client, ingrid):
    make_task(ingrid, due_on="2026-06-08", title="Send the quote")

    html = card(client)

    assert "2 days overdue" in html
    assert 'class="over"' in html


def test_overdue_ones_are_not_marked_when_one_prefers_so(client):
    calm = make_user(marks_overdue=False)
    client.force_login(calm)
    make_task(calm, due_on="2026-06-08")

    assert 'class="over"' not in card(client)


def test_owner_only_ones_are_marked_for_italics(client, ingrid):
    make_task(ingrid, visibility="owner")

    assert 'class="own"' in card(client)


def test_what_people_write_is_escaped(client, ingrid):
    company = make_company("<b>Ltd")
    make_task(
        ingrid,
        title="<script>alert(1)</script>",
        company=company,
        person=make_person('"><img', company=company),
    )

    html = card(client)

    assert "<script>alert" not in html
    assert "<b>Ltd" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_colleagues_list_has_no_ticks_for_what_is_theirs(client, ingrid):
    lars = make_user()
    make_task(lars, title="of Lars")

    html = card(client, diary=lars.public_id)

    assert "of Lars" in html
    assert 'class="tick"' not in html


def test_completed_rows_offer_to_be_re_opened(client, ingrid):
    task = make_task(ingrid)
    changes.tick(task, done=True, by=ingrid, at=NOW)

    html = card(client)

    assert 'aria-checked="true"' in html
    assert reverse("followups:follow-up-reopen", args=[task.public_id]) in html


def chosen(client, *followups):
    ids = [followup.public_id for followup in followups]
    return client.post("/followups/delete/", {"id": ids, "next": "/diary/month/"}, follow=True)


def test_several_rows_are_chosen_deleted_at_once_and_brought_back_at_once(client, ingrid):
    first, second = make_task(ingrid, title="First"), make_task(ingrid, title="Second")
    make_task(ingrid, title="Third")
    html = client.get("/diary/week/2026-06-10/?choose=1").text
    assert html.count('form="several"') == 3
    assert 'aria-label="Choose: First"' in html

    page = chosen(client, first, second)

    assert "Deleted: 2 follow-ups" in page.text
    assert FollowUp.objects.filter(deleted_at=None).get().title == "Third"
    batch = first.changes.first().batch
    assert second.changes.first().batch == batch
    client.post(f"/followups/undo/{batch}/")
    assert FollowUp.objects.filter(deleted_at=None).count() == 3


def test_what_is_a_colleagues_is_neither_offered_nor_deleted(client, ingrid):
    lars = make_user("lars")
    theirs = make_task(lars)

    html = client.get(f"/diary/week/2026-06-10/?choose=1&diary={lars.public_id}").text
    page = chosen(client, theirs)

    assert 'form="several"' not in html
    assert "Nothing was deleted. Choose what to delete first." in page.text
    assert not FollowUp.objects.get().is_deleted


@pytest.mark.parametrize("ids", [[], ["x"], ["1"], ["11111111-1111-4111-8111-111111111111"] * 300])
def test_nothing_chosen_deletes_nothing(client, ingrid, ids):
    make_task(ingrid)

    page = client.post("/followups/delete/", {"id": ids}, follow=True)

    assert "Choose what to delete first" in page.text
    assert not FollowUp.objects.get().is_deleted


def test_links_of_the_card_keep_the_rest_of_the_address(client, ingrid):
    lars = make_user()

    html = card(client, diary=lars.public_id, show="tasks")

    assert f"?diary={lars.public_id}&amp;show=tasks&amp;card=all#activities" in html


def test_a_list_without_rows_says_what_would_be_there(client, ingrid):
    assert "Nothing to do" in card(client)
    assert "No documents yet" in card(client, show="documents")


def test_the_pages_of_all_are_linked(client, ingrid):
    for number in range(PAGE + 1):
        make_appointment(
            ingrid,
            title=f"Meeting {number}",
            start="2020-01-01 09:00",
            end="2020-01-01 10:00",
        )

    first, second = card(client, card="all"), card(client, card="all", page="2")

    assert "page=2#activities" in first
    assert 'rel="prev"' in second
    assert second.count("data-row") == 1


@pytest.mark.parametrize("number", ["0", "-1", "x", "1e9", "99999999999", "²"])
def test_a_senseless_page_number_is_not_found(client, ingrid, number):
    response = client.get("/diary/week/2026-06-10/", {"page": number, "card": "all"})

    assert response.status_code == 404


def test_the_contact_the_company_and_the_status_of_today_stand_in_the_row(client, ingrid):
    company = make_company()
    make_task(ingrid, company=company, person=make_person(company=company))

    html = card(client)

    assert reverse("crm:company-detail", args=[company.public_id]) in html
    assert "Due today" in html


def test_texts_that_may_be_cut_are_whole_in_a_tooltip(client, ingrid):
    company = make_company()
    make_task(ingrid, title="Send", company=company, person=make_person(company=company))

    html = card(client)

    for text in ("Task", "Send", "Moonbeam Ladders Ltd", "Penny Rung", "Ingrid Solberg"):
        assert f'title="{text}"' in html


def test_days_of_another_year_name_it(client, ingrid):
    make_task(ingrid, due_on=str(datetime.date(2025, 6, 8)))

    assert ">8 Jun 2025<" in card(client)


def counts(html):
    """{name of the tab: its number}"""
    tabs = re.findall(r">([^<>]+) <span class=\"count\">([^<]+)</span>", html)
    return {name.strip(): number for name, number in tabs}


def test_to_do_says_how_many_are_open_on_either_list(client, ingrid):
    for number in range(PAGE + 3):
        make_task(ingrid, due_on="2026-06-09", title=f"Task {number}")
    make_appointment(ingrid, start="2026-06-11 09:00", end="2026-06-11 10:00")
    done = make_task(ingrid, due_on="2026-06-09", title="Done")
    changes.tick(done, done=True, by=ingrid, at=NOW)

    wanted = {"To-do": f"{PAGE + 3}"}
    assert counts(card(client)) == wanted
    assert counts(card(client, card="all")) == wanted
    assert counts(card(client, page=2)) == wanted
    assert counts(card(client, show="tasks")) == wanted


def test_the_counts_are_of_the_diary_on_show_as_far_as_one_may_see_it(client, ingrid):
    lars = make_user("lars")
    make_task(lars, due_on="2026-06-09")
    make_task(lars, due_on="2026-06-09", visibility="owner")

    assert counts(card(client, diary=lars.public_id)) == {"To-do": "1"}


def test_a_record_says_that_there_are_more_than_the_page_shows(client, ingrid):
    company = make_company()
    for number in range(12):
        make_task(ingrid, company=company, title=f"Task {number}")

    page = client.get(f"/companies/{company.public_id}/").content.decode()

    assert 'Activities <span class="count">10+</span>' in page


def test_the_cards_of_a_record_say_how_many_they_hold(client, ingrid):
    company = make_company()
    make_person(company=company)
    make_task(ingrid, company=company)
    done = make_task(ingrid, company=company, title="Done")
    changes.tick(done, done=True, by=ingrid, at=NOW)
    make_task(make_user("lars"), company=company, visibility="owner")
    make_selection(owner=ingrid, members=[company])

    page = client.get(f"/companies/{company.public_id}/").content.decode()

    found = counts(re.sub(r"<h2[^>]*>|</h2>|</?a[^>]*>", "", page))
    assert {name.split(">")[-1]: n for name, n in found.items()} == {
        "Activities": "2",
        "Contacts": "1",
        "Selections": "1",
    }
