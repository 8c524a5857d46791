"""The same company and the same person are known again, however they are written."""

import pytest

from crm.importing import matching, targets
from crm.importing.matching import Known
from crm.models import Company, Person
from tests.factories import NOW, make_company, make_person


@pytest.fixture(autouse=True)
def database(db):
    pass


def same_as(name, **fields):
    keys = matching.company_keys({"name": name} | fields)
    found, by = Known.of(Company, keys).find(keys, matching.core(name))
    return found and (Company.objects.get(pk=found.pk).name, by)


@pytest.mark.parametrize(
    ("stored", "said", "by"),
    [
        ({"number": "987 654 321"}, {"number": "NO987654321MVA"}, "number"),
        ({"email": "post@moonbeam.example"}, {"email": "Post@Moonbeam.example"}, "email"),
        ({"phone": "22 33 44 55"}, {"phone": "+47 2233-4455"}, "phone"),
        ({"phone": "+44 1632 960475"}, {"phone": "0044 1632 960475"}, "phone"),
        (
            {"website": "https://www.moonbeam.example/about"},
            {"website": "http://moonbeam.example"},
            "domain",
        ),
    ],
)
def test_a_company_is_known_by_what_it_has(stored, said, by):
    make_company("Moonbeam Ladders", **stored)
    make_company("Another", number="123456789", phone="99 99 99 99", email="a@b.example")

    assert same_as("Quite another name", **said) == ("Moonbeam Ladders", by)


@pytest.mark.parametrize(
    "name",
    [
        "Moonbeam Ladders AS",
        "MOONBEAM LADDERS LTD.",
        "Moonbeam-Ladders A/S",
        "moonbeam ladders gmbh",
    ],
)
def test_a_company_is_known_by_its_name_without_the_form(name):
    make_company("Moonbeam Ladders ASA")

    assert same_as(name) == ("Moonbeam Ladders ASA", "name")


def test_a_company_that_is_called_like_a_form_keeps_its_name():
    make_company("SA")

    assert same_as("AS") is None
    assert same_as("sa") == ("SA", "name")


def test_an_archived_company_is_no_duplicate():
    make_company("Moonbeam", archived_at=NOW)

    assert same_as("Moonbeam") is None


def person_like(company="", **values):
    keys = matching.person_keys(values, company)
    found, by = Known.of(Person, keys).find(keys, "")
    return found and (str(Person.objects.get(pk=found.pk)), by)


def test_a_contact_is_known_by_address_and_mobile():
    make_person("Penny", "Rung", email="penny@moonbeam.example", mobile="900 11 222")

    assert person_like(first_name="P.", email="PENNY@moonbeam.example") == ("Penny Rung", "email")
    assert person_like(first_name="P.", mobile="+47 90011222") == ("Penny Rung", "phone")
    assert person_like(first_name="Penny", phone="90 01 12 22") == ("Penny Rung", "phone")


def test_two_people_may_share_a_switchboard():
    make_person("Penny", "Rung", phone="22 33 44 55")

    assert person_like(first_name="Kari", last_name="Nordmann", phone="22334455") is None
    assert person_like(first_name="penny", phone="+47 22334455") == ("Penny Rung", "phone")


def test_the_same_name_is_the_same_person_only_in_the_same_company():
    make_person("Ola", "Hansen", company=make_company("Moonbeam AS"))
    make_person("Kari", "Åsen")

    assert person_like("Moonbeam", first_name="Ola", last_name="Hansen") == ("Ola Hansen", "name")
    assert person_like("Another", first_name="Ola", last_name="Hansen") is None
    assert person_like("", first_name="Kari", last_name="Aasen") == ("Kari Åsen", "name")


def test_a_thousand_lines_are_looked_up_in_one_query(django_assert_num_queries):
    make_company("Moonbeam")
    keys = [matching.Key("name", f"name {number}") for number in range(1000)]

    with django_assert_num_queries(1):
        Known.of(Company, keys)
    with django_assert_num_queries(0):
        Known.of(Person, [])


OUTLOOK = "First Name,Last Name,Company,Job Title,Business Street,Business City,"
OUTLOOK += "Business Postal Code,Business Country/Region,Business Phone,Mobile Phone,E-mail Address"
NORSK = "Fornavn;Etternavn;Firma;Stilling;Adresse, arbeid;Poststed, arbeid;Postnummer, arbeid;"
NORSK += "Land/region, arbeid;Telefon, arbeid;Mobiltelefon;E-postadresse"
GOOGLE = "First Name,Last Name,Organization Name,Organization Title,Address 1 - Street,"
GOOGLE += "Address 1 - City,Address 1 - Postal Code,Address 1 - Country,Phone 1 - Value,"
GOOGLE += "Phone 2 - Value,E-mail 1 - Value"
PERSON = ["first_name", "last_name", "company.name", "title", "company.address", "company.city"]
PERSON += ["company.postcode", "company.country", "phone", "mobile", "email"]


@pytest.mark.parametrize(
    ("headings", "separator"), [(OUTLOOK, ","), (NORSK, ";"), (GOOGLE, ",")], ids=str
)
def test_contacts_of_other_programs_are_matched_by_themselves(headings, separator):
    assert targets.guess("both", headings.split(separator)) == PERSON


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        (
            "Company name;Company Domain Name;Phone Number;Postal Code;Country/Region;Industry",
            ["name", "website", "phone", "postcode", "country", "category"],
        ),
        (
            "Firmanavn;Org.nr;Kategori;Telefon;E-post;Besøksadresse;Poststed;Noe annet",
            ["name", "number", "category", "phone", "email", "address", "city", ""],
        ),
        ("NAVN;Navn (2);  e-mail ", ["name", "", "email"]),
    ],
)
def test_companies_of_other_programs_are_matched_by_themselves(headings, names):
    assert targets.guess("companies", headings.split(";")) == names
