import datetime
import re
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from crm.models import Stage
from followups import changes
from tests.factories import (
    NOW,
    make_company,
    make_document,
    make_person,
    make_project,
    make_sale,
    make_task,
    make_user,
)


@pytest.fixture(autouse=True)
def user(db, client):
    user = make_user("ingrid", first_name="Ingrid", last_name="Solberg")
    client.force_login(user)
    return user


def page_of(client, name, record):
    return client.get(reverse(f"crm:{name}-detail", args=[record.public_id]))


def test_a_company_shows_its_facts_with_links_to_call_write_and_look(client, user):
    company = make_company(
        "Moonbeam Ladders Ltd",
        category="Customer",
        number="M-00417",
        phone="+44 0000 000000",
        email="hello@moonbeam.example",
        website="https://moonbeam.example",
        address="7 Rung Row",
        postcode="NE1",
        city="Newcastle",
        country="United Kingdom",
        owner=user,
    )

    page = page_of(client, "company", company).text

    assert "<h1>Moonbeam Ladders Ltd</h1>" in page
    assert 'href="tel:+440000000000"' in page
    assert 'href="mailto:hello@moonbeam.example"' in page
    assert 'href="https://moonbeam.example"' in page
    assert "7 Rung Row, NE1 Newcastle" in page
    assert "Owner: Ingrid Solberg" in page
    assert "M-00417" in page


def test_a_company_has_cards_of_its_contacts_sales_and_projects(client):
    company = make_company()
    others = make_company("Cloudberry")
    penny = make_person("Penny", "Rung", company=company, mobile="123")
    make_person("Hugh", "Stiles", company=others)
    sale = make_sale("Van routing", company=company, amount=Decimal(38500), currency="GBP")
    project = make_project("Expo", company=company)

    page = page_of(client, "company", company).text

    for name, record in (("person", penny), ("sale", sale), ("project", project)):
        assert reverse(f"crm:{name}-detail", args=[record.public_id]) in page
        assert f"{reverse(f'crm:{name}-list')}?company={company.public_id}" in page
    assert "GBP\u00a038\u00a0500" in page
    assert 'href="tel:123"' in page
    assert "Hugh" not in page


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("company", make_company),
        ("person", make_person),
        ("sale", make_sale),
        ("project", make_project),
    ],
)
def test_what_is_planned_from_a_record_starts_with_it_and_leads_back(client, name, make):
    record = make()

    page = page_of(client, name, record).text

    here = reverse(f"crm:{name}-detail", args=[record.public_id])
    for kind in ("appointment", "task", "call"):
        form = reverse("followups:follow-up-create", args=[kind])
        assert f'href="{form}?next={here}&amp;{name}={record.public_id}"' in page
    assert "Log a call" in page


@pytest.mark.parametrize("name", ["company", "person", "sale", "project"])
def test_an_unknown_record_is_not_found(client, name):
    response = client.get(reverse(f"crm:{name}-detail", args=[uuid.uuid4()]))

    assert response.status_code == 404
    assert "There is nothing here" in response.text


def test_a_contact_shows_the_numbers_that_reach_them_and_their_sales(client):
    company = make_company("Moonbeam", phone="22 00 11 22")
    person = make_person(mobile="+47 900 00 000", email="penny@example.com", company=company)
    sale = make_sale(person=person)

    page = page_of(client, "person", person).text

    assert 'href="tel:+4790000000"' in page
    assert 'href="tel:22001122"' in page
    assert reverse("crm:company-detail", args=[company.public_id]) in page
    assert reverse("crm:sale-detail", args=[sale.public_id]) in page


def test_a_sale_shows_amount_stage_and_dates(client):
    stage = Stage.objects.create(name="Haggling", probability=70)
    sale = make_sale(
        stage=stage,
        amount=Decimal("1234.50"),
        currency="EUR",
        probability=65,
        status="stalled",
        sale_on=datetime.date(2026, 7, 31),
        reopen_on=datetime.date(2026, 9, 1),
    )

    page = page_of(client, "sale", sale).text

    for text in ("EUR\u00a01\u00a0234.50", "Haggling", "65 %", "31 July 2026", "1 September 2026"):
        assert text in page
    assert "Stalled" in page


def test_dates_and_amounts_are_written_in_the_readers_language(client, user):
    user.preferences.language = "nb"
    user.preferences.save()
    sale = make_sale(sale_on=datetime.date(2026, 7, 31), amount=Decimal("1234.50"))

    page = page_of(client, "sale", sale).text

    assert "31. juli 2026" in page
    assert "NOK\u00a01\u00a0234,50" in page


def test_a_project_shows_who_is_in_it(client):
    project = make_project(starts_on=datetime.date(2026, 5, 1), ends_on=datetime.date(2026, 12, 31))
    project.projectmember_set.create(user=make_user(first_name="Amara"), role="Designer")

    page = page_of(client, "project", project).text

    for text in ("Amara", "Designer", "1 May 2026", "31 December 2026", "Running"):
        assert text in page


@pytest.mark.parametrize(
    ("name", "make"), [("company", make_company), ("sale", make_sale), ("project", make_project)]
)
def test_activities_of_a_record_leave_out_what_is_private(client, name, make):
    record, owner = make(), make_user()
    make_task(owner, title="Ordinary", **{name: record})
    make_task(owner, title="Xylophone", visibility="owner", **{name: record})

    page = page_of(client, name, record).text

    assert "Ordinary" in page
    assert "Xylophone" not in page


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("company", ["Contact", "Owner"]),
        ("person", ["Company", "Owner"]),
        ("sale", ["Company", "Contact", "Owner"]),
    ],
)
def test_activities_of_a_record_need_no_column_for_it(client, user, name, columns):
    company = make_company()
    person = make_person(company=company)
    about = {"company": company, "person": person, "sale": make_sale(company=company)}
    make_task(user, **about)

    page = page_of(client, name, about[name]).text

    table = page[page.index('id="activities"') :].partition("</table>")[0]
    heads = re.findall(r'<th scope="col"[^>]*>(?:<span[^>]*>)?([^<]+)<', table)
    assert heads == ["Completed", "Date", "Time", "Type", "Title", *columns, "Status"]
    assert len(re.findall(r"<td[ >]", table)) == len(heads)


@pytest.mark.parametrize("name", ["company", "person", "sale", "project"])
def test_the_page_of_a_record_asks_as_often_for_much_as_for_little(
    client, user, name, django_assert_max_num_queries
):
    company = make_company(owner=user)
    person = make_person(company=company, owner=user)
    sale = make_sale(company=company, person=person, owner=user)
    project = make_project(company=company, owner=user)
    for number in range(20):
        make_person(company=company)
        make_sale(company=company, person=person)
        make_project(company=company)
        project.projectmember_set.create(user=make_user(f"member{number}"))
        about = {"company": company, "person": person, "sale": sale, "project": project}
        make_task(user, **about)
        make_document(owner=user, **about)
    record = about[name]

    with django_assert_max_num_queries(12):
        page_of(client, name, record)


@pytest.mark.parametrize(("name", "make"), [("company", make_company), ("person", make_person)])
def test_a_call_is_started_from_the_page_of_whom_one_calls(client, user, name, make):
    record = make()
    page = page_of(client, name, record)

    data = {"form_key": page.context["form_key"], name: record.public_id}
    for _ in range(2):  # a double click makes one call
        client.post(reverse("followups:call-start"), data)

    call = user.followups.get()
    assert getattr(call, name) == record
    assert call.duration == datetime.timedelta(minutes=15)


def test_the_cards_of_a_company_tell_how_many_there_are(client):
    company = make_company()
    for number in range(9):
        make_person(f"Penny {number}", company=company)
    make_sale(company=company)
    gone = make_sale(company=company)
    gone.archive(at=datetime.datetime(2026, 6, 10, tzinfo=datetime.UTC))
    gone.save()

    page = page_of(client, "company", company).text

    assert 'Contacts</a> <span class="count">9</span>' in page
    assert 'Sales</a> <span class="count">1</span>' in page
    assert "Projects</a></h2>" in page


# -- now and next ------------------------------------------------------------------------------


def titles(page):
    return re.findall(r"data-dialog>([^<]*)</a></td>", page[page.index('id="activities"') :])


def parts(page):
    return re.findall(r'<th scope="rowgroup" colspan="4">([^<]*)', page)


def done(user, title, day, **about):
    task = make_task(user, title=title, due_on=day, **about)
    changes.tick(task, done=True, by=user, at=NOW)


def test_what_is_open_stands_above_what_was_done(client, user):
    company = make_company()
    make_task(user, title="Next week", due_on="2026-06-17", company=company)
    make_task(user, title="Overdue", due_on="2026-06-08", company=company)
    done(user, "Older", "2026-06-01", company=company)
    done(user, "Newer", "2026-06-03", company=company)

    page = page_of(client, "company", company).text

    assert titles(page) == ["Overdue", "Next week", "Newer", "Older"]
    assert parts(page) == ["Now and next", "History"]


def test_when_much_is_open_the_rest_is_a_click_away(client, user):
    company = make_company()
    for number in range(12):
        make_task(user, title=f"Open {number}", company=company)

    page = page_of(client, "company", company)

    assert len(titles(page.text)) == 10
    assert 'href="?state=open#activities">Show all that is open</a>' in page.text
    assert len(titles(client.get(f"{page.wsgi_request.path}?state=open").text)) == 12


def test_later_pages_are_history_alone(client, user):
    company = make_company()
    make_task(user, title="Open", company=company)
    for number in range(26):
        done(user, f"Done {number}", "2026-06-01", company=company)
    path = page_of(client, "company", company).wsgi_request.path

    first, second = client.get(path).text, client.get(f"{path}?page=2").text

    assert len(titles(first)) == 26
    assert len(titles(second)) == 1
    assert parts(second) == []


def test_a_private_step_is_not_among_what_is_next(client):
    company = make_company()
    make_task(make_user(), title="Xylophone", visibility="owner", company=company)

    page = page_of(client, "company", company).text

    assert "Xylophone" not in page
    assert "No follow-ups yet." in page
