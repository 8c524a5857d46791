"""Every open sale shows its next step: in the list, in cards, on its page and in files."""

import datetime

import pytest
import time_machine

from followups.models import FollowUp
from tests.factories import (
    NOW,
    make_company,
    make_person,
    make_sale,
    make_task,
    make_user,
)

pytestmark = pytest.mark.django_db
FAR = datetime.date(2027, 3, 1)


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ingrid(client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


@pytest.fixture
def some(ingrid):
    """A sale with an overdue step, one with a hidden step, one without, one stalled, one sold."""
    company = make_company()
    about = {"company": company, "owner": ingrid, "sale_on": FAR}
    late, hidden = make_sale("Late", **about), make_sale("Hidden", **about)
    make_task(ingrid, title="Send the quote", sale=late, due_on="2026-06-08")
    make_task(make_user("lars"), title="Secret", sale=hidden, visibility="owner")
    make_sale("Forgotten", **about)
    make_sale("Waits", status="stalled", reopen_on=datetime.date(2026, 9, 1), **about)
    make_sale("Sold", status="sold", **about)
    return company


def rows_of(html):
    """{name: the rest of the row}"""
    rows = [row.split('<td class="t">')[1] for row in html.split("<tr>")[1:] if "sales/" in row]
    return {row.split(">")[1].split("<")[0]: row for row in rows}


def test_the_list_names_the_next_step_of_each_sale(client, some):
    rows = rows_of(client.get("/sales/").text)

    assert 'class="late"' in rows["Late"]
    assert "Mon 8 Jun: Send the quote" in rows["Late"]
    assert "planned" in rows["Hidden"]
    assert "Secret" not in rows["Hidden"]
    assert '<span class="none">none</span>' in rows["Forgotten"]
    assert "Re-open Tue 1 Sept" in rows["Waits"]
    assert "none" not in rows["Sold"]


def test_the_list_counts_and_finds_those_without(client, some):
    html = client.get("/sales/").text
    assert '?step=none">1 without next step</a>' in html

    assert list(rows_of(client.get("/sales/?step=none").text)) == ["Forgotten"]
    assert set(rows_of(client.get("/sales/?step=planned").text)) == {"Late", "Hidden"}
    assert client.get("/sales/?step=strange").status_code == 400


def test_the_count_keeps_to_what_the_list_is_narrowed_by(client, ingrid, some):
    make_sale("Of nobody", sale_on=FAR)

    assert "2 without next step" in client.get("/sales/").text
    html = client.get("/sales/?owner=me").text
    assert '?owner=me&amp;step=none">1 without next step</a>' in html
    assert "without next step" not in client.get("/sales/?q=Late").text


def test_a_search_for_those_without_can_be_kept(client, some):
    client.post("/sales/filters/", {"name": "Forgotten ones", "query": "step=none"})

    assert 'href="?step=none"' in client.get("/sales/").text
    assert "Forgotten ones" in client.get("/sales/").text


def test_the_list_is_put_in_order_by_the_next_step(client, some):
    order = list(rows_of(client.get("/sales/?sort=step").text))

    assert order[:2] == ["Late", "Waits"]
    assert list(rows_of(client.get("/sales/?sort=-step").text))[-2:] == ["Waits", "Late"]


def test_the_column_can_be_left_out_and_the_file_has_it(client, some):
    client.post("/sales/columns/", {"column": ["company", "status"]})
    assert "Send the quote" not in client.get("/sales/").text
    client.post("/sales/columns/", {"column": ["step"]})
    assert "Send the quote" in client.get("/sales/").text

    file = client.get("/sales/export/csv/").getvalue().decode("utf-8-sig")
    assert "Next step" in file.splitlines()[0]
    assert "Mon 8 Jun: Send the quote" in file
    assert "Secret" not in file


@pytest.mark.parametrize("folder", ["companies", "contacts"])
def test_the_cards_of_a_customer_name_the_next_steps(client, ingrid, folder):
    company = make_company()
    person = make_person(company=company)
    about = {"company": company, "person": person, "owner": ingrid}
    make_task(ingrid, title="Send <it>", sale=make_sale("A", **about), due_on="2026-06-08")
    make_sale("B", **about)
    record = company if folder == "companies" else person

    html = client.get(f"/{folder}/{record.public_id}/").text

    assert "Mon 8 Jun: Send &lt;it&gt;" in html
    assert 'class="link late"' in html
    assert "Plan the next step: B" in html


def test_the_page_of_a_sale_names_its_next_step(client, ingrid):
    sale = make_sale(owner=ingrid)
    address = f"/sales/{sale.public_id}/"
    assert "Plan the next step: Ladder van routing" in client.get(address).text

    make_task(ingrid, title="Send the quote", sale=sale, due_on="2026-06-12")
    assert "Fri 12 Jun: Send the quote" in client.get(address).text
    sale.status = "lost"
    sale.save()
    assert "Next step:" not in client.get(address).text


def test_the_list_asks_as_often_for_many_as_for_few(client, ingrid, django_assert_max_num_queries):
    for number in range(60):
        sale = make_sale(f"Sale {number}", owner=ingrid, company=make_company(), sale_on=FAR)
        if number % 2:
            make_task(ingrid, sale=sale)

    client.get("/sales/")
    with django_assert_max_num_queries(12):
        client.get("/sales/")


def test_a_file_asks_for_the_steps_of_many_at_once(client, ingrid, django_assert_max_num_queries):
    for number in range(30):
        make_task(ingrid, sale=make_sale(f"Sale {number}", owner=ingrid, sale_on=FAR))

    with django_assert_max_num_queries(7):
        assert client.get("/sales/export/csv/").getvalue().count(b"\n") == 31


@pytest.mark.parametrize("number", [0, 1, 8, 9, 20])
def test_each_of_many_sales_has_its_own_next_step(ingrid, number):
    sales = [make_sale(owner=ingrid) for _each in range(number)]
    tasks = [make_task(ingrid, sale=sale, title=f"Step {sale.pk}") for sale in sales]

    steps = FollowUp.objects.next_of_sales([sale.pk for sale in sales], ingrid)

    assert {sale: step.title for sale, step in steps.items()} == {
        task.sale_id: task.title for task in tasks
    }
