"""Company, contact, sale and project: found by what is typed, and filling in each other."""

import re

import pytest

from followups.models import FollowUp
from tests.factories import (
    make_appointment,
    make_company,
    make_person,
    make_project,
    make_resource,
    make_sale,
)
from tests.sent import fields_of

pytestmark = pytest.mark.django_db

NEW = "/followups/new/appointment/"
TIME = {"title": "Demo", "date": "10.6", "start": "13"}
# The full form sends a contact too; quick add sends none.
FULL = TIME | {"person": "", "person_text": ""}


def test_a_company_chosen_from_the_list_is_linked(as_ingrid):
    company = make_company()

    as_ingrid.post(NEW, FULL | {"company": company.public_id, "company_text": company.name})

    assert FollowUp.objects.get().company == company


@pytest.mark.parametrize("typed", ["Moonbeam Ladders Ltd", "moonbeam", "LADDERS moon"])
def test_a_typed_name_that_fits_one_company_is_that_company(as_ingrid, typed):
    company = make_company()
    make_company("Atlantis Dry Docks plc")

    as_ingrid.post(NEW, FULL | {"company_text": typed})

    assert FollowUp.objects.get().company == company


def test_the_whole_name_goes_before_names_that_hold_it(as_ingrid):
    ugle = make_company("Ugle")
    make_company("Ugle & Ullteppe")

    as_ingrid.post(NEW, FULL | {"company_text": "ugle"})

    assert FollowUp.objects.get().company == ugle


def test_norwegian_letters_are_found_in_any_case(as_ingrid):
    company = make_company("Åsmund Ærlig Øl AS")

    as_ingrid.post(NEW, FULL | {"company_text": "åsmund ØL"})

    assert FollowUp.objects.get().company == company


def test_several_that_fit_are_listed_to_choose_from_and_one_choice_settles_it(as_ingrid):
    north, south = make_company("Ugle Nord"), make_company("Ugle Sør")

    refused = as_ingrid.post(NEW, FULL | {"company_text": "ugle"})
    as_ingrid.post(NEW, fields_of(refused) | {"company_choice": south.public_id})

    assert refused.status_code == 400
    assert "Ugle Nord" in refused.text
    assert str(north.public_id) in refused.text
    assert FollowUp.objects.get().company == south


def test_a_name_that_fits_nobody_is_refused_and_kept(as_ingrid):
    response = as_ingrid.post(NEW, FULL | {"company_text": "Nobody & Co"})

    assert response.status_code == 400
    assert "No company fits “Nobody &amp; Co”" in response.text
    assert 'value="Nobody &amp; Co"' in response.text


def test_typed_text_goes_before_the_id_it_was_chosen_with(as_ingrid):
    old, new = make_company("Old Docks"), make_company("New Docks")

    as_ingrid.post(NEW, FULL | {"company": old.public_id, "company_text": "New Docks"})

    assert FollowUp.objects.get().company == new


def test_a_contact_fills_an_empty_company(as_ingrid):
    company = make_company()
    penny = make_person(company=company)

    as_ingrid.post(NEW, TIME | {"person_text": "Penny Rung"})

    meeting = FollowUp.objects.get()
    assert (meeting.person, meeting.company) == (penny, company)


def test_with_a_company_only_its_contacts_are_found(as_ingrid):
    company = make_company()
    make_person(company=make_company("Elsewhere"))

    response = as_ingrid.post(NEW, TIME | {"company": company.public_id, "person_text": "Penny"})

    assert response.status_code == 400
    assert "No contact fits “Penny”" in response.text


def test_a_contact_who_left_the_company_stays_on_what_was_agreed(as_ingrid, ingrid):
    company = make_company()
    penny = make_person(company=company)
    meeting = make_appointment(ingrid, company=company, person=penny)
    penny.company = make_company("Elsewhere")
    penny.save()

    url = f"/followups/{meeting.public_id}/"
    as_ingrid.post(url, fields_of(as_ingrid.get(url)) | {"title": "Moved on"})

    meeting = FollowUp.objects.get()
    assert (meeting.title, meeting.company, meeting.person) == ("Moved on", company, penny)


def test_a_sale_or_a_project_fills_an_empty_company(as_ingrid):
    company = make_company()
    sale = make_sale(company=company)
    project = make_project(company=company)

    as_ingrid.post(NEW, FULL | {"sale_text": "ladder van"})
    as_ingrid.post(NEW, FULL | {"project": project.public_id})

    first, second = FollowUp.objects.order_by("pk")
    assert (first.sale, first.company) == (sale, company)
    assert (second.project, second.company) == (project, company)


def test_a_company_that_is_chosen_is_not_replaced(as_ingrid):
    company = make_company()
    sale = make_sale(company=make_company("Elsewhere"))

    as_ingrid.post(NEW, FULL | {"company": company.public_id, "sale": sale.public_id})

    assert FollowUp.objects.get().company == company


def test_sale_and_project_can_be_linked_at_once(as_ingrid):
    sale, project = make_sale(), make_project()

    as_ingrid.post(NEW, FULL | {"sale": sale.public_id, "project": project.public_id})

    meeting = FollowUp.objects.get()
    assert (meeting.sale, meeting.project) == (sale, project)


def test_quick_add_takes_a_company_as_text(as_ingrid):
    company = make_company()

    as_ingrid.post(NEW, TIME | {"company": "moonbeam"})

    assert FollowUp.objects.get().company == company


def test_quick_add_takes_a_contact_in_the_field_of_the_company(as_ingrid):
    company = make_company()
    penny = make_person(company=company)

    as_ingrid.post(NEW, TIME | {"company_text": "penny rung"})

    meeting = FollowUp.objects.get()
    assert (meeting.company, meeting.person) == (company, penny)


@pytest.mark.parametrize("name", ["company", "person", "sale", "project"])
def test_a_new_one_starts_with_what_the_page_before_showed(as_ingrid, name):
    company = make_company()
    records = {
        "company": company,
        "person": make_person(company=company),
        "sale": make_sale(company=company),
        "project": make_project(company=company),
    }

    initial = as_ingrid.get(f"{NEW}?{name}={records[name].public_id}").context["form"].initial

    assert initial[name] == records[name]
    assert initial["company"] == company


def test_what_quick_add_had_as_text_comes_along_to_the_full_form(as_ingrid):
    html = as_ingrid.get(f"{NEW}?company=&company_text=Moonb&title=Demo").text

    assert 'name="company_text" value="Moonb"' in html


def test_a_record_that_is_gone_is_refused_in_words(as_ingrid):
    response = as_ingrid.post(NEW, FULL | {"company": "6f1c43cf-0dd1-4b04-8f0a-8b8a76d6a1b8"})

    assert response.status_code == 400
    assert "It is not there any more" in response.text


def test_the_contacts_numbers_can_be_dialled_from_the_form(as_ingrid):
    penny = make_person(mobile="+44 0000 000001", phone="+44 0000 000002")

    html = as_ingrid.get(f"{NEW}?person={penny.public_id}").text

    assert 'href="tel:+440000000001"' in html
    assert 'href="tel:+440000000002"' in html


def test_places_are_suggested_from_the_company_ones_own_and_the_rooms(as_ingrid, settings):
    settings.ORGANISATION_ADDRESS = "Storgata 1, Oslo"
    make_resource("Galdhøpiggen")
    booked = make_resource("Preikestolen")
    make_resource("Van", category="other")
    company = make_company(address="Dock 7", postcode="3262", city="Larvik")

    html = as_ingrid.get(f"{NEW}?company={company.public_id}&diary={booked.public_id}").text

    places = re.findall('<option value="([^"]*)"></option>', html)
    assert places == ["Preikestolen", "Dock 7, 3262 Larvik", "Storgata 1, Oslo", "Galdhøpiggen"]
