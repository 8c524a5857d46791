"""A list is in the order of owners and of companies by keys that follow what they are of."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm import changes, merging
from crm.changes import REMEMBERED
from crm.linked_keys import links_of
from crm.models import Company, Import, Person
from crm.models.records import Record
from tests.crm.test_lists import names_in
from tests.factories import (
    NOW,
    make_company,
    make_import,
    make_person,
    make_project,
    make_sale,
    make_user,
)


@pytest.fixture(autouse=True)
def ingrid(db, client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


@pytest.fixture
def aase(db):
    return make_user("aase", first_name="Åse", last_name="Dahl")


def key_of(record):
    """(the key kept of its owner, that of its company) as they are stored."""
    record = type(record).objects.get(pk=record.pk)
    return record.owner_key, getattr(record, "company_key", None)


def listed(client, name, sort):
    return names_in(client.get(reverse(f"crm:{name}-list"), {"sort": sort}))


def test_a_list_by_owner_has_the_norwegian_letters_last_and_whoever_has_none_first(client, aase):
    for number, first in enumerate(("Ærlig", "Øyvind", "zara", "Émil")):
        make_company(f"Of {first}", owner=make_user(f"u{number}", first_name=first))
    make_company("Of Åse", owner=aase)
    make_company("Nobody")

    ascending = listed(client, "company", "owner")

    assert ascending == ["Nobody", "Of Émil", "Of zara", "Of Ærlig", "Of Øyvind", "Of Åse"]
    assert listed(client, "company", "-owner") == ascending[::-1]


@pytest.mark.parametrize("make", [make_sale, make_project])
def test_a_list_by_company_has_the_norwegian_letters_last(client, make):
    for name in ("Ås", "Berg", "Ærlig"):
        make(f"For {name}", company=make_company(name))

    assert listed(client, make.__name__[5:], "company") == ["For Berg", "For Ærlig", "For Ås"]


def test_the_key_follows_a_colleague_who_gets_another_name(ingrid, aase):
    records = [make_company(owner=aase), make_person(owner=aase), make_sale(owner=aase)]
    other = make_company("Other", owner=ingrid)

    aase.first_name = "Berit"
    aase.save()

    assert {key_of(record)[0] for record in records} == {"berit dahl"}
    assert key_of(other)[0] == "ingrid solberg"


def test_the_key_follows_a_colleague_whom_an_administrator_gives_another_name(client, aase):
    company = make_company(owner=aase)
    client.force_login(make_user("admin", is_staff=True, is_superuser=True))
    url = reverse("admin:crm_user_change", args=[aase.pk])
    form = client.get(url).context["adminform"].form
    fields = {name: value for name, value in form.initial.items() if value not in (None, [])}
    formsets = {}
    for formset in client.get(url).context["inline_admin_formsets"]:
        for part in [formset.formset.management_form, *formset.formset.forms]:
            values = {
                part.add_prefix(n): part.get_initial_for_field(f, n) for n, f in part.fields.items()
            }
            formsets |= {name: value for name, value in values.items() if value is not None}

    fields |= {"first_name": "Berit", "date_joined_0": "2026-06-01", "date_joined_1": "10:00"}
    client.post(url, fields | formsets)

    aase.refresh_from_db()
    assert key_of(company)[0] == aase.sort_key


def test_signing_in_does_not_touch_what_one_owns(aase):
    make_company(owner=aase)

    with CaptureQueriesContext(connection) as asked:
        aase.save(update_fields=["last_login"])

    assert not [query for query in asked if "crm_company" in query["sql"]]


def test_the_key_follows_a_changed_owner_and_back_with_the_undo(ingrid, aase):
    company = make_company(owner=ingrid)
    company.owner = aase
    batch = changes.save(company, by=ingrid)

    assert key_of(company)[0] == "}se dahl"
    changes.undo(batch, by=ingrid, at=NOW)
    assert key_of(company)[0] == "ingrid solberg"


def test_the_key_follows_the_owner_of_many_in_few_queries(
    ingrid, aase, django_assert_max_num_queries
):
    rows = [make_person(f"Penny {n}", owner=ingrid, company=make_company()) for n in range(60)]
    changes.remember(rows)
    people = list(Person.objects.all())
    for person in people:
        person.owner_id = aase.pk

    told = {"by": ingrid, "at": NOW, "batch": "0" * 32}
    with django_assert_max_num_queries(8):
        changes.save_many(Person, people, {"owner"}, **told)

    assert {key_of(row)[0] for row in rows} == {"}se dahl"}


def test_what_an_import_makes_has_its_keys(aase):
    text = "First name;Last name;Company\nPenny;Rung;Ås Stiger\nHugh;Dahl;\n"

    make_import(aase, text, kind=Import.Kind.BOTH, upto="done", owner=aase)

    found = dict(Person.objects.values_list("first_name", "company_key"))
    assert found == {"Penny": "}s stiger", "Hugh": ""}
    assert set(Person.objects.values_list("owner_key", flat=True)) == {"}se dahl"}
    assert set(Company.objects.values_list("owner_key", flat=True)) == {"}se dahl"}


def test_the_key_follows_a_company_that_gets_another_name_and_back(ingrid):
    company = make_company("Moonbeam")
    records = [make(company=company) for make in (make_person, make_sale, make_project)]

    company.name = "Ås"
    batch = changes.save(company, by=ingrid)

    assert {key_of(record)[1] for record in records} == {"}s"}
    changes.undo(batch, by=ingrid, at=NOW)
    assert {key_of(record)[1] for record in records} == {"moonbeam"}


def test_the_key_follows_to_the_company_that_a_merger_keeps(ingrid):
    kept, other = make_company("Moonbeam"), make_company("Ærlig")
    penny, hugh = make_person(company=kept), make_person("Hugh", company=other)

    batch = merging.merge(kept, [other], {"name": other}, {}, by=ingrid, at=NOW)

    assert key_of(penny)[1] == key_of(hugh)[1] == "{rlig"
    changes.undo(batch, by=ingrid, at=NOW)
    assert (key_of(penny)[1], key_of(hugh)[1]) == ("moonbeam", "{rlig")


def test_every_record_keeps_the_key_of_its_owner():
    for model in REMEMBERED:
        assert issubclass(model, Record)
        assert "owner" in links_of(model)
