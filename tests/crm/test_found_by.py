"""By what companies and contacts are found: on top of every page, and in their lists."""

import importlib
import uuid

import pytest
from django.apps import apps
from django.urls import reverse

from crm import changes, merging
from crm.models import Company, Person
from tests.factories import NOW, make_company, make_field, make_person, make_user


@pytest.fixture(autouse=True)
def ingrid(db, client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


def on_top(client, typed):
    return client.get(reverse("followups:search"), {"q": typed}).text


def listed(client, name, typed):
    return client.get(reverse(f"crm:{name}-list"), {"q": typed}).text


def found(model, typed):
    rows = model.objects.filter(search_key__has_words=typed).order_by("pk")
    return [str(row) for row in rows]


@pytest.mark.parametrize(
    "typed",
    [
        *("storgata", "Storgata 12", "0155", "0155 oslo", "oslo", "wholesale"),
        *("moonbeam.example", "beamshop", "www.beamshop.no"),
    ],
)
def test_a_company_is_found_by_its_address_category_and_website(client, typed):
    make_company(
        "Sunny Stairs",
        address="Storgata 12",
        postcode="0155",
        city="Oslo",
        category="Wholesale",
        email="post@moonbeam.example",
        website="https://www.beamshop.no/ladders",
    )
    make_company("Other Ltd", website="https://www.other.example")

    typed = typed.removeprefix("www.")
    for page in (on_top(client, typed), listed(client, "company", typed)):
        assert "Sunny Stairs" in page
        assert "Other Ltd" not in page


def test_a_postcode_of_five_digits_is_found_with_its_zeros(client):
    make_company("Sunny Stairs", postcode="01067", city="Dresden")

    assert "Sunny Stairs" in on_top(client, "01067")
    assert "Sunny Stairs" in on_top(client, "01067 Dresden")


def test_a_contact_is_found_by_the_name_of_the_company(client):
    make_person("Penny", "Rung", company=make_company("Moonbeam Ladders Ltd"))
    make_person("Ola", "Ås")

    for typed in ("moonbeam", "penny moon", "ladd rung"):
        for page in (on_top(client, typed), listed(client, "person", typed)):
            assert "Penny Rung" in page
            assert "Ola Ås" not in page


def test_a_company_that_gets_another_name_takes_its_contacts_along(ingrid):
    company = make_company("Moonbeam")
    make_person("Penny", "Rung", company=company)
    company.name = "Sunbeam"

    changes.save(company, by=ingrid)

    assert (found(Person, "moonbeam"), found(Person, "sunbeam")) == ([], ["Penny Rung"])


def test_contacts_keep_what_else_they_are_found_by(ingrid):
    field = make_field("person", name="Nickname")
    company = make_company("Moonbeam")
    person = make_person("Penny", "Rung", company=company, custom={field.key: "Ladderfolk"})
    company.name = "Sunbeam"

    company.save()

    assert found(Person, "ladderfolk sunbeam") == ["Penny Rung"]
    assert Person.objects.get().version == person.version


def test_many_renamed_and_moved_at_once_take_their_contacts_along(
    ingrid, django_assert_max_num_queries
):
    one, other = make_company("Moonbeam"), make_company("Starbeam")
    for company in (one, other):
        for n in range(5):
            make_person(f"Penny{n}", company.name[:4], company=company)
    one.name, other.name = "Sunbeam", "Skybeam"

    with django_assert_max_num_queries(10):
        changes.save_many(Company, [one, other], {"name"}, by=ingrid, at=NOW, batch=uuid.uuid4())
    assert (len(found(Person, "sunbeam")), len(found(Person, "moonbeam"))) == (5, 0)

    merging.merge(one, [other], {}, {}, by=ingrid, at=NOW)
    assert len(found(Person, "sunbeam")) == 10


def test_new_ones_written_at_once_ask_for_their_companies_once(
    ingrid, django_assert_max_num_queries
):
    company = make_company("Moonbeam")
    persons = [Person(first_name=f"Penny{n}", company_id=company.pk) for n in range(8)]

    with django_assert_max_num_queries(8):
        changes.create_many(Person, persons, by=ingrid, at=NOW, batch=uuid.uuid4())

    assert len(found(Person, "moonbeam")) == 8


def test_what_was_stored_before_is_found_by_it_after_migrating():
    company = make_company("Sunny", address="Storgata 12", website="http://beamshop.no")
    make_person("Penny", "Rung", company=company)
    Company.objects.update(search_key="sunny")
    Person.objects.update(search_key="penny rung")
    migration = importlib.import_module("crm.migrations.0013_words_of_addresses_and_companies")

    migration.write_keys(apps, None)

    assert found(Company, "sunny storgata beamshop") == ["Sunny"]
    assert found(Person, "penny sunny") == ["Penny Rung"]
