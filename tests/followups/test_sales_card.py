"""The Sales card below a diary: which sales, their next steps, totals, and what is done there."""

import datetime

import pytest
import time_machine

from crm.models import Sale
from followups.models import FollowUp
from tests.factories import (
    NOW,
    make_appointment,
    make_company,
    make_group,
    make_resource,
    make_sale,
    make_task,
    make_user,
)

pytestmark = pytest.mark.django_db
FAR = datetime.date(2027, 3, 1)


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ingrid(client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


def card(client, **query):
    html = client.get("/diary/week/2026-06-10/", {"card": "sales"} | query).text
    return html[html.index('id="activities"') :].split('<aside class="side"')[0]


def names(html):
    return [
        row.split("<")[0]
        for row in html.split('<td class="t">')[1:]
        for row in [row.split('">', 1)[1]]
    ]


def test_a_sale_decided_in_the_days_on_show_is_listed(client, ingrid):
    make_sale("This week", owner=ingrid, sale_on=datetime.date(2026, 6, 12))
    make_sale("Next week", owner=ingrid, sale_on=datetime.date(2026, 6, 15))
    make_sale("Somebody else's", owner=make_user(), sale_on=datetime.date(2026, 6, 12))

    assert names(card(client)) == ["This week"]


def test_a_sale_with_a_step_in_the_days_ahead_is_listed(client, ingrid):
    ingrid.preferences.days_ahead = 7
    ingrid.preferences.save()
    for name, day in (("Soon", "2026-06-17"), ("Later", "2026-06-18")):
        make_task(ingrid, sale=make_sale(name, owner=ingrid, sale_on=FAR), due_on=day)

    assert names(card(client)) == ["Soon"]


def test_a_sale_with_an_overdue_step_is_listed_in_red(client, ingrid):
    sale = make_sale("Loft ladders", owner=ingrid, sale_on=FAR)
    make_task(ingrid, title="Send the quote", sale=sale, due_on="2026-06-08")
    html = card(client)

    assert names(html) == ["Loft ladders"]
    assert '<tr class="over"' in html
    assert "Mon 8 Jun</span> Send the quote" in html


def test_a_stalled_sale_shows_when_it_is_opened_again(client, ingrid):
    day = datetime.date(2026, 9, 1)
    sale = make_sale("Waits", owner=ingrid, sale_on=FAR, status="stalled", reopen_on=day)
    make_task(ingrid, title="Hidden by the date", sale=sale, due_on="2026-06-08")
    html = card(client)

    assert names(html) == ["Waits"]
    assert "Re-open Tue 1 Sept" in html
    assert "Stalled" in html
    assert "Hidden by the date" not in html


def test_sold_and_lost_ones_are_not_listed(client, ingrid):
    for status in (Sale.Status.SOLD, Sale.Status.LOST):
        make_sale(owner=ingrid, status=status, sale_on=datetime.date(2026, 6, 12))

    assert names(card(client)) == names(card(client, show="open")) == []


def test_the_next_step_is_the_oldest_open_one(client, ingrid):
    sale = make_sale(owner=ingrid, sale_on=FAR)
    make_task(ingrid, title="Second", sale=sale, due_on="2026-06-11")
    make_task(ingrid, title="First", sale=sale, due_on="2026-06-10")
    make_task(ingrid, title="Done", sale=sale, due_on="2026-06-01", completed_at=NOW)
    html = card(client)

    assert "First" in html
    assert "Second" not in html
    assert "Done" not in html


def test_a_step_one_may_not_see_is_planned_and_undated(client, ingrid):
    lars = make_user("lars")
    sale = make_sale("Quiet one", owner=ingrid, sale_on=FAR)
    make_task(lars, title="Secret", sale=sale, due_on="2026-06-11", visibility="owner")

    assert names(card(client)) == []
    html = card(client, show="open")
    assert '<span class="d">planned</span>' in html
    assert "Secret" not in html
    assert "11 June" not in html


def test_sales_without_a_next_step_are_counted_and_listed(client, ingrid):
    make_sale("Forgotten", owner=ingrid, sale_on=FAR)
    make_sale("Waits", owner=ingrid, sale_on=FAR, status="stalled", reopen_on=FAR)
    make_task(ingrid, sale=make_sale("Looked after", owner=ingrid, sale_on=FAR))
    html = card(client, show="stepless")

    assert names(html) == ["Forgotten"]
    assert "1 without next step" in html
    assert "none" in html
    assert "Plan the next step: Forgotten" in html


def test_totals_stand_below_for_each_currency(client, ingrid):
    for amount, currency in ((100_000, "NOK"), (50_000, "NOK"), (1_000, "GBP")):
        make_sale(owner=ingrid, amount=amount, currency=currency, probability=50, sale_on=FAR)
    html = card(client, show="open").replace("\u00a0", " ")

    assert "2 sales, NOK 150 000, expected NOK 75 000" in html
    assert "1 sale, GBP 1 000, expected GBP 500" in html


def test_a_step_is_postponed_where_it_stands_and_that_is_undone(client, ingrid):
    sale = make_sale(owner=ingrid, sale_on=FAR)
    step = make_task(ingrid, title="Send the quote", sale=sale, due_on="2026-06-08")
    address = f"/followups/{step.public_id}/postpone/"

    answer = client.post(address, {"to": "tomorrow"}, follow=True)
    assert "Postponed: Send the quote, due Thu 11 June" in answer.text
    client.post(address, {"to": "next-week"})
    step.refresh_from_db()
    assert step.due_on == datetime.date(2026, 6, 15)
    client.post(f"/followups/undo/{step.changes.first().batch}/")
    step.refresh_from_db()
    assert step.due_on == datetime.date(2026, 6, 11)


def test_a_postponed_meeting_keeps_its_clock_over_a_change_of_the_clocks(client, ingrid):
    with time_machine.travel("2026-10-24T08:00Z", tick=False):
        client.force_login(ingrid)
        meeting = make_appointment(ingrid, start="2026-10-24 09:00", end="2026-10-24 10:30")
        client.post(f"/followups/{meeting.public_id}/postpone/", {"to": "tomorrow"})
    meeting.refresh_from_db()
    local = meeting.starts_at.astimezone(meeting.zone)

    assert (local.date(), local.hour) == (datetime.date(2026, 10, 25), 9)
    assert meeting.duration == datetime.timedelta(minutes=90)


@pytest.mark.parametrize("to", ["", "yesterday", "x" * 1000])
def test_a_postponement_to_nowhere_is_refused(client, ingrid, to):
    step = make_task(ingrid)

    assert client.post(f"/followups/{step.public_id}/postpone/", {"to": to}).status_code == 400


def test_one_postpones_what_is_ones_own_and_open(client, ingrid):
    others, done = make_task(make_user("lars")), make_task(ingrid, completed_at=NOW)

    for followup in (others, done):
        address = f"/followups/{followup.public_id}/postpone/"
        assert client.post(address, {"to": "tomorrow"}).status_code == 404
    assert FollowUp.objects.filter(due_on="2026-06-10").count() == 2


def test_a_resource_has_no_sales_card(client, ingrid):
    room = make_resource("Attic")
    html = client.get("/diary/week/", {"diary": room.public_id, "card": "sales"}).text

    assert "without next step" not in html
    assert "card=sales" not in html.split('id="activities"')[1].split("</nav>")[0]


def test_the_card_asks_as_often_for_many_sales_as_for_few(
    client, ingrid, django_assert_max_num_queries
):
    for number in range(30):
        sale = make_sale(f"Sale {number}", owner=ingrid, company=make_company(), sale_on=FAR)
        make_task(ingrid, sale=sale)

    card(client)
    with django_assert_max_num_queries(12):
        html = card(client, show="open")
    assert len(names(html)) == 25
    assert 'rel="next"' in html


@pytest.fixture
def team(ingrid):
    """A sale of Ingrid, one of Lars in her group, one of Olga in another group."""
    lars, olga = make_user("lars", first_name="Lars"), make_user("olga", first_name="Olga")
    for owner, name in ((ingrid, "Mine"), (lars, "Of Lars"), (olga, "Of Olga")):
        make_sale(name, owner=owner, sale_on=FAR, amount=1000)
    make_sale("Of nobody", sale_on=FAR, amount=1000)
    make_group("Øst", [ingrid, lars])
    return make_group("Vest", [olga])


def test_ones_own_sales_are_shown_until_one_asks_for_those_of_the_group(client, team):
    html = card(client, show="open")
    assert names(html) == ["Mine"]
    assert "My group</a>" in html

    html = card(client, show="open", whose="group")
    assert names(html) == ["Mine", "Of Lars"]
    assert 'title="Lars Solberg"' in html
    assert "2 sales, NOK" in html
    assert "2 without next step" in html
    assert names(card(client, show="stepless", whose="group")) == ["Mine", "Of Lars"]


def test_a_manager_sees_the_sales_of_any_group_and_of_all(client, team):
    assert names(card(client, show="open", whose=str(team.public_id))) == ["Of Olga"]
    assert names(card(client, show="open", whose="all")) == [
        "Mine",
        "Of Lars",
        "Of Olga",
        "Of nobody",
    ]


def test_one_who_is_in_no_group_is_offered_none_of_their_own(client, ingrid):
    make_group("Vest")

    html = card(client, show="open")

    assert "My group" not in html
    assert ">Vest</option>" in html


def test_sales_are_narrowed_by_the_day_of_the_decision(client, ingrid):
    for day in (10, 20):
        make_sale(f"On {day}", owner=ingrid, sale_on=datetime.date(2026, 9, day))

    assert names(card(client, show="open", since="2026-09-11")) == ["On 20"]
    assert names(card(client, show="open", until="2026-09-19")) == ["On 10"]


def test_sales_of_an_unknown_group_are_ones_own(client, team):
    unknown = "00000000-0000-4000-8000-000000000000"

    assert names(card(client, show="open", whose=unknown)) == ["Mine"]
    assert client.get("/diary/week/?card=sales&whose=strange").status_code == 404
