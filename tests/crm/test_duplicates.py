"""What is there twice: found, warned of in forms, listed, told apart."""

import pytest
from django.db import connection
from django.urls import reverse

from crm import duplicates
from crm.models import Company, DifferentCompanies, Person
from tests.crm.test_editing import address, edit, new
from tests.factories import NOW, make_company, make_person, make_user
from tests.sent import fields_of


@pytest.fixture(autouse=True)
def ingrid(db, client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


def found(record, **kwargs):
    """{name: reasons} of what `record` is likely the same as."""
    rows = duplicates.alike(record, type(record).objects.all(), **kwargs)
    return {str(row.record): [str(reason) for reason in row.reasons] for row in rows}


# -- who is likely the same ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "typed", "reason"),
    [
        ({"number": "923 609 016"}, {"number": "NO923609016MVA"}, "same company number"),
        ({"email": "post@gmail.com"}, {"email": "POST@gmail.com"}, "same e-mail"),
        ({"phone": "22 33 44 55"}, {"phone": "+4722334455"}, "same phone"),
        (
            {"website": "https://www.moonbeam.example"},
            {"email": "sales@moonbeam.example"},
            "same web domain",
        ),
    ],
)
def test_a_company_is_likely_the_same_by_what_it_is_reached_by(stored, typed, reason):
    make_company("Moonbeam", **stored)

    assert found(Company(name="Sunbeam", **typed)) == {"Moonbeam": [reason]}


def test_a_name_is_the_same_without_accents_and_company_forms():
    make_company("Ærlig Stål AS")

    assert found(Company(name="Aerlig Staal Ltd.")) == {"Ærlig Stål AS": ["same name"]}


def test_a_contact_is_likely_the_same_by_name_mail_or_either_number():
    make_person("Penny", "Rung", mobile="900 11 222", email="penny@example.com")

    assert found(Person(first_name="P.", last_name="Rung", phone="+47 90011222")) == {
        "Penny Rung": ["same phone"]
    }
    assert found(Person(first_name="penny", last_name="rung", email="Penny@example.com")) == {
        "Penny Rung": ["same e-mail", "same name"]
    }
    assert found(Person(first_name="Penny")) == {}


def test_what_is_archived_or_the_record_itself_is_no_duplicate():
    make_company("Moonbeam", archived_at=NOW)
    company = make_company("Sunbeam")

    assert found(Company(name="Moonbeam")) == {}
    assert found(company) == {}


def test_what_many_share_says_nothing():
    for number in range(duplicates.MOST):
        make_company(f"Branch {number}", phone="22 33 44 55", number=f"10000000{number}")

    assert found(Company(name="Head office", phone="22334455")) == {}
    assert duplicates.groups(Company) != []
    make_company("Branch 9", phone="22 33 44 55")
    assert duplicates.groups(Company) == []


def test_of_a_stored_one_only_what_was_changed_is_looked_at():
    make_company("Moonbeam", phone="22 33 44 55", number="923609016")
    company = make_company("Moonbeam", phone="22 33 44 55")
    before = Company.objects.get(pk=company.pk)
    company.number = "923609016"

    assert found(company, before=before) == {"Moonbeam": ["same company number"]}


def test_it_takes_few_queries_whatever_is_stored(django_assert_num_queries):
    for number in range(60):
        make_company(f"Company {number % 30}", phone=f"22 33 44 {number % 20:02}")
    asked = Company(
        name="Company 7",
        phone="22 33 44 07",
        number="9",
        email="x@example.com",
        website="https://example.com",
    )

    with django_assert_num_queries(5):
        found(asked)


@pytest.mark.parametrize("model", [Company, Person])
def test_each_key_is_found_in_its_index(model):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads small tables as a whole")
    for reason in duplicates.REASONS[model]:
        for name in reason.fields:
            rows = model.objects.active().filter(**{f"{name}__in": {"1", "2"}}).order_by()

            assert f"_alike_by_{name.removeprefix('like_')}" in rows[: duplicates.MOST].explain()


# -- the form ------------------------------------------------------------------------------------


def test_a_new_company_that_may_be_there_comes_back_once_and_is_saved_the_second_time(client):
    there = make_company("Moonbeam AS", city="Oslo")

    response = new(client, "company", name="Moonbeam Ltd", city="Bergen")

    assert response.status_code == 409
    assert Company.objects.count() == 1
    assert "Might be the same" in response.text
    assert "Save anyway" in response.text
    link = f'href="{address("company", "detail", there.public_id)}" target="_blank"'
    assert link in response.text
    assert 'value="Bergen"' in response.text
    response = client.post(address("company", "create"), fields_of(response))
    assert response.status_code == 303
    assert Company.objects.filter(name="Moonbeam Ltd", city="Bergen").count() == 1


def test_a_contact_is_warned_of_when_an_edit_makes_it_like_another(client):
    make_person("Penny", "Rung", email="penny@example.com")
    person = make_person("Penelope", "Rung")

    response = edit(client, "person", person, email="PENNY@example.com")

    assert response.status_code == 409
    assert "same e-mail" in response.text
    assert edit(client, "person", person, title="Buyer").status_code == 303


def test_an_edit_of_something_else_says_nothing_of_a_known_likeness(client):
    make_company("Moonbeam AS")
    company = make_company("Moonbeam Ltd")

    assert edit(client, "company", company, city="Oslo").status_code == 303


def test_another_duplicate_found_meanwhile_is_warned_of_as_well(client):
    make_company("Moonbeam AS")
    response = new(client, "company", name="Moonbeam Ltd")
    make_company("Moonbeam Inc")

    response = client.post(address("company", "create"), fields_of(response))

    assert response.status_code == 409
    assert "Moonbeam Inc" in response.text


def test_sales_and_projects_are_never_warned_of(client):
    for _ in range(2):
        assert new(client, "project", name="Expo").status_code == 303


def test_the_form_is_told_what_is_alike_while_it_is_filled_in(client):
    company = make_company("Moonbeam AS", phone="22 33 44 55")
    url = address("company", "alike")

    told = client.get(url, {"name": "moonbeam"})
    itself = client.get(url, {"name": "moonbeam", "record": company.public_id})
    nonsense = client.get(url, {"name": "x" * 900, "record": "x", "phone": "+" * 900})

    assert "Moonbeam AS" in told.text
    assert "same name" in told.text
    assert itself.text.strip() == ""
    assert nonsense.status_code == 200
    assert client.post(url).status_code == 405


# -- the list ------------------------------------------------------------------------------------


def groups(model=Company):
    rows = duplicates.filled(duplicates.groups(model), model.objects.all())
    return [
        ([str(row) for row in group.records], [str(label) for label in group.labels])
        for group in rows
    ]


def test_groups_come_with_their_reasons_the_surest_first():
    make_company("Alpha AS")
    make_company("Alpha Ltd")
    make_company("Beta", number="923609016", phone="22334455")
    make_company("Gamma", number="923 609 016", phone="22 33 44 55")
    make_company("Delta")

    assert groups() == [
        (["Beta", "Gamma"], ["same company number", "same phone"]),
        (["Alpha AS", "Alpha Ltd"], ["same name"]),
    ]


def test_a_group_within_a_larger_one_is_not_listed_twice():
    for name, number in (("Alpha AS", "923609016"), ("Alpha Ltd", "923609016"), ("Alpha", "")):
        make_company(name, number=number)

    assert groups() == [(["Alpha AS", "Alpha Ltd", "Alpha"], ["same company number", "same name"])]


def test_contacts_are_grouped_by_either_number():
    make_person("Penny", "Rung", phone="22334455")
    make_person("Nils", "Berg", mobile="22 33 44 55", phone="22334455")

    assert groups(Person) == [(["Penny Rung", "Nils Berg"], ["same phone"])]


@pytest.mark.parametrize("name", ["company", "person"])
def test_the_page_has_each_group_with_what_one_may_do(client, name):
    rows = {
        "company": [make_company("Alpha AS"), make_company("Alpha Ltd", city="Oslo")],
        "person": [make_person(), make_person(email="p@example.com")],
    }
    asked = "&amp;".join(f"record={row.public_id}" for row in rows[name])

    response = client.get(address(name, "duplicates"))

    assert "Same name" in response.text
    assert "Compare and merge" in response.text
    assert "Not the same" in response.text
    assert asked in response.text
    assert f'href="{address(name, "duplicates")}"' in client.get(address(name, "list")).text


def test_the_page_is_paged_and_asks_as_often_for_much_as_for_little(
    client, django_assert_max_num_queries
):
    for number in range(50):
        make_company(f"Company {number % 25}")
    url = address("company", "duplicates")

    with django_assert_max_num_queries(10):
        first = client.get(url)

    assert (first.text.count("Compare and merge:"), "page=2" in first.text) == (20, True)
    assert client.get(url, {"page": 2}).text.count("Compare and merge:") == 5
    assert "25" in first.text
    assert client.get(url, {"page": "x"}).status_code == 404


def test_what_was_told_apart_is_left_out_for_everybody_until_it_is_taken_back(client, ingrid):
    pair = make_company("Alpha AS"), make_company("Alpha Ltd")
    url = address("company", "duplicates")
    data = {"record": [str(row.public_id) for row in pair], "next": url}

    client.post(address("company", "tell-apart"), data)
    client.post(address("company", "tell-apart"), data)

    assert groups() == []
    assert found(pair[0]) == {}
    mark = DifferentCompanies.objects.get()
    assert ((mark.one, mark.other), mark.by) == (pair, ingrid)
    client.force_login(make_user("lars", first_name="Lars"))
    listed = client.get(url, {"show": "different"})
    assert "Alpha AS" in listed.text
    assert "Ingrid Solberg" in listed.text
    client.post(address("company", "take-back"), data)
    assert groups() == [(["Alpha AS", "Alpha Ltd"], ["same name"])]


def test_one_that_is_told_apart_from_all_leaves_the_group():
    a, b, c = (make_company(name) for name in ("Alpha AS", "Alpha Ltd", "Alpha Inc"))
    duplicates.tell_apart([a, c], by=make_user(), at=NOW)
    duplicates.tell_apart([c, b], by=make_user(), at=NOW)

    assert groups() == [(["Alpha AS", "Alpha Ltd"], ["same name"])]


def test_one_that_was_told_apart_can_still_be_deleted_for_good(client):
    client.force_login(make_user("admin", is_staff=True, is_superuser=True))
    pair = make_company("Alpha AS"), make_company("Alpha Ltd")
    duplicates.tell_apart(pair, by=make_user(), at=NOW)

    client.post(reverse("admin:crm_company_delete", args=[pair[0].pk]), {"post": "yes"})

    assert list(Company.objects.all()) == [pair[1]]
    assert not DifferentCompanies.objects.exists()


@pytest.mark.parametrize("records", [[], ["x"], ["00000000-0000-4000-8000-000000000000"]])
def test_nothing_to_tell_apart_is_refused_in_words(client, records):
    response = client.post(address("company", "tell-apart"), {"record": records}, follow=True)

    assert "Choose at least two" in response.text
    assert not DifferentCompanies.objects.exists()


def test_a_get_changes_nothing(client):
    for page in ("tell-apart", "take-back"):
        assert client.get(reverse(f"crm:company-{page}")).status_code == 405
