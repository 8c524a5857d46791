import pytest

from crm.likeness import company_key, domain_key, email_key, number_key, person_key, phone_key
from tests.factories import make_company, make_person


@pytest.mark.parametrize(
    "name",
    [
        "Moonbeam Ladders",
        "Moonbeam Ladders Ltd",
        "Moonbeam-Ladders Ltd.",
        "moonbeam ladders AS",
        "Moonbeam Ladders A/S",
        "AS Moonbeam Ladders",
        "MOONBEAM  LADDERS, Inc.",
        "Moonbeam Ladders GmbH & Co. KG",
        "Moonbeam Ladders B.V.",
    ],
)
def test_a_company_is_known_by_its_name_without_its_form(name):
    assert company_key(name) == "moonbeam ladders"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ærlig Stål AS", "aerlig stal"),
        ("Aerlig Staal", "aerlig stal"),
        ("AS", "as"),
        ("Asker AS", "asker"),
        ("", ""),
        ("…", ""),
    ],
)
def test_letters_are_folded_and_a_name_is_never_emptied(name, key):
    assert company_key(name) == key


def test_a_first_name_alone_tells_nobody_from_another():
    assert person_key("Bjørn", "Ås") == person_key("Bjorn", "Aas") == "bjorn as"
    assert person_key("Penny", "") == ""


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("NO 923 609 016 MVA", "923609016"),
        ("923609016", "923609016"),
        ("SC123456", "123456"),
        ("A-17", "a17"),
        ("", ""),
    ],
)
def test_a_company_number_is_known_however_it_is_written(number, key):
    assert number_key(number) == key


@pytest.mark.parametrize(
    ("website", "email", "key"),
    [
        ("https://www.Moonbeam.example/en?x=1", "", "moonbeam.example"),
        ("moonbeam.example/en", "post@other.example", "moonbeam.example"),
        ("", "Post@Moonbeam.example", "moonbeam.example"),
        ("", "moonbeam@gmail.com", ""),
        ("https://www.facebook.com/moonbeam", "", ""),
        ("https://[moonbeam", "", ""),
        ("", "", ""),
    ],
)
def test_a_domain_is_that_of_the_page_else_of_the_mail_unless_it_is_everybodys(website, email, key):
    assert domain_key(website, email) == key


def test_mail_and_phone_are_known_however_they_are_written():
    assert email_key(" Penny@Example.com ") == "penny@example.com"
    assert phone_key("+47 22 33 44 55") == phone_key("0047 22334455") == "22334455"
    assert phone_key("112") == ""


def test_the_keys_are_written_with_every_way_of_saving(db):
    company = make_company("Moonbeam Ltd", phone="22 33 44 55", email="post@moonbeam.example")
    person = make_person("Penny", "Rung", mobile="+47 900 11 222")

    assert (company.like_name, company.like_phone) == ("moonbeam", "22334455")
    assert company.like_domain == "moonbeam.example"
    assert (person.like_name, person.like_mobile) == ("penny rung", "90011222")
    company.name = "Sunbeam Ltd"
    company.save()
    company.refresh_from_db()
    assert company.like_name == "sunbeam"
