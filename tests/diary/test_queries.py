"""How many queries a page makes: few, and no more for many rows, people or groups."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followups.models import Participant
from tests.factories import (
    make_appointment,
    make_company,
    make_group,
    make_person,
    make_resource,
    make_task,
    make_user,
)

VIEWS = ["day", "week", "month", "overview"]
CALENDAR, PAGE = 4, 12


def fill(owner, count):
    """Meetings, tasks, companies and guests in the week, `count` of each."""
    for number in range(count):
        day, hour = 8 + number % 5, 8 + number % 8
        company = make_company(f"Company {number}")
        make_appointment(
            owner,
            title=f"Meeting {number}",
            start=f"2026-06-{day:02} {hour:02}:00",
            end=f"2026-06-{day:02} {hour:02}:30",
            company=company,
            person=make_person(company=company),
        )
        make_task(owner, title=f"Task {number}", due_on=f"2026-06-{day:02}", company=company)


def queries_of(client, url):
    client.get(url)  # what is compiled or cached once is there
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_makes_few_queries_and_as_many_for_many_rows(client, ingrid, view):
    client.force_login(ingrid)
    fill(ingrid, 4)
    few = queries_of(client, f"/diary/{view}/")
    fill(ingrid, 40)

    many = queries_of(client, f"/diary/{view}/")

    assert len(many) <= len(few) <= PAGE


@pytest.mark.parametrize("card", ["card=all", "card=all&state=open&since=2026-01-01", "choose=1"])
def test_the_card_below_leaves_the_page_within_its_bound(client, ingrid, card):
    client.force_login(ingrid)
    fill(ingrid, 30)

    assert len(queries_of(client, f"/diary/week/?{card}")) <= PAGE


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_makes_as_many_queries_for_many_people_groups_and_rooms(client, ingrid, view):
    client.force_login(ingrid)
    groups = [make_group(f"Group {n}", [make_user(), make_user()]) for n in range(6)]
    rooms = [make_resource() for _ in range(6)]
    few = [groups[0], rooms[0], ingrid]
    many = [*groups, *rooms, ingrid]
    url = f"/diary/{view}/?" + "&".join(f"diary={each.public_id}" for each in few)
    long_url = f"/diary/{view}/?" + "&".join(f"diary={each.public_id}" for each in many)

    counts = len(queries_of(client, url)), len(queries_of(client, long_url))

    assert counts[0] == counts[1] <= PAGE


@pytest.mark.parametrize("view", VIEWS)
def test_the_calendar_itself_makes_four_at_most(client, ingrid, view, monkeypatch):
    """Session and reader aside: whose diaries, and what stands in them."""
    client.force_login(ingrid)
    team, room = make_group("Team", [ingrid, make_user()]), make_resource()
    fill(ingrid, 3)
    url = f"/diary/{view}/?diary={team.public_id}&diary={room.public_id}"
    table = Participant._meta.db_table

    made = queries_of(client, url)

    lines = next(number for number, sql in enumerate(made) if table in sql)
    session_and_reader = 2
    assert lines + 1 - session_and_reader <= CALENDAR
