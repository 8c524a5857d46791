import datetime
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from crm.changes import decided
from crm.models import Company, Person, Project, Sale, SaleReason, Stage
from tests.factories import (
    make_company,
    make_person,
    make_project,
    make_sale,
    make_task,
    make_user,
)
from tests.sent import fields_of

MAKERS = {
    "company": make_company,
    "person": make_person,
    "sale": make_sale,
    "project": make_project,
}
MODELS = {"company": Company, "person": Person, "sale": Sale, "project": Project}


@pytest.fixture(autouse=True)
def ingrid(db, client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


def address(name, page, *args):
    return reverse(f"crm:{name}-{page}", args=args)


def new(client, name, /, **values):
    url = address(name, "create")
    return client.post(url, fields_of(client.get(url)) | values)


def edit(client, name, record, /, **values):
    url = address(name, "edit", record.public_id)
    return client.post(url, fields_of(client.get(url)) | values)


def values_of(record):
    return {field.name: getattr(record, field.attname) for field in decided(type(record))}


def undo_of(response):
    tags = response.wsgi_request._messages._queued_messages[-1].extra_tags
    return reverse("crm:change-undo", args=[tags.removeprefix("undo-records:")])


# -- new ones ----------------------------------------------------------------------------------


def test_a_new_company_is_saved_as_typed_and_belongs_to_who_made_it(client, ingrid):
    response = new(
        client,
        "company",
        name="  Ærlig Stål AS ",
        website="aerlig.example",
        city="Ålesund",
        phone="+47 70 00 00 00",
    )

    company = Company.objects.get()
    assert response.status_code == 303
    assert response["Location"] == address("company", "detail", company.public_id)
    assert (company.name, company.website) == ("Ærlig Stål AS", "https://aerlig.example")
    assert company.owner == ingrid
    assert Company.objects.matching("ærlig").get() == company


def test_a_new_contact_of_a_company_starts_with_it_and_leads_back(client):
    company = make_company("Moonbeam")
    back = address("company", "detail", company.public_id)
    url = f"{address('person', 'create')}?company={company.public_id}&next={back}"

    response = client.post(url, fields_of(client.get(url)) | {"first_name": "Penny"})

    assert response["Location"] == back
    assert Person.objects.get().company == company


def test_a_form_sent_twice_makes_one_record(client):
    url = address("company", "create")
    data = fields_of(client.get(url)) | {"name": "Moonbeam"}

    answers = [client.post(url, data) for _ in range(2)]

    assert {answer.status_code for answer in answers} == {303}
    assert Company.objects.count() == 1


def test_a_new_sale_takes_the_probability_of_its_stage_and_the_company_of_its_contact(client):
    stage = Stage.objects.create(name="Haggling", probability=70)
    company = make_company("Moonbeam")
    penny = make_person("Penny", "Rung", company=company)

    new(
        client,
        "sale",
        name="Routing",
        person_text="Penny Rung",
        stage=stage.pk,
        amount="38 500,50",
        currency="gbp",
        sale_on="2026-07-31",
        reopen_on="2026-09-01",
    )

    sale = Sale.objects.get()
    assert (sale.person, sale.company, sale.probability) == (penny, company, 70)
    assert (sale.amount, sale.currency) == (Decimal("38500.50"), "GBP")
    assert sale.reopen_on is None  # only a stalled sale re-opens


def test_a_sale_date_is_typed_as_people_say_it(client):
    new(client, "sale", name="Routing", currency="NOK", sale_on="31 dec 2026")

    sale = Sale.objects.get()
    assert sale.sale_on == datetime.date(2026, 12, 31)
    shown = fields_of(client.get(address("sale", "edit", sale.public_id)))
    assert shown["sale_on"] == ["Thu 31 Dec 2026"]


def test_a_sale_date_there_is_not_comes_back_as_it_was_typed(client):
    response = new(client, "sale", name="Routing", currency="NOK", sale_on="31.2")

    assert response.status_code == 400
    assert "There is no such date" in response.text
    assert fields_of(response)["sale_on"] == ["31.2"]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("38500", "38500"),
        ("38 500", "38500"),
        ("38\u00a0500,50", "38500.50"),
        ("38.500,5", "38500.5"),
        ("38,500.50", "38500.50"),
        ("1,234,567", "1234567"),
        ("0,5", "0.5"),
    ],
)
def test_an_amount_is_read_however_it_is_written(client, typed, amount):
    new(client, "sale", name="Routing", amount=typed, currency="NOK", sale_on="2026-07-31")

    assert Sale.objects.get().amount == Decimal(amount)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("company", {"name": "", "city": "Ålesund"}, "This field is required"),
        ("company", {"name": "Moonbeam", "email": "nobody"}, "Enter a valid email address"),
        ("company", {"name": "Moonbeam", "website": "javascript:alert(1)"}, "Enter a valid URL"),
        ("person", {"first_name": "Penny", "company_text": "Nowhere"}, "No company fits"),
        ("sale", {"name": "Routing", "amount": "much"}, "Write an amount"),
        ("sale", {"name": "Routing", "amount": "-1"}, "greater than or equal to 0"),
        ("sale", {"name": "Routing", "amount": "9" * 15}, "no more than 14 digits"),
        ("sale", {"name": "Routing", "currency": "N0K"}, "three letters"),
        ("sale", {"name": "Routing", "probability": "101"}, "less than or equal to 100"),
        (
            "project",
            {"name": "Expo", "starts_on": "2026-05-02", "ends_on": "2026-05-01"},
            "It ends before it starts",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_in_words_and_kept(client, name, typed, said):
    response = new(client, name, **typed)

    assert response.status_code == 400
    assert said in response.text
    assert not MODELS[name].objects.exists()
    for value in filter(None, typed.values()):
        assert f'value="{value}"' in response.text


def test_a_form_suggests_what_is_used_already(client):
    make_company("Moonbeam", category="Partner")

    page = client.get(address("company", "create")).text

    assert '<datalist id="categories"><option value="Partner"></option></datalist>' in page
    assert 'list="categories"' in page
    assert '<option value="NOK"></option>' in client.get(address("sale", "create")).text


# -- changes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MAKERS)
def test_a_form_sent_back_untouched_changes_nothing_but_the_version(client, name):
    company = make_company("Cloudberry", city="Oslo")
    links = {} if name == "company" else {"company": company}
    record = MAKERS[name](**links)
    record.refresh_from_db()
    before = values_of(record)

    response = edit(client, name, record)

    record.refresh_from_db()
    assert response.status_code == 303
    assert values_of(record) == before
    assert record.version == 2


def test_a_change_says_who_when_what_was_and_is(client, ingrid, time_machine):
    time_machine.move_to(datetime.datetime(2026, 6, 10, 9, 20, tzinfo=datetime.UTC))
    lars = make_user("lars", first_name="Lars", last_name="Brekke")
    company = make_company("Moonbeam", city="Oslo", owner=lars)

    edit(client, "company", company, city="Bergen", owner=str(ingrid.public_id))

    page = client.get(address("company", "detail", company.public_id)).text
    assert "Changed: Ingrid Solberg" in page
    assert "10 June 2026, 11:20" in page
    assert "City: <del>Oslo</del> → Bergen" in page
    assert "Owner: <del>Lars Brekke</del> → Ingrid Solberg" in page


def test_two_who_edit_the_same_see_both_versions_and_choose(client):
    company = make_company("Moonbeam", city="Oslo", phone="1")
    url = address("company", "edit", company.public_id)
    mine = fields_of(client.get(url)) | {"city": "Bergen"}
    edit(client, "company", company, city="Hamar", phone="2")

    response = client.post(url, mine)

    company.refresh_from_db()
    assert response.status_code == 409
    assert company.city == "Hamar"
    chosen = fields_of(response)
    assert chosen["choose_city"] == ["mine"]
    assert chosen["choose_phone"] == ["theirs"]

    assert client.post(url, chosen).status_code == 303
    company.refresh_from_db()
    assert (company.city, company.phone) == ("Bergen", "2")


def test_versions_can_differ_in_links_dates_and_choices(client):
    sale = make_sale(company=make_company("Moonbeam"))
    make_company("Cloudberry")
    other = Stage.objects.create(name="Haggling")
    url = address("sale", "edit", sale.public_id)
    mine = fields_of(client.get(url)) | {"sale_on": "2026-08-01"}
    edit(
        client,
        "sale",
        sale,
        company="",
        company_text="Cloudberry",
        stage=other.pk,
        status="stalled",
        reopen_on="2026-09-01",
        sale_on="2026-09-30",
        amount="100",
    )

    response = client.post(url, mine)

    for text in ("Cloudberry", "Haggling", "Stalled", "1 September 2026", "1 August 2026"):
        assert text in response.text
    client.post(url, fields_of(response))
    sale.refresh_from_db()
    assert (str(sale.company), sale.status, sale.stage) == ("Cloudberry", "stalled", other)
    assert sale.sale_on == datetime.date(2026, 8, 1)
    assert sale.reopen_on == datetime.date(2026, 9, 1)
    assert sale.amount == 100


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "0"])
def test_a_form_without_a_version_that_was_seen_never_overwrites(client, version):
    company = make_company("Moonbeam")

    response = edit(client, "company", company, name="Cloudberry", version=version)

    company.refresh_from_db()
    assert response.status_code == 409
    assert company.name == "Moonbeam"


@pytest.mark.parametrize("page", ["edit", "archive", "restore"])
def test_an_unknown_record_is_not_found(client, page):
    assert client.post(address("company", page, uuid.uuid4())).status_code == 404


@pytest.mark.parametrize("name", MAKERS)
def test_a_form_asks_as_often_for_many_as_for_few(client, name, django_assert_max_num_queries):
    record = MAKERS[name](company=make_company()) if name != "company" else make_company()
    for number in range(20):
        make_user(f"colleague{number}")
        make_company(f"Company {number}")

    with django_assert_max_num_queries(7):
        client.get(address(name, "edit", record.public_id))


# -- taking back -------------------------------------------------------------------------------


def test_a_change_is_taken_back_and_that_is_remembered_too(client):
    company = make_company("Moonbeam", city="Oslo")
    undo = undo_of(edit(client, "company", company, city="Bergen"))

    response = client.post(undo, {"next": "/companies/"})

    company.refresh_from_db()
    assert response["Location"] == "/companies/"
    assert company.city == "Oslo"
    assert company.history.count() == 3


def test_a_record_without_a_history_has_a_page(client):
    Company.objects.bulk_create([Company(name="Moonbeam")])

    page = client.get(address("company", "detail", Company.objects.get().public_id))

    assert page.status_code == 200


def test_a_change_of_what_has_no_history_is_taken_back_as_well(client):
    Company.objects.bulk_create([Company(name="Moonbeam", city="Oslo", search_key="moonbeam")])
    company = Company.objects.get()
    undo = undo_of(edit(client, "company", company, city="Bergen"))

    client.post(undo)

    company.refresh_from_db()
    assert company.city == "Oslo"


def test_a_change_that_somebody_built_upon_is_not_taken_back(client):
    company = make_company("Moonbeam", city="Oslo")
    undo = undo_of(edit(client, "company", company, city="Bergen"))
    client.force_login(make_user("lars", first_name="Lars", last_name="Brekke"))
    edit(client, "company", company, city="Hamar")
    client.force_login(company.history.filter(history_user__isnull=False).last().history_user)

    response = client.post(undo, follow=True)

    company.refresh_from_db()
    assert company.city == "Hamar"
    assert "Not undone: Lars Brekke changed “Moonbeam” since." in response.text


def test_only_who_made_a_change_takes_it_back(client):
    company = make_company("Moonbeam", city="Oslo")
    undo = undo_of(edit(client, "company", company, city="Bergen"))
    client.force_login(make_user())

    assert client.post(undo).status_code == 404
    company.refresh_from_db()
    assert company.city == "Bergen"


def test_a_new_record_that_is_taken_back_is_archived(client):
    undo = undo_of(new(client, "company", name="Moonbeam"))

    client.post(undo)

    assert Company.objects.get().is_archived


# -- archive -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MAKERS)
def test_what_is_archived_leaves_lists_and_look_ups_and_comes_back(client, name):
    record = MAKERS[name]()

    response = client.post(address(name, "archive", record.public_id))

    shown = [client.get(address(name, "list"), query).text for query in ({}, {"format": "options"})]
    assert not any(str(record.public_id) in page for page in shown)
    page = client.get(address(name, "detail", record.public_id))
    assert "Archived on" in page.text
    client.post(undo_of(response))
    assert str(record.public_id) in client.get(address(name, "list")).text


def test_what_is_planned_with_an_archived_company_still_names_it(client, ingrid):
    company = make_company("Moonbeam")
    task = make_task(ingrid, company=company)
    client.post(address("company", "archive", company.public_id))
    url = reverse("followups:follow-up-detail", args=[task.public_id])

    page = client.get(url)
    response = client.post(url, fields_of(page) | {"title": "Changed"})

    assert "Moonbeam" in page.text
    assert response.status_code == 303
    task.refresh_from_db()
    assert (task.title, task.company) == ("Changed", company)


def test_an_archived_company_is_not_found_by_its_typed_name(client):
    company = make_company("Moonbeam")
    client.post(address("company", "archive", company.public_id))

    response = new(client, "person", first_name="Penny", company_text="Moonbeam")

    assert "No company fits “Moonbeam”" in response.text


def test_an_archived_record_is_restored_from_its_page(client):
    company = make_company("Moonbeam")
    client.post(address("company", "archive", company.public_id))

    client.post(address("company", "restore", company.public_id))

    company.refresh_from_db()
    assert not company.is_archived
    page = client.get(address("company", "detail", company.public_id)).text
    assert "Archived on" not in page
    assert "Restored: Ingrid Solberg" in page


def test_archiving_twice_changes_nothing_the_second_time(client):
    company = make_company("Moonbeam")

    for _ in range(2):
        client.post(address("company", "archive", company.public_id))

    assert company.history.count() == 2


# -- reasons of sales --------------------------------------------------------------------------


def reason(outcome):
    return SaleReason.objects.filter(outcome=outcome).first()


def test_a_lost_sale_says_why(client):
    sale = make_sale()

    edit(client, "sale", sale, status="lost", reason=reason("lost").pk)

    sale.refresh_from_db()
    assert (sale.status, sale.reason) == ("lost", reason("lost"))
    page = client.get(address("sale", "detail", sale.public_id)).text
    assert f"<dt>Reason</dt><dd>{reason('lost')}</dd>" in page


def test_a_reason_of_another_status_is_refused_and_what_was_typed_kept(client):
    sale = make_sale()

    response = edit(client, "sale", sale, status="lost", reason=reason("sold").pk, name="Vans")

    assert response.status_code == 400
    assert "This is a reason of another status." in response.text
    assert 'value="Vans"' in response.text


def test_a_sale_that_is_open_again_has_no_reason_any_more(client):
    sale = make_sale(status="lost", reason=reason("lost"))

    edit(client, "sale", sale, status="open")

    sale.refresh_from_db()
    assert (sale.status, sale.reason) == ("open", None)


def test_a_reason_put_away_is_offered_only_where_it_is_used(client):
    away = reason("lost")
    away.is_active = False
    away.save()
    option = f">Lost: {away}</option>"
    lost, new_one = make_sale(status="lost", reason=away), make_sale()

    assert option in client.get(address("sale", "edit", lost.public_id)).text
    assert option not in client.get(address("sale", "edit", new_one.public_id)).text


def test_what_no_longer_fits_what_was_changed_beside_it_is_not_undone(client, ingrid):
    project = make_project(starts_on=datetime.date(2026, 5, 1))
    response = edit(client, "project", project, starts_on="2026-04-01")
    project.refresh_from_db()
    client.force_login(make_user("lars", first_name="Lars", last_name="Brekke"))
    edit(client, "project", project, ends_on="2026-04-15")
    client.force_login(ingrid)

    told = client.post(undo_of(response), follow=True)

    assert "Not undone: Lars Brekke changed “Expo” since." in told.text
    project.refresh_from_db()
    assert project.starts_on == datetime.date(2026, 4, 1)
