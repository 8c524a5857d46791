"""The meeting brief: who comes, what was said, what is open and overdue."""

import datetime

import pytest

from followups import changes
from followups.models import FollowUpType
from followups.seats import invited
from tests.factories import (
    NOW,
    make_appointment,
    make_call,
    make_company,
    make_person,
    make_resource,
    make_sale,
    make_task,
)

pytestmark = pytest.mark.django_db
DONE = {"completed_at": NOW}


@pytest.fixture
def as_lars(as_ingrid, lars):
    as_ingrid.force_login(lars)
    return as_ingrid


@pytest.fixture
def company():
    return make_company(phone="+44 0000 000009", address="Rung Lane 3", city="Slantwick")


@pytest.fixture
def meeting(ingrid, lars, company):
    person = make_person(company=company, mobile="+44 0000 000001", email="penny@example.com")
    return make_appointment(
        ingrid, users=[lars], company=company, person=person, agenda="<p>Steep-street filter</p>"
    )


def brief(client, followup):
    return client.get(f"/followups/{followup.public_id}/brief/")


def test_the_brief_says_who_comes_and_how_to_reach_them(as_ingrid, meeting):
    html = brief(as_ingrid, meeting).text

    for said in (
        "Demo: route planner",
        "Wed 10 June, 13:00–14:00",
        "Penny Rung",
        'href="tel:+440000000001"',
        'href="mailto:penny@example.com"',
        "Lars Berg",
        "Steep-street filter",
    ):
        assert said in html, said


def test_the_way_leads_to_the_customer_unless_one_of_our_rooms_is_booked(
    as_ingrid, ingrid, company, meeting
):
    at_home = make_appointment(ingrid, company=company, resources=[make_resource("Attic")])
    elsewhere = make_appointment(ingrid, company=company, location="Dock 7 & pier")
    way = 'href="https://www.openstreetmap.org/directions?to='

    assert f"{way}Rung%20Lane%203%2C%20Slantwick" in brief(as_ingrid, meeting).text
    assert way not in brief(as_ingrid, at_home).text
    assert f"{way}Dock%207%20%26%20pier" in brief(as_ingrid, elsewhere).text


def test_the_last_five_contacts_stand_with_what_was_noted(as_ingrid, ingrid, company, meeting):
    for day in range(1, 8):
        start, end = f"2026-06-0{day} 10:00", f"2026-06-0{day} 10:15"
        call = {"company": company, "internal_notes": f"<p>Wants <b>{day}</b> ladders</p>"}
        make_call(ingrid, title=f"Call {day}", start=start, end=end, **DONE, **call)
    make_call(ingrid, title="Not yet made", company=company, due_on="2026-06-09")
    html = brief(as_ingrid, meeting).text.split("Last contacts")[1].split("What we owe them")[0]

    assert [day for day in range(1, 8) if f">Call {day}<" in html] == [3, 4, 5, 6, 7]
    assert "Wants 7 ladders" in html
    assert "Not yet made" not in html


def test_open_promises_stand_with_the_overdue_ones_first(as_ingrid, lars, company, meeting):
    make_task(lars, title="Send drawings", company=company, due_on="2026-06-12")
    make_task(lars, title="Send prices", company=company, due_on="2026-06-08")
    make_task(lars, title="Sent already", company=company, due_on="2026-06-01", **DONE)
    html = brief(as_ingrid, meeting).text.split("What we owe them")[1].split("Open sales")[0]

    assert html.index("Send prices") < html.index("Send drawings")
    assert html.count("Overdue") == 1
    assert "Sent already" not in html


def test_open_sales_stand_with_their_next_step(as_ingrid, ingrid, company, meeting):
    sale = make_sale("Loft ladders", company=company, amount=38500, currency="GBP")
    make_task(ingrid, title="Send the quote", sale=sale, due_on="2026-06-12")
    late = datetime.date(2026, 6, 1)
    make_sale("Attic stairs", company=company, sale_on=late)
    make_sale("Sold stairs", company=company, status="sold")
    html = brief(as_ingrid, meeting).text.split("Open sales")[1]

    assert "Next step: Fri 12 June: Send the quote" in html
    assert html.index("Attic stairs") < html.index("Loft ladders")
    assert "Mon 1 June, passed" in html
    assert "Next step: none" in html
    assert "Sold stairs" not in html


def test_what_others_keep_to_themselves_stays_out(as_lars, ingrid, lars, company, meeting):
    sale = make_sale("Loft ladders", company=company)
    secret = {"visibility": "owner", "company": company, "sale": sale}
    make_task(ingrid, title="Secret offer", due_on="2026-06-08", **secret)
    start, end = "2026-06-09 10:00", "2026-06-09 10:15"
    make_call(ingrid, title="Secret call", start=start, end=end, **DONE, **secret)
    html = brief(as_lars, meeting).text

    assert "Secret" not in html
    assert "Next step: planned" in html


def test_a_meeting_without_a_customer_has_a_short_brief(as_ingrid, ingrid):
    html = brief(as_ingrid, make_appointment(ingrid, title="Sales meeting")).text

    assert "Sales meeting" in html
    assert "No open sale." in html


def test_only_an_appointment_that_one_may_see_has_a_brief(as_lars, ingrid):
    secret = make_appointment(ingrid, visibility="owner")

    assert brief(as_lars, secret).status_code == 404
    assert brief(as_lars, make_task(ingrid)).status_code == 404


def test_the_brief_asks_as_often_for_many_as_for_few(
    as_ingrid, ingrid, company, meeting, django_assert_max_num_queries
):
    for day in range(1, 28):
        sale = make_sale(f"Sale {day}", company=company)
        make_task(ingrid, company=company, sale=sale, due_on=f"2026-05-{day:02}")
        call = {"company": company, **DONE}
        make_call(ingrid, start=f"2026-04-{day:02} 10:00", end=f"2026-04-{day:02} 10:15", **call)

    with django_assert_max_num_queries(9):
        assert brief(as_ingrid, meeting).status_code == 200


def test_what_has_no_room_on_the_page_is_a_link_away(as_ingrid, ingrid, company, meeting):
    assert "more</a>" not in brief(as_ingrid, meeting).text
    for day in range(1, 10):
        make_task(ingrid, title=f"Promise {day}", company=company, due_on=f"2026-06-1{day}")
    html = brief(as_ingrid, meeting).text

    assert [day for day in range(1, 10) if f"Promise {day}" in html] == [1, 2, 3, 4, 5, 6, 7]
    assert f'href="/companies/{company.public_id}/">and 2 more</a>' in html


def test_each_guest_is_named_with_their_company(as_ingrid, ingrid, company):
    other = make_company("Cloudberry AS")
    olga = make_person("Olga", "Dahl", company=other, title="Buyer")
    penny = make_person("Penny", "Rung", company=company)
    meeting = make_appointment(ingrid, company=company, person=penny)
    with_guests(meeting, [olga])

    html = brief(as_ingrid, meeting).text

    assert f'Buyer, <a class="link" href="/companies/{other.public_id}/">Cloudberry AS</a>' in html
    assert f'<a class="link" href="/companies/{company.public_id}/">{company}</a>' in html


def test_what_is_open_with_the_company_of_another_guest_is_told_too(as_ingrid, ingrid, company):
    other = make_company("Cloudberry AS")
    olga, alone = make_person("Olga", company=other), make_person("Per", "Ås")
    meeting = make_appointment(ingrid, company=company)
    with_guests(meeting, [olga, alone])
    make_sale("Rope bridges", company=other)
    make_task(ingrid, title="Send Olga the plan", company=other)
    make_task(ingrid, title="Ring Per", person=alone)
    times = {"start": "2026-06-09 10:00", "end": "2026-06-09 10:15"}
    make_call(ingrid, title="Olga rang", company=other, **times, **DONE)

    html = brief(as_ingrid, meeting).text

    for said in ("Rope bridges", "Send Olga the plan", "Ring Per", "Olga rang"):
        assert said in html, said


def test_what_we_owe_them_stands_apart_from_what_they_owe_us(as_ingrid, ingrid, company, meeting):
    incoming = FollowUpType.objects.create(name="Delivery", kind="task", direction="in", order=99)
    make_task(ingrid, title="Their drawings", company=company, type=incoming, due_on="2026-06-08")
    make_task(ingrid, title="Our quote", company=company, due_on="2026-06-08")
    make_sale("Loft ladders", company=company, sale_on=datetime.date(2026, 6, 1))

    ours, theirs = brief(as_ingrid, meeting).text.split('id="owed-h"')[1].split('id="awaited-h"')

    assert "Our quote" in ours
    assert "Their drawings" not in ours
    assert "Their drawings" in theirs
    assert "Decision: Loft ladders" in theirs
    assert ours.count('class="late"') == 1
    assert theirs.count('class="late"') == 2


def test_guests_and_sales_that_find_no_room_are_counted(as_ingrid, ingrid, company):
    meeting = make_appointment(ingrid, company=company)
    with_guests(meeting, [make_person(f"Guest {number}", company=company) for number in range(9)])
    for number in range(8):
        make_sale(f"Sale {number}", company=company)

    html = brief(as_ingrid, meeting).text

    assert html.count("and 4 more") == 2  # the host is one of those who come


def with_guests(meeting, people):
    seats = invited(persons=[person.pk for person in people])
    changes.change(meeting, verb="edit", by=meeting.owner, at=NOW, seats=seats)
