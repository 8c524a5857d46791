import re

import pytest
from django.urls import reverse

from crm.models import Company, Stage
from crm.sections import COMPANIES, PERSONS, PROJECTS, SALES
from tests.factories import (
    NOW,
    make_company,
    make_group,
    make_person,
    make_project,
    make_sale,
    make_user,
)

LISTS = ["company", "person", "sale", "project"]
SECTIONS = dict(zip(LISTS, (COMPANIES, PERSONS, SALES, PROJECTS), strict=True))
MAKERS = {
    "company": make_company,
    "person": lambda name, **fields: make_person(name, "", **fields),
    "sale": make_sale,
    "project": make_project,
}


@pytest.fixture(autouse=True)
def user(db, client):
    user = make_user()
    client.force_login(user)
    return user


def listed(client, name, **query):
    return client.get(reverse(f"crm:{name}-list"), query)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_its_records_by_name_with_links(client, name):
    second, first = MAKERS[name]("Moonbeam"), MAKERS[name]("Cloudberry")

    page = listed(client, name).text

    assert page.index("Cloudberry") < page.index("Moonbeam")
    for record in (first, second):
        assert f'href="{reverse(f"crm:{name}-detail", args=[record.public_id])}"' in page


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_says_so(client, name):
    assert "Nothing is registered here yet." in listed(client, name).text


@pytest.mark.parametrize("typed", ["østfold", "ØSTFOLD", "  øst  ål ", "ål"])
def test_a_search_finds_names_with_norwegian_letters_in_any_case(client, typed):
    make_company("Østfold Ål")
    make_company("Bergen Båt")

    page = listed(client, "company", q=typed).text

    assert "Østfold Ål" in page
    assert "Bergen Båt" not in page


@pytest.mark.parametrize(
    "typed", ["moonbeam", "rung moon", "penny@moon.example", "+47 400 00 123", "40000123"]
)
def test_a_contact_is_found_by_company_address_and_number(client, typed):
    company = make_company("Moonbeam Ladders Ltd")
    make_person("Penny", "Rung", company=company, email="penny@moon.example", mobile="+47 40000123")
    make_person("Olga", "Dahl", mobile="+47 400 00 124", email="olga@sun.example")

    page = listed(client, "person", q=typed).text

    assert "Penny Rung" in page
    assert "Olga Dahl" not in page


@pytest.mark.parametrize(("name", "make"), [("sale", make_sale), ("project", make_project)])
def test_what_belongs_to_a_company_is_found_by_its_name(client, name, make):
    make("Ladder van", company=make_company("Moonbeam"))
    make("Cloudberry")

    page = listed(client, name, q="moonb").text

    assert "Ladder van" in page
    assert "Cloudberry" not in page


def test_signs_that_mean_something_to_a_database_are_ordinary_letters(client):
    make_company("100 % Ladders")
    make_company("Cloudberry")

    page = listed(client, "company", q="%").text

    assert "100 % Ladders" in page
    assert "Cloudberry" not in page


def test_a_search_that_finds_nothing_says_what_was_searched(client):
    make_company()

    assert "Nothing fits “xylophone”" in listed(client, "company", q="xylophone").text


def test_fifty_stand_on_a_page_and_the_search_stays_on_the_next(client):
    for number in range(51):
        make_company(f"Ladder {number:02}")

    first, second = (
        listed(client, "company", q="ladder"),
        listed(client, "company", q="ladder", page=2),
    )

    assert "Ladder 49" in first.text
    assert "Ladder 50" not in first.text
    assert "?q=ladder&amp;page=2" in first.text
    assert "Ladder 50" in second.text
    assert "Ladder 49" not in second.text
    assert "?q=ladder&amp;page=1" in second.text


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0"},
        {"page": "-1"},
        {"page": "x"},
        {"page": "99999999999999999999"},
        {"q": "x" * 1000},
    ],
)
def test_a_page_or_search_that_makes_no_sense_is_refused_in_words(client, query):
    make_company()

    response = listed(client, "company", **query)

    assert response.status_code == 400
    assert "This list has no such page or filter." in response.text


@pytest.mark.parametrize("company", ["x", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_company_is_refused_in_words(client, company):
    assert listed(client, "person", company=company).status_code == 400


@pytest.mark.parametrize("name", ["person", "sale", "project"])
def test_a_list_can_be_of_one_company(client, name):
    company = make_company("Moonbeam")
    MAKERS[name]("Penny", company=company)
    MAKERS[name]("Hugh", company=make_company("Cloudberry"))

    page = listed(client, name, company=company.public_id).text

    assert "Of Moonbeam" in page
    assert "Penny" in page
    assert "Hugh" not in page


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_for_many_as_for_one(
    client, user, name, django_assert_max_num_queries
):
    for number in range(60):
        more = {} if name == "company" else {"company": make_company(f"Company {number}")}
        MAKERS[name](f"Record {number}", owner=user, **more)

    # two of the reader, page, count, filters, columns, fields; of sales the steps and who has none
    with django_assert_max_num_queries(12 if name == "sale" else 10):
        listed(client, name)


def test_a_look_up_gets_a_few_names_with_their_ids(client):
    company = make_company("Moonbeam")
    penny = make_person("Penny", "Rung", company=company)
    for number in range(20):
        make_person("Penny", f"Ladder {number}")

    page = listed(client, "person", q="penny rung", format="options").text

    assert f'data-value="{penny.public_id}"' in page
    assert f'data-set-company="{company.public_id}|Moonbeam"' in page
    assert listed(client, "person", q="penny", format="options").text.count("<li") == 12


def test_a_look_up_offers_names_that_start_so_then_words_then_the_rest(client):
    for name in ("Grandmår", "Ågot Måren", "Måren AS", "Bålmåling"):
        make_company(name)

    page = listed(client, "company", q="mår", format="options").text

    assert re.findall(r">([^<>]+) <small>", page) == ["Måren AS", "Ågot Måren", "Grandmår"]


def test_a_telephone_is_a_link_however_it_is_written(client):
    make_company(phone="+47 (22) 00 11-22")

    assert 'href="tel:+4722001122"' in listed(client, "company").text


def test_what_people_typed_is_never_markup(client):
    make_company("<script>alert(1)</script>")

    assert "<script>alert" not in listed(client, "company", q="<script>").text


# -- order -------------------------------------------------------------------------------------


def names_in(response):
    return re.findall(r'<td class="t"><a href="[^"]*">([^<]*)</a>', response.text)


def test_names_stand_in_the_order_of_the_alphabet_with_aa_last(client):
    for name in ("Ås", "Zorro", "Østfold", "Ærlig", "Éclair", "eclipse", "A/S Bok", "Öst"):
        make_company(name)

    assert names_in(listed(client, "company")) == [
        *("A/S Bok", "Éclair", "eclipse", "Zorro", "Ærlig", "Öst", "Østfold", "Ås")
    ]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_put_in_order_by_any_column_both_ways(client, user, name):
    rows = [MAKERS[name](text) for text in ("Ås", "Ærlig")]
    columns = [column.name for column in SECTIONS[name].columns]

    for column in columns:
        for sign in ("", "-"):
            response = listed(client, name, sort=f"{sign}{column}")
            assert response.status_code == 200
            assert sorted(names_in(response)) == sorted(map(str, rows))
    assert 'aria-sort="descending"' in response.text


def test_a_column_of_names_is_in_the_order_of_the_alphabet_too(client):
    for number, city in enumerate(("Ålesund", "Zagreb", "Ørsta", "bergen")):
        make_company(f"Company {number}", city=city)

    ascending = names_in(listed(client, "company", sort="city"))

    assert ascending == ["Company 3", "Company 1", "Company 2", "Company 0"]
    assert names_in(listed(client, "company", sort="-city")) == ascending[::-1]


def test_a_head_leads_to_its_order_and_keeps_the_search(client):
    make_company("Moonbeam")

    page = listed(client, "company", q="moon", sort="city").text

    assert 'href="?q=moon&amp;sort=-city"' in page
    assert 'href="?q=moon&amp;sort=name"' in page
    assert 'aria-sort="ascending"' in page


@pytest.mark.parametrize("sort", ["nothing", "--name", "password", "owner__password"])
def test_an_order_that_is_not_offered_is_refused_in_words(client, sort):
    assert listed(client, "company", sort=sort).status_code == 400


def test_a_changed_name_moves_in_the_order(client):
    earnest, zorro = make_company("Ærlig"), make_company("Zorro")
    earnest.name = "Berg"
    earnest.save()

    assert names_in(listed(client, "company")) == ["Berg", "Zorro"]
    assert zorro.sort_key == "zorro"


# -- what it is narrowed by --------------------------------------------------------------------


def test_a_list_is_narrowed_by_owner_and_by_group(client, user):
    lars = make_user("lars", first_name="Lars")
    sales = make_group("Sales", [lars])
    make_company("Mine", owner=user)
    make_company("Of Lars", owner=lars)
    make_company("Nobody")

    asked = {
        "me": ["Mine"],
        "none": ["Nobody"],
        f"user:{lars.public_id}": ["Of Lars"],
        f"group:{sales.public_id}": ["Of Lars"],
    }

    for owner, names in asked.items():
        assert names_in(listed(client, "company", owner=owner)) == names


def test_a_list_is_narrowed_by_where_things_stand(client):
    stage = Stage.objects.create(name="Haggling", order=99)
    make_sale("Won", status="sold")
    make_sale("Talking", stage=stage)
    make_project("Over", status="done")
    make_project("On")
    make_company("Friend", category="Partner")
    make_company("Other", category="Prospect")

    assert names_in(listed(client, "sale", status="sold")) == ["Won"]
    assert names_in(listed(client, "sale", stage=stage.pk)) == ["Talking"]
    assert names_in(listed(client, "project", status="done")) == ["Over"]
    assert names_in(listed(client, "company", category="Partner")) == ["Friend"]


def test_every_category_in_use_is_offered_once(client):
    for number, category in enumerate(
        ("Partner", "", "Customer, A", "Partner", "Ærlig", "Prospect")
    ):
        make_company(f"Company {number}", category=category)

    assert Company.categories() == ["Customer, A", "Partner", "Prospect", "Ærlig"]


def test_what_is_archived_can_be_listed(client):
    company = make_company("Moonbeam")
    make_company("Cloudberry")
    company.archive(at=NOW)
    company.save()

    assert names_in(listed(client, "company", show="archived")) == ["Moonbeam"]
    assert names_in(listed(client, "company")) == ["Cloudberry"]


@pytest.mark.parametrize(
    "query", [{"owner": "user:x"}, {"owner": "everybody"}, {"category": "x"}, {"show": "secret"}]
)
def test_a_filter_that_is_not_offered_is_refused_in_words(client, query):
    response = listed(client, "company", **query)

    assert response.status_code == 400
    assert "This list has no such page or filter." in response.text


def test_nothing_that_fits_says_so_and_leads_back(client):
    make_company("Moonbeam")

    page = listed(client, "company", owner="me").text

    assert "Nothing fits what you chose above." in page


def test_a_list_tells_how_many_there_are_as_far_as_a_thousand(client):
    Company.objects.bulk_create(Company(name=f"Company {n}") for n in range(1001))

    assert '<span class="count">1000+</span>' in listed(client, "company").text
    Company.objects.first().delete()
    assert '<span class="count">1000</span>' in listed(client, "company").text
    assert '<span class="count">1000</span>' in listed(client, "company", page=20).text
