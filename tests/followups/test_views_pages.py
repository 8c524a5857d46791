"""The card beside a box, the page to read, and the colours of the types."""

import pytest

from followups.models import FollowUpType
from tests.factories import (
    make_all_day,
    make_appointment,
    make_call,
    make_company,
    make_group,
    make_person,
    make_resource,
    make_sale,
    make_task,
    type_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(ingrid, lars):
    company = make_company(phone="+44 0000 000009")
    return make_appointment(
        ingrid,
        users=[lars],
        resources=[make_resource("Galdhøpiggen")],
        company=company,
        person=make_person(company=company, mobile="+44 0000 000001"),
        sale=make_sale(amount=38500, currency="GBP"),
        location="Floor 2",
        agenda="<p>Steep-street filter</p>",
    )


def peek(client, followup):
    return client.get(f"/followups/{followup.public_id}/peek/")


def test_the_card_says_what_when_where_and_with_whom(as_ingrid, meeting):
    html = peek(as_ingrid, meeting).text

    for said in (
        "<h2>Demo: route planner</h2>",
        "Wed 10 June, 13:00–14:00",
        "Moonbeam Ladders Ltd",
        "Penny Rung",
        'href="tel:+440000000001"',
        "Floor 2, Galdhøpiggen",
        "Ladder van routing",
        "GBP\u00a038\u00a0500",
        "Lars Berg",
    ):
        assert said in html.replace(",500", "\u00a0500"), said


def test_the_card_remembers_the_last_time(as_ingrid, ingrid, lars, meeting):
    company = meeting.company
    make_call(
        lars,
        title="wants 400 mm",
        company=company,
        due_on="2026-06-08",
        completed_at="2026-06-08T10:00Z",
    )
    make_call(
        lars,
        title="Secret words",
        company=company,
        due_on="2026-06-09",
        completed_at="2026-06-09T10:00Z",
        visibility="owner",
    )
    meeting = make_appointment(ingrid, company=company)

    html = peek(as_ingrid, meeting).text

    assert "Mon 8 June, Outgoing call: wants 400 mm" in html
    assert "Secret" not in html


def test_the_card_offers_what_one_may_do(as_ingrid, client, ingrid, lars, meeting):
    own = peek(as_ingrid, meeting).text
    client.force_login(lars)
    guests = peek(client, meeting).text

    assert "Complete" in own
    assert "Delete" in own
    assert "Complete" in guests
    assert "Delete" not in guests


def test_the_card_of_a_planned_call_starts_it(as_ingrid, ingrid):
    assert "Start call" in peek(as_ingrid, make_call(ingrid)).text
    assert "Start call" not in peek(as_ingrid, make_task(ingrid)).text


def test_a_time_of_another_zone_is_told_on_both_clocks(as_ingrid, ingrid):
    meeting = make_appointment(ingrid, time_zone="America/New_York")

    assert "Wed 10 June, 13:00–14:00 (07:00 in New York)" in peek(as_ingrid, meeting).text


@pytest.mark.parametrize("make", [make_appointment, make_all_day, make_task, make_call])
def test_every_kind_has_a_page_to_read_and_a_card(as_ingrid, lars, make):
    followup = make(lars, agenda="<p>Steep-street filter</p>", internal_notes="<p>Bring cake</p>")

    html = as_ingrid.get(f"/followups/{followup.public_id}/").text

    assert "Steep-street filter" in html
    assert "Bring cake" in html
    assert "Lars Berg" in html
    assert peek(as_ingrid, followup).status_code == 200


def test_rich_text_from_elsewhere_is_clean_on_the_page_too(as_ingrid, lars):
    followup = make_task(lars, agenda='<img src=x onerror="alert(1)"><script>alert(2)</script>ok')

    html = as_ingrid.get(f"/followups/{followup.public_id}/").text

    assert "onerror" not in html
    assert "alert(2)" not in html


def test_a_group_sees_what_is_visible_for_it(as_ingrid, client, ingrid, lars):
    group = make_group("Sales", [ingrid, lars])
    meeting = make_appointment(lars, visibility="group", visible_group=group)

    assert "Sales" in peek(as_ingrid, meeting).text

    group.members.remove(ingrid)
    assert peek(as_ingrid, meeting).status_code == 404


def test_a_card_asks_the_database_a_bounded_number_of_times(
    as_ingrid, meeting, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        peek(as_ingrid, meeting)


def test_the_colours_of_the_types_come_as_a_stylesheet(as_ingrid):
    FollowUpType.objects.filter(pk=type_of("task").pk).update(colour="#123abc")

    response = as_ingrid.get("/type-colours.css")

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert f'[data-type="{type_of("task").pk}"]{{--raw:#123abc}}' in response.text
    assert "private" in response["Cache-Control"]


def test_the_stylesheet_is_sent_again_only_after_a_change(as_ingrid):
    etag = as_ingrid.get("/type-colours.css")["ETag"]

    assert as_ingrid.get("/type-colours.css", headers={"If-None-Match": etag}).status_code == 304

    FollowUpType.objects.filter(pk=type_of("task").pk).update(colour="#123abc")
    assert as_ingrid.get("/type-colours.css", headers={"If-None-Match": etag}).status_code == 200


def test_a_colour_that_is_none_stays_out_of_the_stylesheet(as_ingrid):
    FollowUpType.objects.filter(pk=type_of("task").pk).update(colour="red}x{")

    assert "red" not in as_ingrid.get("/type-colours.css").text


def test_a_link_leads_back_to_the_page_one_came_from(as_ingrid, ingrid):
    meeting = make_appointment(ingrid)
    came_from = {"Referer": "http://testserver/diary/week/2026-06-10/?card=all"}

    response = as_ingrid.get(f"/followups/{meeting.public_id}/", headers=came_from)

    assert response.context["next"] == "/diary/week/2026-06-10/?card=all"


@pytest.mark.parametrize(
    "referer",
    [
        "http://evil.example/x",
        "http://testserver/accounts/login/?next=/",
        "http://[",
        "//x",
        "\x00",
    ],
)
def test_other_places_are_not_returned_to(as_ingrid, referer):
    response = as_ingrid.get("/followups/new/task/", headers={"Referer": referer})

    assert response.context["next"] == ""
