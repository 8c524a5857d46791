"""Rows are found by the beginnings of their words, on both databases, whatever happens to them."""

import pytest
from django.db import connection

from crm.models import Company
from crm.words import make_index
from tests.factories import make_company

pytestmark = pytest.mark.django_db


def found(typed):
    rows = Company.objects.filter(search_key__has_words=typed).order_by("search_key")
    return [company.name for company in rows]


def test_every_word_typed_begins_a_word_of_what_is_found():
    make_company("Moonbeam Ladders Ltd")
    make_company("Ladder Museum")

    assert found("lad") == ["Ladder Museum", "Moonbeam Ladders Ltd"]
    assert found("lad moon") == ["Moonbeam Ladders Ltd"]
    assert found("adders") == found("moonbeams") == found("ladder ltd museum") == []


def test_signs_and_operators_are_no_more_than_gaps_between_words():
    make_company("Quote-2041 (A/S)")

    for typed in (
        "quote-2041",
        "2041",
        'quote "20',
        "quo* & 20",
        "quote' | 20",
        "a/s",
        "quote_2041",
    ):
        assert len(found(typed)) == 1, typed
    assert found("quote not 2041") == found("nothing or 2041") == []


@pytest.mark.parametrize("typed", ["", " ", "---", '"', "'", "\\", "(", ":*", "%", "& |"])
def test_no_word_finds_nothing(typed):
    make_company("Moonbeam Ladders Ltd")

    assert found(typed) == []


def test_what_is_renamed_or_deleted_is_found_by_its_new_name_alone():
    company = make_company("Moonbeam Ladders Ltd")
    company.name = "Sunbeam Stairs"
    company.save()
    assert (found("moon"), found("sun")) == ([], ["Sunbeam Stairs"])

    Company.objects.filter(pk=company.pk).update(search_key="starlight")
    assert (found("sun"), found("star")) == ([], ["Sunbeam Stairs"])
    company.delete()
    assert found("star") == []


def test_an_index_that_a_migration_lost_is_made_again():
    make_company("Moonbeam Ladders Ltd")
    connection.check_constraints()  # PostgreSQL changes no table with open questions
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER crm_company_words_insert")
        else:
            cursor.execute("ALTER TABLE crm_company DROP COLUMN words")
    make_company("Moonlight Stairs")
    connection.check_constraints()

    make_index(Company, connection)

    assert found("moon") == ["Moonbeam Ladders Ltd", "Moonlight Stairs"]
