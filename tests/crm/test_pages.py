"""A long list in pages, reached from the end that is nearer."""

import pytest

from crm import pages
from crm.models import Company
from crm.pages import page_of
from tests.factories import make_company


@pytest.fixture
def records(db, monkeypatch):
    monkeypatch.setattr(pages, "MOST", 4)  # as if it were long
    return [make_company(f"Ladder {number:02}") for number in range(23)]


@pytest.mark.parametrize("rows", [1, 4, 5, 7, 23, 30])
@pytest.mark.parametrize("order", [("sort_key", "pk"), ("-sort_key", "-pk")])
def test_each_stands_on_one_page_whichever_end_is_nearer(records, rows, order):
    queryset = Company.objects.order_by(*order)
    whole, seen = list(queryset), []

    for number in range(1, 25):
        page = page_of(queryset, number, rows)
        seen += page.rows
        if not page.has_next:
            break

    assert seen == whole


def test_a_page_after_the_last_is_empty(records):
    page = page_of(Company.objects.order_by("sort_key", "pk"), 9, 5)

    assert page.rows == []
    assert not page.has_next


def test_a_page_asks_as_often_far_from_the_beginning(records, django_assert_max_num_queries):
    for number in (1, 3, 5):
        with django_assert_max_num_queries(3):
            page_of(Company.objects.order_by("sort_key", "pk"), number, 5)
