"""Lists of colleagues and of their groups stand in the order of the alphabet, æ ø å last."""

import importlib

import pytest
from django.apps import apps
from django.urls import reverse

from crm.models import UserGroup
from tests.factories import make_company, make_group, make_user

pytestmark = pytest.mark.django_db

FIRST_NAMES = ["Åse", "anne", "Ørjan", "Zara", "Ærlend", "Émile"]
IN_ORDER = ["anne", "Émile", "Zara", "Ærlend", "Ørjan", "Åse"]


@pytest.fixture
def people(client):
    made = [make_user(first_name=name, last_name="Berg") for name in FIRST_NAMES]
    client.force_login(made[0])
    for name in ("Ålesund", "bergen", "Østfold"):
        make_group(name, members=made)
    return made


def assert_in_order(text, names):
    places = [text.index(name) for name in names]
    assert places == sorted(places)


def test_owners_and_groups_that_a_list_is_narrowed_by(client, people):
    make_company()

    page = client.get(reverse("crm:company-list")).text

    assert_in_order(
        page[page.index('label="Colleagues"') :], [f">{name} Berg" for name in IN_ORDER]
    )
    assert_in_order(page, [">bergen", ">Østfold", ">Ålesund"])


def test_the_owners_of_a_form(client, people):
    page = client.get(reverse("crm:company-create")).text

    assert_in_order(page, [f"{name} Berg</option>" for name in IN_ORDER])


def test_whose_diary_to_open(client, people):
    page = client.get(reverse("diary:owners")).text

    assert_in_order(page, ["bergen", "Østfold", "Ålesund"])


def test_the_order_that_an_administrator_gives_goes_first(people):
    UserGroup.objects.filter(name="Ålesund").update(order=0)
    UserGroup.objects.exclude(name="Ålesund").update(order=10)

    assert [group.name for group in UserGroup.objects.all()] == ["Ålesund", "bergen", "Østfold"]


def test_groups_stored_before_are_in_order_after_migrating(people):
    UserGroup.objects.update(sort_key="")

    importlib.import_module("crm.migrations.0016_people_in_order").write_keys(apps, None)

    assert [group.name for group in UserGroup.objects.all()] == ["bergen", "Østfold", "Ålesund"]
