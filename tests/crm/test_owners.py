import pytest
from django.urls import reverse

from crm.models import Company
from tests.crm.test_editing import undo_of
from tests.factories import make_company, make_sale, make_user
from tests.sent import fields_of

CHANGE = reverse("crm:company-owner")


@pytest.fixture(autouse=True)
def ingrid(db, client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


@pytest.fixture
def lars(db):
    return make_user("lars", first_name="Lars", last_name="Brekke")


def change(client, owner, **asked):
    preview = client.get(CHANGE, asked)
    return client.post(CHANGE, fields_of(preview) | {"new_owner": str(owner.public_id)})


def owners():
    return dict(Company.objects.values_list("name", "owner__username"))


def test_those_ticked_get_another_owner_after_a_look(client, ingrid, lars):
    a, b, _ = (make_company(name, owner=ingrid) for name in "ABC")

    preview = client.get(CHANGE, {"record": [a.public_id, b.public_id], "next": "/companies/"})

    assert "Companies: <b>2</b>" in preview.text
    assert "Ingrid Solberg: 2" in preview.text
    assert owners() == {"A": "ingrid", "B": "ingrid", "C": "ingrid"}
    response = client.post(CHANGE, fields_of(preview) | {"new_owner": str(lars.public_id)})
    assert response["Location"] == "/companies/"
    assert owners() == {"A": "lars", "B": "lars", "C": "ingrid"}


def test_all_that_a_list_shows_get_another_owner_with_one_undo(client, ingrid, lars):
    for number in range(60):
        make_company(f"Ladder {number}", owner=ingrid if number % 2 else None)
    make_company("Other", owner=ingrid)

    response = change(client, lars, all="1", q="ladder")

    assert set(owners().values()) == {"lars", "ingrid"}
    assert Company.objects.filter(owner=lars).count() == 60
    client.post(undo_of(response))
    assert not Company.objects.filter(owner=lars).exists()
    assert Company.objects.filter(owner=ingrid).count() == 31


def test_the_change_stands_in_the_history_of_each(client, ingrid, lars):
    company = make_company("Moonbeam", owner=ingrid)
    change(client, lars, record=company.public_id)

    page = client.get(reverse("crm:company-detail", args=[company.public_id])).text

    assert "Owner: <del>Ingrid Solberg</del> → Lars Brekke" in page


def test_who_has_that_owner_already_is_left_alone(client, ingrid, lars):
    a, b = make_company("A", owner=lars), make_company("B", owner=ingrid)

    change(client, lars, record=[a.public_id, b.public_id])

    a.refresh_from_db()
    assert a.version == 1
    assert owners() == {"A": "lars", "B": "lars"}


def test_it_is_taken_back_for_all_or_for_none(client, ingrid, lars):
    a, b = make_company("A", owner=ingrid), make_company("B", owner=ingrid)
    response = change(client, lars, record=[a.public_id, b.public_id])
    b.refresh_from_db()
    b.owner = None
    b.save()

    client.post(undo_of(response))

    assert owners() == {"A": "lars", "B": None}


def test_what_was_changed_beside_the_owner_since_stays_when_it_is_taken_back(client, ingrid, lars):
    company = make_company("A", owner=ingrid)
    response = change(client, lars, record=[company.public_id])
    company.refresh_from_db()
    company.city = "Oslo"
    company.save()

    client.post(undo_of(response))

    company.refresh_from_db()
    assert (company.owner, company.city) == (ingrid, "Oslo")


@pytest.mark.parametrize(
    "asked",
    [{}, {"record": "x"}, {"all": "1", "owner": "everybody"}, {"all": "1", "q": "nothing such"}],
)
def test_nothing_chosen_is_refused_in_words(client, lars, asked):
    make_company("A")

    response = client.get(CHANGE, asked, follow=True)

    assert "Tick at least one, and at most 1000." in response.text
    assert owners() == {"A": None}


def test_more_than_a_thousand_at_once_are_refused(client, lars):
    Company.objects.bulk_create(Company(name=f"Company {n}") for n in range(1001))

    response = client.get(CHANGE, {"all": "1"}, follow=True)

    assert "at most 1000" in response.text


@pytest.mark.parametrize("owner", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_an_owner_that_is_not_there_is_refused(client, owner):
    company = make_company("A")

    response = client.post(CHANGE, {"record": company.public_id, "new_owner": owner})

    assert response.status_code == 400
    assert "Companies: <b>1</b>" in response.text
    assert owners() == {"A": None}


def test_sales_have_their_owner_changed_as_well(client, ingrid, lars):
    sale = make_sale(owner=ingrid)
    data = {"record": sale.public_id, "new_owner": str(lars.public_id)}

    client.post(reverse("crm:sale-owner"), data)

    sale.refresh_from_db()
    assert sale.owner == lars


def test_many_cost_hardly_more_queries_than_one(
    client, ingrid, lars, django_assert_max_num_queries
):
    for number in range(100):
        make_company(f"Company {number}")

    with django_assert_max_num_queries(20):
        client.post(CHANGE, {"all": "1", "new_owner": str(lars.public_id)})

    assert Company.objects.filter(owner=lars).count() == 100
