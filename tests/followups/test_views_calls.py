"""Calls: planned, started now, logged."""

import datetime
import html
import uuid

import pytest
from django.contrib.messages import get_messages

from followups.models import FollowUp
from tests.factories import at, make_call, make_company, make_person, make_task, make_user
from tests.sent import fields_of

pytestmark = pytest.mark.django_db

NEW_CALL = "/followups/new/call/"


def test_a_new_call_is_planned_for_today(as_ingrid):
    as_ingrid.post(NEW_CALL, fields_of(as_ingrid.get(NEW_CALL)) | {"title": "Ring Penny"})

    call = FollowUp.objects.get()
    assert call.is_planned_call
    assert call.due_on == datetime.date(2026, 6, 10)


def test_a_call_that_is_logged_was_made_now_and_took_the_preferred_length(as_ingrid, ingrid):
    ingrid.preferences.call_minutes = 10
    ingrid.preferences.save()

    as_ingrid.post(NEW_CALL, fields_of(as_ingrid.get(f"{NEW_CALL}?made=1")) | {"title": "Rang"})

    call = FollowUp.objects.get()
    assert (call.starts_at, call.ends_at) == (at("2026-06-10 11:20"), at("2026-06-10 11:30"))
    assert (call.due_on, call.is_completed) == (None, True)


@pytest.mark.parametrize(
    ("asked", "times"),
    [
        ("date=2026-06-08", ("Mon 8 Jun 2026", "08:00", "08:15")),
        ("date=2026-06-08&start=14:00&end=14:30", ("Mon 8 Jun 2026", "14:00", "14:30")),
        ("date=2026-06-10&start=09:00", ("Wed 10 Jun 2026", "09:00", "09:15")),
        ("date=2026-06-10&start=15:00&end=16:00", ("Wed 10 Jun 2026", "11:20", "11:35")),
        ("date=2026-06-12", ("Wed 10 Jun 2026", "11:20", "11:35")),
    ],
)
def test_a_call_is_logged_on_the_day_asked_for_unless_that_is_to_come(as_ingrid, asked, times):
    sent = fields_of(as_ingrid.get(f"{NEW_CALL}?made=1&{asked}"))

    assert (sent["date"], sent["start"], sent["end"]) == tuple([each] for each in times)


def test_a_call_logged_as_not_completed_stays_open(as_ingrid):
    sent = fields_of(as_ingrid.get(f"{NEW_CALL}?made=1")) | {"title": "Rang"}

    as_ingrid.post(NEW_CALL, {name: value for name, value in sent.items() if name != "completed"})

    assert not FollowUp.objects.get().is_completed


def test_made_now_fills_in_the_time_and_saves_nothing_yet(as_ingrid):
    response = as_ingrid.post(NEW_CALL, {"title": "", "made_now": "1"})

    assert response.status_code == 200
    assert not FollowUp.objects.exists()
    sent = fields_of(response)
    assert (sent["start"], sent["end"]) == (["11:20"], ["11:35"])


def test_a_call_is_started_from_a_contact_and_shows_their_numbers(as_ingrid, ingrid):
    company = make_company(phone="+44 0000 000009")
    penny = make_person(company=company, mobile="+44 0000 000001")

    response = as_ingrid.post("/followups/calls/start/", {"person": penny.public_id})

    call = FollowUp.objects.get()
    assert (call.starts_at, call.ends_at) == (at("2026-06-10 11:20"), at("2026-06-10 11:35"))
    assert (call.owner, call.person, call.company) == (ingrid, penny, company)
    assert response["Location"] == f"/followups/{call.public_id}/"
    page = as_ingrid.get(response["Location"]).text
    assert 'href="tel:+440000000001"' in page
    assert 'href="tel:+440000000009"' in page


def start_of_menu(client, page):
    """Press Start call in the New menu of a page."""
    menu = client.get(page).text.partition('id="new-menu"')[2]
    form = menu[menu.index('action="/followups/calls/start/') :].partition("</form>")[0]
    address = html.unescape(form.partition('"')[2].partition('"')[0])
    key = form.partition('name="form_key" value="')[2].partition('"')[0]
    return client.post(address, {"form_key": key}), address, key


def test_the_new_menu_starts_a_call_with_whom_the_page_is_about(as_ingrid, ingrid):
    penny = make_person(company=make_company())

    start_of_menu(as_ingrid, f"/contacts/{penny.public_id}/")

    call = FollowUp.objects.get()
    assert (call.owner, call.person, call.company) == (ingrid, penny, penny.company)
    assert call.starts_at == at("2026-06-10 11:20")


def test_a_call_started_in_a_colleagues_diary_on_another_day_is_ones_own_and_now(as_ingrid, ingrid):
    lars = make_user("lars")

    start_of_menu(as_ingrid, f"/diary/day/2026-07-01/?diary={lars.public_id}")

    call = FollowUp.objects.get()
    assert (call.owner, call.starts_at) == (ingrid, at("2026-06-10 11:20"))


def test_start_call_pressed_twice_starts_one_call(as_ingrid):
    first, address, key = start_of_menu(as_ingrid, "/companies/")

    again = as_ingrid.post(address, {"form_key": key})

    assert again["Location"] == first["Location"]
    assert FollowUp.objects.count() == 1


def test_a_call_started_just_before_midnight_ends_on_the_next_day(as_ingrid, time_machine):
    time_machine.move_to(at("2026-06-10 23:50"), tick=False)

    as_ingrid.post("/followups/calls/start/", {"form_key": uuid.uuid4(), "title": "Late"})

    call = FollowUp.objects.get()
    assert (call.starts_at, call.ends_at) == (at("2026-06-10 23:50"), at("2026-06-11 00:05"))


def test_a_planned_call_that_is_started_keeps_its_deadline(as_ingrid, ingrid):
    call = make_call(ingrid, due_on="2026-06-08", title="Ring Penny")

    response = as_ingrid.post(f"/followups/{call.public_id}/start/")

    call.refresh_from_db()
    assert call.starts_at == at("2026-06-10 11:20")
    assert call.due_on == datetime.date(2026, 6, 8)
    (message,) = get_messages(response.wsgi_request)
    assert str(message) == (
        "Started: Ring Penny, Wed 10 June, 11:20–11:35. No telephone number is known."
    )


def test_a_call_is_started_once(as_ingrid, ingrid):
    call = make_call(ingrid)

    as_ingrid.post(f"/followups/{call.public_id}/start/")
    as_ingrid.post(f"/followups/{call.public_id}/start/")

    call.refresh_from_db()
    assert call.version == 2


def test_only_a_call_can_be_started(as_ingrid, ingrid):
    task = make_task(ingrid)

    assert as_ingrid.post(f"/followups/{task.public_id}/start/").status_code == 404


@pytest.mark.parametrize("person", ["x", "6f1c43cf-0dd1-4b04-8f0a-8b8a76d6a1b8", "\x00"])
def test_a_call_to_nobody_known_is_refused(as_ingrid, person):
    response = as_ingrid.post("/followups/calls/start/", {"person": person})

    assert response.status_code == 400
    assert not FollowUp.objects.exists()


def test_a_made_call_can_be_edited(as_ingrid, ingrid):
    call = make_call(ingrid, due_on=None, start="2026-06-10 10:00", end="2026-06-10 10:15")
    url = f"/followups/{call.public_id}/"

    as_ingrid.post(url, fields_of(as_ingrid.get(url)) | {"end": "10:40"})

    call.refresh_from_db()
    assert call.ends_at == at("2026-06-10 10:40")


def test_a_call_of_a_company_without_a_contact_shows_its_number(as_ingrid):
    company = make_company(phone="+44 0000 000009")

    response = as_ingrid.post("/followups/calls/start/", {"company": company.public_id})

    assert "+44 0000 000009" in as_ingrid.get(response["Location"]).text
    assert "number is known" not in toast_of(response)


def test_a_call_started_with_no_number_known_says_so(as_ingrid):
    company = make_company(phone="")

    response = as_ingrid.post("/followups/calls/start/", {"company": company.public_id})

    assert toast_of(response).endswith(". No telephone number is known.")
    assert f"No telephone number of {company} is known." in html.unescape(
        as_ingrid.get(response["Location"]).text
    )


def test_the_numbers_of_who_is_chosen_are_told(as_ingrid, django_assert_max_num_queries):
    company = make_company(phone="+44 0000 000009")
    penny = make_person(company=company, mobile="+44 0000 000001")

    with django_assert_max_num_queries(7):
        both = as_ingrid.get(
            "/followups/beside/", {"company": company.public_id, "person": penny.public_id}
        ).text
    of_company = as_ingrid.get("/followups/beside/", {"company": company.public_id}).text
    of_nobody = as_ingrid.get("/followups/beside/", {"company": "nonsense"}).text

    assert both.count("+44 0000 000009") == 1
    assert "+44 0000 000001" in both
    assert "+44 0000 000001" not in of_company
    assert "+44" not in of_nobody


def toast_of(response):
    return str(next(iter(get_messages(response.wsgi_request))))
