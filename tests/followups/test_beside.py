"""Places that the form suggests follow what is chosen in it."""

import pytest

from tests.factories import make_appointment, make_company, make_person, make_resource

pytestmark = pytest.mark.django_db


def places(client, **chosen):
    text = client.get("/followups/beside/", chosen).text
    return [line.partition('"')[0] for line in text.split('<option value="')[1:]]


def test_the_address_of_the_company_and_of_the_contacts_company_is_suggested(as_ingrid):
    company = make_company(address="Dock 7", postcode="0150", city="Oslo")
    penny = make_person(company=company)

    assert "Dock 7, 0150 Oslo" in places(as_ingrid, company=company.public_id)
    assert "Dock 7, 0150 Oslo" in places(as_ingrid, person=penny.public_id)
    assert "Dock 7, 0150 Oslo" not in places(as_ingrid)


def test_rooms_that_are_ticked_come_first_and_all_rooms_can_be_had(as_ingrid):
    room = make_resource("Galdhøpiggen")
    make_resource("Beseggen")

    found = places(as_ingrid, resources=f"resource:{room.public_id}")

    assert found[0] == "Galdhøpiggen"
    assert "Beseggen" in found


def test_where_one_was_lately_is_suggested_the_companys_places_first(as_ingrid, ingrid, lars):
    company = make_company()
    make_appointment(lars, company=company, location="Their canteen")
    make_appointment(ingrid, location="Café Lift")

    found = places(as_ingrid, company=company.public_id)

    assert found.index("Their canteen") < found.index("Café Lift")


def test_no_place_of_what_one_may_not_see_is_suggested(as_ingrid, lars):
    company = make_company()
    make_appointment(lars, company=company, location="Secret lab", visibility="owner")
    make_appointment(lars, location="Elsewhere")

    found = places(as_ingrid, company=company.public_id)

    assert "Secret lab" not in found
    assert "Elsewhere" not in found


def test_what_is_suggested_takes_a_bounded_number_of_queries(
    as_ingrid, ingrid, django_assert_max_num_queries
):
    company = make_company()
    for number in range(5):
        make_appointment(ingrid, company=company, location=f"Place {number}")
    room = make_resource("Galdhøpiggen")

    with django_assert_max_num_queries(7):
        places(as_ingrid, company=company.public_id, resources=f"resource:{room.public_id}")
