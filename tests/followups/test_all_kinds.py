"""Documents among the activities, and the order by time of what is next and what was."""

import datetime
from functools import partial

import pytest
import time_machine

from followups import changes
from tests.factories import (
    NOW,
    at,
    make_all_day,
    make_appointment,
    make_call,
    make_company,
    make_document,
    make_group,
    make_task,
    make_user,
    new_followup,
    save,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ingrid(client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


@pytest.fixture
def company():
    return make_company()


def day(number):
    return datetime.date(2026, 6, number)


def titles(client, address, **query):
    page = client.get(address, query).text
    page = page[page.index('id="activities"') :].split('<aside class="side"')[0]
    rows = page.split('<td class="t">')[1:]
    return [row.partition("</a>")[0].rpartition(">")[2] for row in rows]


def of(client, company, **query):
    return titles(client, f"/companies/{company.public_id}/", **query)


def done(followup, when=NOW):
    changes.tick(followup, done=True, by=followup.owner, at=when)


# -- in the order of time --------------------------------------------------------------------------


def test_what_is_next_begins_with_what_is_overdue_and_goes_on_by_time(client, ingrid, company):
    about = {"company": company}
    meeting = partial(make_appointment, ingrid, **about)
    save(new_followup("appointment", ingrid, {"title": "parked", **about}))
    make_appointment(
        ingrid, title="at 15", start="2026-06-10 15:00", end="2026-06-10 16:00", **about
    )
    make_appointment(
        ingrid, title="at 13", start="2026-06-10 13:00", end="2026-06-10 14:00", **about
    )
    make_task(ingrid, title="by 14", due_on="2026-06-10", due_time=datetime.time(14), **about)
    meeting(title="now", start="2026-06-10 08:00", end="2026-06-10 12:00")
    make_task(ingrid, title="by 10, over", due_on="2026-06-10", due_time=datetime.time(10), **about)
    make_task(ingrid, title="tomorrow", due_on="2026-06-11", **about)
    make_all_day(ingrid, title="last week", first="2026-06-02", last="2026-06-03", **about)
    make_task(ingrid, title="yesterday", due_on="2026-06-09", **about)

    assert of(client, company) == [
        "last week",
        "yesterday",
        "by 10, over",
        "now",
        "at 13",
        "by 14",
        "at 15",
        "tomorrow",
        "parked",
    ]


def test_parked_ones_take_nobodys_place_among_what_is_next(client, ingrid, company):
    for number in range(12):
        save(new_followup("appointment", ingrid, {"title": f"parked {number}", "company": company}))
    make_task(ingrid, title="next week", due_on="2026-06-17", company=company)

    assert of(client, company)[0] == "next week"


def test_history_is_in_the_order_in_which_it_happened(client, ingrid, company):
    calls = [("10:00", "at 10"), ("08:00", "at 8"), ("09:00", "at 9")]
    for clock, title in calls:  # as they were entered
        start, end = f"2026-06-09 {clock}", f"2026-06-09 {clock[:3]}15"
        done(make_call(ingrid, title=title, start=start, end=end, company=company))
    early = make_task(ingrid, title="done before it was due", due_on="2026-06-30", company=company)
    done(early, at("2026-06-09 09:30"))
    late = make_task(ingrid, title="done long after", due_on="2026-05-01", company=company)
    done(late, at("2026-06-10 11:00"))

    assert of(client, company) == [
        "done long after",
        "at 10",
        "done before it was due",
        "at 9",
        "at 8",
    ]
    html = client.get(f"/companies/{company.public_id}/").text
    assert "30 Jun" not in html.split('id="activities"')[1].split("</table>")[0]


def test_all_of_a_diary_has_the_later_of_a_day_above_the_earlier(client, ingrid):
    for clock in ("13", "09", "11"):
        make_appointment(
            ingrid, title=clock, start=f"2026-06-09 {clock}:00", end="2026-06-09 14:00"
        )

    assert titles(client, "/diary/week/", card="all") == ["13", "11", "09"]


# -- documents -------------------------------------------------------------------------------------


@pytest.fixture
def some(ingrid, company):
    about = {"company": company}
    done(make_call(ingrid, title="call", start="2026-06-08 10:00", end="2026-06-08 10:15", **about))
    done(
        make_call(ingrid, title="older", start="2026-06-01 10:00", end="2026-06-01 10:15", **about)
    )
    make_document("Quote <1>", owner=ingrid, dated_on=day(8), kind="Quote", **about)
    make_document("Contract", owner=ingrid, dated_on=day(9), url="https://x.example", **about)
    lars = make_user("lars", first_name="Lars")
    make_document("Secret", owner=lars, dated_on=day(9), visibility="owner", **about)
    make_document("Of Lars", owner=lars, dated_on=day(2), **about)
    return company


def test_documents_stand_in_the_history_of_a_record(client, some):
    assert of(client, some) == ["Contract", "call", "Quote &lt;1&gt;", "Of Lars", "older"]


def test_documents_stand_in_all_of_a_diary(client, some):
    titles_of_all = titles(client, "/diary/week/", card="all")

    assert titles_of_all == ["Contract", "call", "Quote &lt;1&gt;", "older"]


def test_they_are_not_among_follow_ups_or_tasks_and_never_to_be_done(client, some):
    for show in ("followups", "tasks"):
        assert "Contract" not in of(client, some, show=show)
        assert "Contract" not in titles(client, "/diary/week/", card="all", show=show)
    assert "Contract" not in titles(client, "/diary/week/")


def test_a_document_opens_where_it_lies_and_has_no_tick(client, some):
    html = client.get(f"/companies/{some.public_id}/").text
    row = html.split("Contract</a>")[0].rpartition("<tr")[2]

    assert 'href="https://x.example" title="Contract" rel="noreferrer noopener"' in row
    assert "tick" not in row
    assert "data-row" not in row


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"since": "2026-06-09"}, ["Contract"]),
        ({"until": "2026-06-02"}, ["Of Lars", "older"]),
        ({"state": "done"}, ["call", "older"]),
        ({"whose": "Lars"}, ["Of Lars"]),
        ({"mine": "on"}, ["Contract", "call", "Quote &lt;1&gt;", "older"]),
    ],
)
def test_they_are_narrowed_and_counted_with_the_others(client, some, query, expected):
    assert of(client, some, **query) == expected
    html = client.get(f"/companies/{some.public_id}/", query).text
    assert f'Activities <span class="count">{len(expected)}</span>' in html


def test_one_for_a_group_is_seen_by_its_members_alone(client, ingrid, company):
    lars = make_user("lars")
    group = make_group("Øst", [lars])
    make_document("For Øst", owner=lars, visibility="group", visible_group=group, company=company)

    assert of(client, company) == []
    group.members.add(ingrid)
    assert of(client, company) == ["For Øst"]


def test_pages_of_both_follow_each_other_without_a_gap(client, ingrid, company):
    for number in range(60):
        start = at("2026-06-09 12:00") - datetime.timedelta(days=number)
        call = make_call(ingrid, title=f"c{number}", company=company)
        call.reschedule(start, start + datetime.timedelta(minutes=15))
        call.complete(start, ingrid, ingrid.preferences)
        changes.change(call, verb="edit", by=ingrid, at=NOW)
    for number in range(0, 60, 2):
        dated = day(9) - datetime.timedelta(days=number)
        make_document(f"d{number}", owner=ingrid, dated_on=dated, company=company)
    expected = [
        name for n in range(60) for name in ([f"c{n}", f"d{n}"] if n % 2 == 0 else [f"c{n}"])
    ]

    for found in (
        [title for page in "1234" for title in of(client, company, page=page)],
        [t for page in "1234" for t in titles(client, "/diary/week/", card="all", page=page)],
        [t for p in "1234" for t in of(client, company, page=p, until="2026-12-31")],
    ):
        assert found == expected


@pytest.mark.parametrize("query", [{}, {"page": "2"}, {"since": "2020-01-01"}])
def test_the_page_asks_as_often_for_many_as_for_few(
    client, ingrid, company, query, django_assert_max_num_queries
):
    for number in range(60):
        make_document(f"d{number}", owner=ingrid, company=company)
        done(make_task(ingrid, company=company))
        make_task(ingrid, company=company)

    with django_assert_max_num_queries(12):
        of(client, company, **query)
    with django_assert_max_num_queries(12):
        titles(client, "/diary/week/", card="all", **query)
