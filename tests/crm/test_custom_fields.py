"""The administrator's own fields of companies, contacts, sales and projects."""

import csv
import io
import re
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from crm import changes
from crm.custom_fields import Fields, write_words_anew
from crm.models import Company, CustomField
from tests.factories import (
    choice_of,
    make_company,
    make_field,
    make_person,
    make_project,
    make_sale,
    make_user,
    sent_as,
)
from tests.sent import fields_of

MAKERS = {
    "company": make_company,
    "person": make_person,
    "sale": make_sale,
    "project": make_project,
}


@pytest.fixture(autouse=True)
def ingrid(db, client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


def address(name, page, *args):
    return reverse(f"crm:{name}-{page}", args=args)


def edit(client, name, record, /, **values):
    url = address(name, "edit", record.public_id)
    response = client.post(url, fields_of(client.get(url)) | values)
    record.refresh_from_db()
    return response


def page_of(client, record):
    return client.get(address(record._meta.model_name, "detail", record.public_id)).text


def undo_of(response):
    tags = response.wsgi_request._messages._queued_messages[-1].extra_tags
    return reverse("crm:change-undo", args=[tags.removeprefix("undo-records:")])


# -- the form ----------------------------------------------------------------------------------

KINDS = [
    # kind, typed, stored, shown
    ("text", "  Blue ", "Blue", "Blue"),
    ("long_text", "One\r\nTwo", "One\nTwo", "<p>One<br>Two</p>"),
    ("number", "1 200", 1200, "1 200"),
    ("number", "-3", -3, "-3"),
    ("number", "0", 0, "<dd>0</dd>"),
    ("decimal", "0.0", "0", "<dd>0</dd>"),
    ("money", "0", "0", "<dd>NOK 0</dd>"),
    ("time", "00:00", "00:00", "<dd>00:00</dd>"),
    ("decimal", "12.50", "12.5", "12.5"),
    ("decimal", "1,234.5", "1234.5", "1 234.5"),
    ("money", "38 500,50", "38500.5", "NOK 38 500.50"),
    ("date", "24 Dec 2026", "2026-12-24", "24 December 2026"),
    ("time", "9.30", "09:30", "09:30"),
    ("tick", "on", True, "Yes"),
    ("link", "moonbeam.example/a?b=1&c", "https://moonbeam.example/a?b=1&c", "b=1&amp;c</a>"),
]


@pytest.mark.parametrize(("kind", "typed", "stored", "shown"), KINDS)
def test_each_kind_is_stored_plainly_shown_in_words_and_read_again(
    client, kind, typed, stored, shown
):
    field, company = make_field("company", kind), make_company()

    response = edit(client, "company", company, **{sent_as(field): typed})

    assert response.status_code == 303
    assert company.custom == {field.key: stored}
    assert shown in page_of(client, company).replace("\N{NO-BREAK SPACE}", " ")
    assert edit(client, "company", company).status_code == 303
    assert company.custom == {field.key: stored}


BAD = [
    ("text", "x" * 201, "200"),
    ("long_text", "x" * 4001, "4000"),
    ("number", "twelve", "Write a whole number"),
    ("number", "1.5", "Write a whole number"),
    ("number", "9" * 16, "Write a whole number"),
    ("number", "١٢", "Write a whole number"),
    ("number", "1e5", "Write a whole number"),
    ("decimal", "NaN", "Write a number"),
    ("decimal", "1,2,3", "Write a number"),
    ("decimal", "0.1234567", "Write a number"),
    ("money", "Infinity", "Write an amount"),
    ("money", "9" * 20, "digits"),
    ("date", "30.2", "no such date"),
    ("date", "0000-00-00", "from 1900 to 2199"),
    ("time", "25:00", "from 00:00 to 23:59"),
    ("link", "javascript:alert(1)", "valid URL"),
    ("link", "ftp://moonbeam.example/", "valid URL"),
    ("link", "data:text/html,x", "valid URL"),
    ("link", "https://x.example/" + "x" * 2000, "2000"),
]


@pytest.mark.parametrize(("kind", "typed", "told"), BAD)
def test_what_makes_no_sense_is_refused_in_words_and_kept(client, kind, typed, told):
    field, company = make_field("company", kind), make_company()

    response = edit(client, "company", company, **{sent_as(field): typed})

    assert response.status_code == 400
    assert told in response.context["form"].errors[sent_as(field)][0]
    assert fields_of(response)[sent_as(field)] == [typed]
    assert company.custom == {}


@pytest.mark.parametrize("kind", CustomField.Kind)
def test_nothing_typed_is_nothing_stored(client, kind):
    field = make_field("company", kind, choices=["Gold"])
    company = make_company()

    edit(client, "company", company, **{sent_as(field): ""})

    assert company.custom == {}


@pytest.mark.parametrize("kind", CustomField.Kind)
def test_a_required_one_has_to_be_filled_in(client, kind):
    field = make_field("company", kind, is_required=True, choices=["Gold"])

    response = client.post(address("company", "create"), {"name": "Moon", "form_key": uuid.uuid4()})

    assert response.status_code == 400
    assert response.context["form"].errors[sent_as(field)] == ["This field is required."]
    assert not Company.objects.exists()


def test_a_number_is_read_as_the_language_of_the_reader_writes_it(client, ingrid):
    ingrid.preferences.language = "nb"
    ingrid.preferences.save()
    field, company = make_field("company", "decimal"), make_company()

    for typed, stored in (("1.234", "1234"), ("0,125", "0.125"), ("12,5", "12.5")):
        edit(client, "company", company, **{sent_as(field): typed})
        assert company.custom == {field.key: stored}

    assert "<dd>12,5</dd>" in page_of(client, company)


def test_choices_are_kept_by_what_they_are_and_not_by_their_name(client):
    one = make_field("company", "choice", "Level", choices=["Gold", "Silver"])
    many = make_field("company", "choices", "Likes", choices=["Tea", "Cake", "Beer"])
    company, tea, beer = make_company(), choice_of(many, "Tea"), choice_of(many, "Beer")

    sent = {sent_as(one): choice_of(one, "Gold"), sent_as(many): [beer, tea]}
    edit(client, "company", company, **sent)

    assert company.custom == {one.key: choice_of(one, "Gold"), many.key: {tea: True, beer: True}}
    one.choices.filter(name="Gold").update(name="Platinum")
    CustomField.objects.filter(pk=many.pk).update(name="Drinks")
    page = page_of(client, company)
    assert "<dt>Level</dt><dd>Platinum</dd>" in page
    assert "<dt>Drinks</dt><dd>Tea, Beer</dd>" in page


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_a_choice_that_is_not_offered_is_refused(client, kind):
    field, company = make_field("company", kind, choices=["Gold"]), make_company()

    for wrong in ("Gold", str(uuid.uuid4()), "x"):
        response = edit(client, "company", company, **{sent_as(field): wrong})
        assert response.status_code == 400
    assert company.custom == {}


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_a_choice_put_away_stays_where_it_is_and_is_offered_nowhere_else(client, kind):
    field, company = make_field("company", kind, choices=["Gold", "Silver"]), make_company()
    gold = choice_of(field, "Gold")
    edit(client, "company", company, **{sent_as(field): gold})
    field.choices.filter(name="Gold").update(is_active=False)

    edit(client, "company", company, city="Oslo")

    assert gold in str(company.custom)
    assert "Gold" in page_of(client, company)
    assert "Gold" not in client.get(address("company", "create")).text


def test_a_tick_is_taken_away_again(client):
    field, company = make_field("company", "tick"), make_company()
    edit(client, "company", company, **{sent_as(field): "on"})
    url = address("company", "edit", company.public_id)
    sent = fields_of(client.get(url))
    del sent[sent_as(field)]

    client.post(url, sent)

    company.refresh_from_db()
    assert company.custom == {}


def test_a_form_that_knows_nothing_of_them_leaves_them_alone(client):
    """Such as one opened before an administrator added a field and asked for it to be filled in."""
    tick, text = make_field("company", "tick"), make_field("company")
    company = make_company(custom={tick.key: True, text.key: "Blue"})
    url = address("company", "edit", company.public_id)
    sent = fields_of(client.get(url)) | {"city": "Oslo"}
    sent = {name: value for name, value in sent.items() if not name.startswith("custom_")}
    make_field("company", is_required=True)

    response = client.post(url, sent)

    company.refresh_from_db()
    assert (response.status_code, company.city) == (303, "Oslo")
    assert company.custom == {tick.key: True, text.key: "Blue"}


def test_something_new_starts_with_the_defaults(client, time_machine):
    time_machine.move_to("2026-06-10T09:20:00Z", tick=False)
    date = make_field("company", "date", default="in 2 weeks")
    number = make_field("company", "number", default="1200")
    tick = make_field("company", "tick", default="yes")
    choice = make_field("company", "choice", choices=["Gold", "Silver"])
    choice.choices.filter(name="Silver").update(is_default=True)

    url = address("company", "create")
    client.post(url, fields_of(client.get(url)) | {"name": "Moonbeam"})

    assert Company.objects.get().custom == {
        date.key: "2026-06-24",
        number.key: 1200,
        tick.key: True,
        choice.key: choice_of(choice, "Silver"),
    }


@pytest.mark.parametrize("name", MAKERS)
def test_the_part_headed_more_is_there_only_with_fields_of_that_kind_of_record(client, name):
    others = next(of for of in MAKERS if of != name)
    make_field(others, name="Of others")
    make_field(name, name="Put away", is_active=False)
    url = address(name, "create")
    assert "more-tab" not in client.get(url).text

    make_field(name, name="Shoe size", help_text="<b>EU</b> sizes", is_required=True)

    page = client.get(url).text
    assert 'id="more-tab"' in page
    assert "Shoe size" in page
    assert "&lt;b&gt;EU&lt;/b&gt; sizes" in page
    assert "Of others" not in page
    assert "Put away" not in page


def test_they_stand_in_the_order_of_the_administrator(client):
    for order, name in ((20, "Second"), (10, "First"), (30, "Third")):
        make_field("company", name=name, order=order)

    labels = [field.label for field in client.get(address("company", "create")).context["form"]]

    assert labels[-3:] == ["First", "Second", "Third"]


def test_the_heading_is_translated(client, ingrid):
    ingrid.preferences.language = "nb"
    ingrid.preferences.save()
    make_field("company")

    assert '<h2 id="more-h">Mer</h2>' in client.get(address("company", "create")).text


def test_a_field_put_away_keeps_its_values_and_shows_them_nowhere(client):
    field = make_field("company", name="Shoe size")
    company = make_company(custom={field.key: "Fortytwo"})
    CustomField.objects.update(is_active=False)

    edit(client, "company", company, city="Oslo")

    assert company.custom == {field.key: "Fortytwo"}
    assert "Fortytwo" not in page_of(client, company)
    CustomField.objects.update(is_active=True)
    assert "Fortytwo" in page_of(client, company)


@pytest.mark.parametrize("name", MAKERS)
def test_a_value_stands_among_the_facts_with_what_it_says_escaped(client, name):
    field, link = make_field(name, name="<i>Shoe</i>"), make_field(name, "link")
    record = MAKERS[name](custom={field.key: "<b>42</b>", link.key: 'https://x.example/"onclick'})

    page = page_of(client, record)

    assert "<dt>&lt;i&gt;Shoe&lt;/i&gt;</dt><dd>&lt;b&gt;42&lt;/b&gt;</dd>" in page
    assert 'href="https://x.example/&quot;onclick" rel="noreferrer noopener"' in page


# -- history, conflicts, undo --------------------------------------------------------------------


def test_the_history_tells_the_old_and_the_new_value(client):
    date, tick = make_field("company", "date", "Contract"), make_field("company", "tick", "Paid")
    company = make_company()
    edit(client, "company", company, **{sent_as(date): "2026-12-24"})
    edit(client, "company", company, **{sent_as(date): "2027-01-31", sent_as(tick): "on"})

    page = page_of(client, company)

    assert "Contract: <del>24 December 2026</del> → 31 January 2027" in page
    assert "Paid: Yes" in page


def test_an_administrator_reads_it_field_by_field_too(client):
    field, company = make_field("company", name="Shoes"), make_company()
    edit(client, "company", company, **{sent_as(field): "<b>Red</b>"})
    edit(client, "company", company, city="Oslo", **{sent_as(field): "Blue"})
    client.force_login(make_user(is_staff=True, is_superuser=True))

    page = client.get(reverse("admin:crm_company_history", args=[company.pk])).text

    assert "<strong>Shoes</strong>: &lt;b&gt;Red&lt;/b&gt; → Blue" in page
    assert "<strong>City</strong>:  → Oslo" in page
    assert field.key not in page


def test_two_who_edit_the_same_see_both_versions_and_choose(client):
    text, tick = make_field("company", name="Shoes"), make_field("company", "tick", "Paid")
    company = make_company()
    url = address("company", "edit", company.public_id)
    mine = fields_of(client.get(url)) | {sent_as(text): "Red"}
    edit(client, "company", company, **{sent_as(text): "Blue", sent_as(tick): "on"})

    response = client.post(url, mine)

    assert response.status_code == 409
    shown = {part.label: (part.mine, part.theirs) for part in response.context["differences"]}
    assert shown == {"Shoes": ("Red", "Blue"), "Paid": ("", "Yes")}
    chosen = fields_of(response)
    assert chosen[f"choose_{sent_as(text)}"] == ["mine"]
    assert chosen[f"choose_{sent_as(tick)}"] == ["theirs"]
    assert client.post(url, chosen).status_code == 303
    company.refresh_from_db()
    assert company.custom == {text.key: "Red", tick.key: True}


def test_a_change_is_taken_back(client):
    field, company = make_field("company"), make_company()
    edit(client, "company", company, **{sent_as(field): "Red"})
    undo = undo_of(edit(client, "company", company, **{sent_as(field): "Blue"}))

    client.post(undo)

    company.refresh_from_db()
    assert company.custom == {field.key: "Red"}
    assert Company.objects.filter(search_key__has_words="red").exists()
    assert not Company.objects.filter(search_key__has_words="blue").exists()


# -- finding ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("kind", ["text", "long_text", "link"])
def test_a_record_is_found_by_what_is_written_in_it(client, name, kind):
    field = make_field(name, kind)
    word = "https://xylophone.example/" if kind == "link" else f"{'much ' * 150} xylophone"
    record = MAKERS[name](custom={field.key: word})
    found = f'href="{address(name, "detail", record.public_id)}"'

    assert found in client.get(reverse("followups:search"), {"q": "xylo"}).text
    assert found in client.get(address(name, "list"), {"q": "xylophone"}).text
    record.custom = {}
    record.save()
    assert found not in client.get(reverse("followups:search"), {"q": "xylo"}).text


def test_records_changed_all_at_once_are_still_found_by_it(client, ingrid):
    field = make_field("company")
    for number in range(3):
        make_company(f"Moon {number}", custom={field.key: f"xylophone {number}"})

    ticked = {"all": "1", "new_owner": ingrid.public_id}
    client.post(address("company", "owner"), ticked)

    assert Company.objects.filter(owner=ingrid, search_key__has_words="xylophone").count() == 3


def test_many_saved_at_once_ask_once_for_the_fields(ingrid, django_assert_max_num_queries):
    field = make_field("company")
    few, many = (
        [make_company(custom={field.key: "x"}) for _ in range(number)] for number in (2, 12)
    )
    changes.remember([*few, *many])

    for companies in (few, many):
        with django_assert_max_num_queries(7):
            changes.save_many(
                Company, companies, {"custom"}, by=ingrid, at=companies[0].created_at, batch="b"
            )


def test_a_field_put_away_finds_nothing_until_it_is_back():
    field = make_field("company")
    make_company(custom={field.key: "xylophone"})
    found = Company.objects.filter(search_key__has_words="xylophone")

    for is_active in (False, True):
        field.is_active = is_active
        field.save()
        write_words_anew(field)
        assert found.exists() == is_active


# -- lists -----------------------------------------------------------------------------------------


def test_lists_are_narrowed_by_choices_and_ticks(client):
    choice = make_field("company", "choice", "Level", choices=["Gold", "Silver"])
    several = make_field("company", "choices", "Likes", choices=["Tea", "Beer"])
    tick = make_field("company", "tick", "Paid")
    gold, tea = choice_of(choice, "Gold"), choice_of(several, "Tea")
    make_company("Moonbeam", custom={choice.key: gold, several.key: {tea: True}, tick.key: True})
    make_company("Cloudberry", custom={choice.key: choice_of(choice, "Silver")})

    for field, chosen, wanted in (
        (choice, gold, "Moonbeam"),
        (several, tea, "Moonbeam"),
        (tick, "yes", "Moonbeam"),
        (tick, "no", "Cloudberry"),
    ):
        page = client.get(address("company", "list"), {sent_as(field): chosen}).text
        shown = [name for name in ("Moonbeam", "Cloudberry") if f">{name}</a>" in page]
        assert shown == [wanted]
    assert client.get(address("company", "list"), {sent_as(tick): "maybe"}).status_code == 400


def test_what_a_list_is_narrowed_to_can_be_kept_exported_and_given_an_owner(client, ingrid):
    tick = make_field("company", "tick", "Paid")
    make_company("Moonbeam", custom={tick.key: True})
    make_company("Cloudberry")
    narrowed = {sent_as(tick): "yes"}

    kept = {"name": "Payers", "query": f"{sent_as(tick)}=yes"}
    client.post(address("company", "save-filter"), kept)
    exported = client.get(address("company", "export", "csv"), narrowed).getvalue().decode()
    client.post(address("company", "owner"), narrowed | {"all": "1", "new_owner": ingrid.public_id})

    assert ingrid.saved_filters.get().query == f"{sent_as(tick)}=yes"
    assert "Moonbeam" in exported
    assert "Cloudberry" not in exported
    assert [str(company) for company in Company.objects.filter(owner=ingrid)] == ["Moonbeam"]


def columns_shown(client, name="company", **query):
    response = client.get(address(name, "list"), query)
    return [str(each.label) for each in response.context["head"]], response.text


def test_everyone_chooses_the_columns_of_a_list(client, ingrid):
    field = make_field("company", name="Shoes")
    make_company(custom={field.key: "<b>Red</b>"}, city="Oslo")
    usual, _page = columns_shown(client)
    assert "Shoes" not in usual

    response = client.post(
        address("company", "choose-columns"), {"column": [sent_as(field), "city", "nonsense"]}
    )

    assert response.status_code == 303
    shown, page = columns_shown(client)
    assert shown == ["Name", "City", "Shoes"]
    assert "&lt;b&gt;Red&lt;/b&gt;" in page
    assert columns_shown(client, "person")[0][0] == "Name"
    client.force_login(make_user())
    assert columns_shown(client)[0] == usual
    client.force_login(ingrid)
    client.post(address("company", "choose-columns"), {"usual": "1"})
    assert columns_shown(client)[0] == usual


def test_columns_alone_with_the_name_are_a_choice_too(client):
    client.post(address("company", "choose-columns"), {})

    assert columns_shown(client)[0] == ["Name"]


def test_a_column_of_a_field_put_away_is_gone(client):
    field = make_field("company", name="Shoes")
    client.post(address("company", "choose-columns"), {"column": [sent_as(field)]})
    CustomField.objects.update(is_active=False)

    assert columns_shown(client)[0] == ["Name"]


@pytest.mark.parametrize(
    ("kind", "values"),
    [("date", ["2025-12-31", "2026-01-02"]), ("number", [9, 10]), ("time", ["09:00", "10:00"])],
)
def test_a_list_is_put_in_order_by_dates_times_and_numbers(client, kind, values):
    field = make_field("company", kind)
    for name, value in zip(("Zebra", "Ape"), values, strict=True):
        make_company(name, custom={field.key: value})

    for sign, wanted in (("", ["Zebra", "Ape"]), ("-", ["Ape", "Zebra"])):
        page = client.get(address("company", "list"), {"sort": sign + sent_as(field)})
        assert re.findall(r">(Zebra|Ape)</a></td>", page.text) == wanted


def test_a_list_asks_as_often_with_fields_as_without(client, django_assert_max_num_queries):
    fields = [make_field("company", kind, choices=["Gold"]) for kind in CustomField.Kind]
    client.post(address("company", "choose-columns"), {"column": [sent_as(f) for f in fields]})
    for number in range(60):
        make_company(f"Company {number}", custom={fields[0].key: "Red"})

    with django_assert_max_num_queries(10):
        client.get(address("company", "list"))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_has_a_column_of_each(client, kind):
    values = {"number": 42, "decimal": "1.5", "date": "2026-12-24", "tick": True, "text": "=1+1"}
    fields = {of: make_field("company", of, f"My {of}") for of in values}
    make_company(custom={fields[of].key: value for of, value in values.items()})
    make_company("Without")

    content = client.get(address("company", "export", kind)).getvalue()

    if kind == "csv":
        head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        told = dict(zip(head, next(row for row in rows if row[0] != "Without"), strict=True))
        assert told["My number"] == "42"
        assert told["My decimal"] == "1.5"
        assert told["My date"] == "2026-12-24"
        assert told["My tick"] == "Yes"
        assert told["My text"] == "'=1+1"
    assert content


def test_an_installation_has_no_fields_of_its_own():
    assert not CustomField.objects.exists()


# -- what costs nothing, what the database holds -----------------------------------------------


def test_a_page_without_values_asks_nothing_for_the_fields(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        fields = Fields("company")
        assert not fields.facts({})
        assert not fields.words({})
        assert not fields.parts({}, {})


def test_all_fields_and_choices_cost_one_query(django_assert_num_queries):
    for kind in CustomField.Kind:
        make_field("company", kind, choices=["Gold", "Silver"])

    with django_assert_num_queries(1):
        assert len(Fields("company").active()) == 11


@pytest.mark.parametrize("wrong", [{"kind": "colour"}, {"of": "room"}, {"name": "Shoes"}])
def test_the_database_refuses_what_makes_no_field(wrong):
    make_field("company", name="Shoes")
    with pytest.raises(IntegrityError), transaction.atomic():
        CustomField.objects.create(**({"of": "company", "kind": "text", "name": "New"} | wrong))


def test_two_choices_of_a_field_have_two_names():
    field = make_field("company", "choice", choices=["Gold"])
    with pytest.raises(IntegrityError), transaction.atomic():
        field.choices.create(name="Gold")


def test_dates_are_shown_in_the_language_of_the_reader():
    field = make_field("company", "date", "Contract")

    with translation.override("nb"):
        assert Fields("company").facts({field.key: "2026-12-24"}) == [
            ("Contract", "24. desember 2026")
        ]
