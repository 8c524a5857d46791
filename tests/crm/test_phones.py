"""Telephone numbers are the same however they are written, and other numbers stay as they are."""

import pytest

from crm.models import Company, Person
from crm.phones import is_number, key_of
from tests.factories import make_company, make_person

WRITTEN = ["+47 22 33 44 55", "0047 22334455", "22 33 44 55", "(22) 33-44-55", "22.33.44.55"]


@pytest.mark.parametrize("number", WRITTEN)
def test_a_number_has_one_key_however_it_is_written(number):
    assert is_number(number)
    assert key_of(number) == "22334455"


def test_a_number_of_another_country_is_known_with_and_without_its_code():
    abroad = ["+44 1632 960475", "+44 (0)1632 960475", "0044 1632960475", "01632 960475"]

    assert {key_of(number) for number in abroad} == {"1632960475"}


def test_the_country_of_the_installation_decides_about_numbers_without_a_code(settings):
    settings.COUNTRY = "GB"

    assert key_of("020 7946 0018") == key_of("+44 20 7946 0018")


@pytest.mark.parametrize("text", ["", "12", "Q-2041", "moon 22334455", "22334455 +", "٢٢٣٣٤٤٥٥"])
def test_words_and_short_numbers_are_no_telephone_numbers(text):
    assert not is_number(text)


@pytest.mark.parametrize("number", ["9" * 400, "+", "+999999999999999", "()", "0" * 30])
def test_nonsense_has_a_key_or_none_and_never_an_error(number):
    assert set(key_of(number)) <= set("0123456789")


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [*WRITTEN, "22334", "+47 22 33 4"])
def test_lists_and_search_find_who_has_the_number(typed):
    company = make_company(phone="+4722334455")
    person = make_person(mobile="22 33 44 55", phone="99 88 77 66")

    assert list(Company.objects.matching(typed)) == [company]
    assert list(Person.objects.filter(search_key__has_words=typed)) == [person]


@pytest.mark.django_db
def test_a_contact_is_found_by_address_and_title_too():
    person = make_person("Penny", "Rung", email="penny.rung@example.com", title="Buyer")

    for typed in ("rung@example", "buyer penny", "penny.rung@example.com"):
        assert list(Person.objects.filter(search_key__has_words=typed)) == [person], typed
