"""The next step: offered when something is completed, missed when a sale is left without one."""

import pytest

from tests.factories import make_company, make_person, make_project, make_sale, make_task
from tests.sent import fields_of

pytestmark = pytest.mark.django_db


def complete(client, followup):
    return client.post(f"/followups/{followup.public_id}/complete/", follow=True).text


@pytest.fixture
def about():
    company = make_company()
    person = make_person(company=company)
    sale = make_sale("Loft ladders", company=company)
    return {"company": company, "person": person, "sale": sale, "project": make_project()}


def test_completing_offers_the_next_step_with_everyone_filled_in(as_ingrid, ingrid, about):
    task = make_task(ingrid, **about)
    html = complete(as_ingrid, task)

    address = f"/followups/new/task/?after={task.public_id}"
    assert f'href="{address}&amp;next=/' in html
    form = as_ingrid.get(address).text
    for record in about.values():
        assert f'value="{record.public_id}"' in form


def test_completing_the_last_step_of_an_open_sale_says_so(as_ingrid, ingrid, about):
    first, last = make_task(ingrid, **about), make_task(ingrid, **about)

    assert "no next step" not in complete(as_ingrid, first)
    assert "Loft ladders has no next step now." in complete(as_ingrid, last)


@pytest.mark.parametrize("status", ["sold", "lost", "stalled"])
def test_a_sale_that_is_not_open_needs_no_step(as_ingrid, ingrid, status):
    task = make_task(ingrid, sale=make_sale(status=status))

    assert "no next step" not in complete(as_ingrid, task)


def test_what_has_no_customer_has_no_next_step(as_ingrid, ingrid):
    assert "Plan the next step" not in complete(as_ingrid, make_task(ingrid))


def test_nothing_is_learnt_from_what_one_may_not_see(as_ingrid, lars, about):
    secret = make_task(lars, visibility="owner", **about)
    form = as_ingrid.get(f"/followups/new/task/?after={secret.public_id}")

    assert form.status_code == 200
    assert str(about["company"].public_id) not in form.text


@pytest.mark.parametrize("after", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_after_nothing_known_the_form_is_empty(as_ingrid, after):
    assert as_ingrid.get(f"/followups/new/task/?after={after}").status_code == 200


def edit_sale(client, sale, **values):
    url = f"/sales/{sale.public_id}/edit/"
    return client.post(url, fields_of(client.get(url)) | values, follow=True).text


def test_a_sale_that_is_stalled_is_offered_a_step_when_it_opens_again(as_ingrid, ingrid):
    sale = make_sale("Loft ladders", owner=ingrid)
    html = edit_sale(as_ingrid, sale, status="stalled", reopen_on="2026-09-01")

    address = f"/followups/new/task/?sale={sale.public_id}&amp;date=2026-09-01"
    assert f'href="{address}&amp;next=' in html
    form = as_ingrid.get(address.replace("&amp;", "&")).text
    assert "1 Sept 2026" in form
    assert str(sale.public_id) in form


def test_a_sale_that_was_stalled_before_is_offered_nothing(as_ingrid, ingrid):
    sale = make_sale(owner=ingrid, status="stalled")

    assert "Plan the next step" not in edit_sale(as_ingrid, sale, name="Renamed")
