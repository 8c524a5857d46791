"""The next step: offered when something is completed, missed when a sale is left without one."""

import pytest

from tests.factories import make_call, make_company, make_person, make_project, make_sale, make_task
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


OFFERED = "Plan the next step"
ALONE = "Loft ladders has no next step now."


def send(client, followup, **values):
    url = f"/followups/{followup.public_id}/"
    return client.post(url, fields_of(client.get(url)) | values, follow=True).text


@pytest.fixture
def last(ingrid, about):
    """The last open follow-up of an open sale."""
    return make_task(ingrid, title="Last", **about)


def test_completing_in_the_form_offers_the_next_step(as_ingrid, last):
    html = send(as_ingrid, last, completed="on")

    assert ALONE in html
    assert f"/followups/new/task/?after={last.public_id}" in html


def test_saving_without_completing_offers_none(as_ingrid, last):
    html = send(as_ingrid, last, title="Renamed")

    assert OFFERED not in html


def test_deleting_the_last_step_offers_the_next(as_ingrid, ingrid, about, last):
    other = make_task(ingrid, title="Other", **about)

    assert ALONE not in as_ingrid.post(f"/followups/{other.public_id}/delete/", follow=True).text
    html = as_ingrid.post(f"/followups/{last.public_id}/delete/", follow=True).text
    assert ALONE in html
    assert f"/followups/new/task/?sale={about['sale'].public_id}" in html


def test_deleting_several_names_each_sale_that_is_left(as_ingrid, ingrid, last):
    other = make_task(ingrid, sale=make_sale("Rope bridges"))
    ids = [last.public_id, other.public_id]

    html = as_ingrid.post("/followups/delete/", {"id": ids}, follow=True).text

    assert ALONE in html
    assert "Rope bridges has no next step now." in html


def test_deleting_what_was_done_offers_nothing(as_ingrid, ingrid, about):
    done = make_task(ingrid, **about)
    complete(as_ingrid, done)

    html = as_ingrid.post(f"/followups/{done.public_id}/delete/", follow=True).text
    assert OFFERED not in html


def test_moving_the_last_step_to_another_sale_offers_one_for_the_first(as_ingrid, last, about):
    other = make_sale("Rope bridges")

    html = send(as_ingrid, last, sale=other.public_id, sale_text="Rope bridges")

    assert ALONE in html
    assert f"/followups/new/task/?sale={about['sale'].public_id}" in html


@pytest.mark.parametrize("said", ["call", "done"])
def test_saying_what_happened_offers_the_next_step(as_ingrid, about, said):
    sale = about["sale"]
    data = {"as": said, "title": "They want more", "sale": sale.public_id, "sale_text": str(sale)}

    html = as_ingrid.post("/followups/note/", data, follow=True).text

    assert ALONE in html
    assert OFFERED in html


def test_a_line_to_do_is_the_next_step_itself(as_ingrid, about):
    sale = about["sale"]
    data = {"as": "task", "title": "Send it", "sale": sale.public_id, "sale_text": str(sale)}

    assert OFFERED not in as_ingrid.post("/followups/note/", data, follow=True).text


def test_a_planned_call_that_is_made_offers_the_next_step(as_ingrid, ingrid, about):
    call = make_call(ingrid, **about)

    assert ALONE in complete(as_ingrid, call)


def test_a_call_that_is_logged_offers_the_next_step(as_ingrid, about):
    address = f"/followups/new/call/?made=1&sale={about['sale'].public_id}"
    sent = fields_of(as_ingrid.get(address)) | {"title": "Rang them"}

    html = as_ingrid.post("/followups/new/call/", sent, follow=True).text

    assert ALONE in html


def test_taking_a_planned_step_back_offers_another(as_ingrid, last):
    batch = last.changes.first().batch

    html = as_ingrid.post(f"/followups/undo/{batch}/", follow=True).text

    assert ALONE in html


def test_of_a_sale_that_has_another_hidden_step_nothing_is_said(as_ingrid, lars, last, about):
    make_task(lars, sale=about["sale"], visibility="owner")

    assert ALONE not in complete(as_ingrid, last)


# -- by a change of the sale itself ----------------------------------------------------------------


def set_status(client, sale, status):
    return client.post(f"/sales/{sale.public_id}/status/", {"status": status}, follow=True)


def test_a_sale_stalled_by_its_button_is_offered_a_step(as_ingrid, about):
    html = set_status(as_ingrid, about["sale"], "stalled").text

    assert "Loft ladders: Stalled" in html
    assert f'href="/followups/new/task/?sale={about["sale"].public_id}' in html
    assert 'value="stalled" aria-pressed="true"' in html


def test_a_sale_that_opens_again_is_offered_a_step(as_ingrid):
    sale = make_sale("Waits", status="stalled", reopen_on="2026-09-01")

    html = set_status(as_ingrid, sale, "open").text

    sale.refresh_from_db()
    assert (sale.status, sale.reopen_on) == ("open", None)
    assert OFFERED in html


@pytest.mark.parametrize("status", ["sold", "lost"])
def test_a_sale_that_is_decided_is_offered_none_and_the_click_is_undone(as_ingrid, about, status):
    sale = about["sale"]
    html = set_status(as_ingrid, sale, status).text
    assert OFFERED not in html

    batch = sale.history.first().history_change_reason
    as_ingrid.post(f"/records/undo/{batch}/")
    sale.refresh_from_db()
    assert sale.status == "open"


def test_a_status_that_there_is_not_is_refused(as_ingrid, about):
    assert set_status(as_ingrid, about["sale"], "strange").status_code == 400
    assert set_status(as_ingrid, about["sale"], "open").status_code == 200


def test_a_new_open_sale_is_offered_its_first_step(as_ingrid):
    sent = fields_of(as_ingrid.get("/sales/new/")) | {"name": "Rope", "sale_on": "2026-09-01"}

    assert OFFERED in as_ingrid.post("/sales/new/", sent, follow=True).text
