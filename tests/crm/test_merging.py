"""Companies and contacts that are there twice become one, and two again by one undo."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from crm import changes, merging
from crm.models import Company, Document, Person, Project, Sale
from tests.crm.test_editing import address, edit, undo_of, values_of
from tests.factories import (
    NOW,
    make_company,
    make_document,
    make_field,
    make_person,
    make_project,
    make_sale,
    make_selection,
    make_user,
)
from tests.sent import fields_of


@pytest.fixture(autouse=True)
def ingrid(db, client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


@pytest.fixture
def lars(db):
    return make_user("lars", first_name="Lars", last_name="Brekke")


@pytest.fixture
def pair():
    return make_company("Moonbeam AS", city="Oslo"), make_company("Moonbeam Ltd", phone="22334455")


def page_of(client, *records):
    """The page that shows them side by side."""
    url = address(records[0]._meta.model_name, "merge")
    return client.get(url, {"record": [record.public_id for record in records]})


def sent(response, **values):
    """What its form would send; `values`: record by what it is chosen for."""
    fields = form_fields(response)
    return fields | {name: str(record.public_id) for name, record in values.items()}


def form_fields(response):
    return fields_of(type("Answer", (), {"text": f'<div class="fu">{main_of(response)}'}))


def main_of(response):
    return response.text.partition('<form class="panel wide"')[2]


def merge(client, *records, **values):
    data = sent(page_of(client, *records), **values)
    return client.post(address(records[0]._meta.model_name, "merge"), data)


def fresh(record):
    return type(record)._base_manager.get(pk=record.pk)


# -- side by side --------------------------------------------------------------------------------


def test_they_stand_side_by_side_with_the_first_kept_and_every_value_that_there_is(client, pair):
    response = page_of(client, *pair)

    first, second = (str(record.public_id) for record in pair)
    chosen = form_fields(response)
    assert chosen["keep"] == [first]
    assert chosen["record"] == [first, second]
    assert (chosen["take_name"], chosen["take_city"]) == ([first], [first])
    assert chosen["take_phone"] == [second]  # the one kept has none
    assert "take_country" not in chosen  # the same in both


def test_what_will_move_is_counted_before_as_far_as_the_reader_may_see(client, lars, pair):
    _, gone = pair
    make_sale(company=gone)
    make_person(company=gone)
    make_person("Nils", company=gone, archived_at=NOW)
    make_document(company=gone, owner=lars, visibility="owner")
    make_document(company=gone, owner=lars)

    counts = page_of(client, *pair).context["counts"]

    assert {str(label): [number for _, number in numbers] for label, numbers in counts} == {
        "Contacts": [0, 2],
        "Sales": [0, 1],
        "Projects": [0, 0],
        "Documents": [0, 1],
        "Selections": [0, 0],
        "Follow-ups": [0, 0],
    }


def test_the_page_asks_as_often_for_much_as_for_little(client, django_assert_max_num_queries):
    records = [make_company(f"Moonbeam {number}") for number in range(8)]
    for record in records:
        for _ in range(5):
            make_sale(company=record)

    with django_assert_max_num_queries(12):
        page_of(client, *records)


def test_one_alone_is_looked_up_another_for(client, pair):
    kept, other = pair
    url = address("company", "merge")

    first = client.get(url, {"record": kept.public_id, "next": "/companies/"})
    assert "Merge Moonbeam AS with…" in first.text
    assert f"record={other.public_id}" in first.text  # likely the same
    found = client.get(url, {"record": kept.public_id, "other": "", "other_text": "beam ltd"})
    assert found["Location"] == f"{url}?record={kept.public_id}&record={other.public_id}&next="
    wrong = client.get(url, {"record": kept.public_id, "other": "", "other_text": "Zebra"})
    assert wrong.status_code == 400
    assert "Nothing fits “Zebra”" in wrong.text
    itself = client.get(url, {"record": kept.public_id, "other": str(kept.public_id)})
    assert "Choose another one." in itself.text


@pytest.mark.parametrize("records", [[], ["x"], ["00000000-0000-4000-8000-000000000000"] * 2])
def test_nothing_to_merge_is_said_in_words(client, records):
    for send in (client.get, client.post):
        response = send(address("company", "merge"), {"record": records}, follow=True)

        assert response.status_code == 200
        assert "Choose at least two" in response.text or "Nothing was merged" in response.text


# -- merged --------------------------------------------------------------------------------------


def test_everything_moves_to_the_one_kept_and_the_other_is_archived(client, ingrid, lars, pair):
    kept, gone = pair
    rows = [
        make_sale(company=gone),
        make_project(company=gone),
        make_person(company=gone),
        make_person("Nils", company=gone, archived_at=NOW),
        make_document(company=gone, owner=lars, visibility="owner"),
    ]

    response = merge(client, kept, gone, take_name=gone)

    assert response["Location"] == address("company", "detail", kept.public_id)
    assert {fresh(row).company_id for row in rows} == {kept.pk}
    gone, kept = fresh(gone), fresh(kept)
    assert (gone.merged_into, gone.is_archived) == (kept, True)
    assert (kept.name, kept.city, kept.phone) == ("Moonbeam Ltd", "Oslo", "22334455")


def test_several_are_merged_at_once(client):
    records = [make_company(f"Moonbeam {form}") for form in ("AS", "Ltd", "Inc")]
    sales = [make_sale(company=record) for record in records]

    merge(client, *records, keep=records[1])

    assert {fresh(sale).company for sale in sales} == {records[1]}
    assert [fresh(record).merged_into for record in records] == [records[1], None, records[1]]


def test_contacts_bring_their_sales_and_documents(client):
    kept, gone = make_person(email="penny@example.com"), make_person(title="Buyer")
    rows = [make_sale(person=gone), make_document(person=gone)]

    merge(client, kept, gone)

    assert {fresh(row).person for row in rows} == {kept}
    assert fresh(kept).title == "Buyer"


def test_the_address_of_the_merged_one_leads_to_the_one_kept(client, pair):
    kept, gone = pair
    last = make_company("Moonbeam Inc")
    merge(client, kept, gone)
    merge(client, last, fresh(kept))

    response = client.get(address("company", "detail", gone.public_id), follow=True)

    path = address("company", "detail", last.public_id)
    assert response.redirect_chain == [(f"{path}?merged={gone.public_id}", 302)]
    assert "“Moonbeam Ltd” was merged into this one" in response.text
    there = client.get(address("company", "edit", gone.public_id))
    assert there["Location"] == path


def test_a_list_kept_for_the_merged_company_is_one_of_the_company_kept(client, pair):
    kept, gone = pair
    make_person(company=gone)
    merge(client, kept, gone)

    response = client.get(address("person", "list"), {"company": gone.public_id})

    assert "Penny Rung" in response.text
    assert "Of Moonbeam AS" in response.text


def test_what_was_chosen_before_it_was_merged_names_the_one_kept(client, pair):
    kept, gone = pair
    url = address("person", "create")
    data = fields_of(client.get(url, {"company": gone.public_id})) | {"first_name": "Penny"}
    merge(client, kept, gone)

    client.post(url, data)

    assert Person.objects.get().company == kept


def test_what_was_written_about_a_merged_one_is_compared_with_the_one_kept(client, pair):
    kept, gone = pair
    url = address("company", "edit", gone.public_id)
    data = fields_of(client.get(url)) | {"city": "Bergen"}
    merge(client, kept, gone)

    response = client.post(url, data)

    assert response.status_code == 409
    assert "Bergen" in response.text
    assert fresh(kept).city == "Oslo"
    data = fields_of(response) | {"choose_city": "mine", "choose_name": "theirs"}
    client.post(address("company", "edit", kept.public_id), data)
    assert (fresh(kept).city, fresh(gone).city) == ("Bergen", "")


@pytest.mark.parametrize("page", ["archive", "restore"])
def test_a_merged_one_is_neither_archived_nor_restored_by_itself(client, pair, page):
    kept, gone = pair
    merge(client, kept, gone)

    client.post(address("company", page, gone.public_id))

    assert not fresh(kept).is_archived
    assert fresh(gone).merged_into == kept


def test_the_history_of_the_one_kept_says_so_and_has_the_undo(client, lars, pair):
    kept, gone = pair
    sale = make_sale(company=gone)
    response = merge(client, kept, gone)
    url = address("company", "detail", kept.public_id)
    undo = undo_of(response)

    page = client.get(url)
    assert "Merged: Ingrid Solberg" in page.text
    assert "Was there twice: Moonbeam Ltd" in page.text
    assert page.text.count(undo) == 2  # in the message and in the history
    assert client.get(url).text.count(undo) == 1
    client.post(undo)
    assert fresh(sale).company == gone
    client.get(url)
    assert undo not in client.get(url).text
    client.force_login(lars)
    assert client.post(undo).status_code == 404


# -- undone --------------------------------------------------------------------------------------


def everything():
    return {
        model: [values_of(row) for row in model._base_manager.order_by("pk")]
        for model in (Company, Person, Sale, Project, Document)
    }


def test_one_undo_restores_everything_exactly(client, lars, pair):
    kept, gone = pair
    for company in pair:
        person = make_person(company=company, owner=lars)
        make_sale(company=company, person=person)
        make_project(company=company)
        make_document(company=company, owner=lars, visibility="owner")
    before = everything()
    response = merge(client, gone, kept, keep=gone, take_city=kept, take_name=kept)
    assert everything() != before

    client.post(undo_of(response))

    assert everything() == before
    assert client.get(address("company", "detail", kept.public_id)).status_code == 200


def test_undo_leaves_what_was_changed_beside_it_since(client, pair):
    kept, gone = pair
    sale = make_sale(company=gone)
    response = merge(client, kept, gone)
    edit(client, "sale", fresh(sale), amount="500")
    edit(client, "company", fresh(kept), category="Partner")

    client.post(undo_of(response))

    assert (fresh(sale).company, fresh(sale).amount) == (gone, 500)
    assert (fresh(kept).phone, fresh(kept).category) == ("", "Partner")


def test_undo_is_refused_by_name_where_the_same_was_changed_since(client, lars, pair):
    kept, gone = pair
    sale = make_sale("Routing", company=gone)
    response = merge(client, kept, gone)
    after = everything()
    client.force_login(lars)
    edit(client, "sale", fresh(sale), company="", company_text="")
    client.force_login(make_user("ingrid2"))
    assert client.post(undo_of(response)).status_code == 404
    client.force_login(response.wsgi_request.user)

    told = client.post(undo_of(response), follow=True)

    assert "Not undone: Lars Brekke changed “Routing” since." in told.text
    assert fresh(gone).merged_into == kept
    assert everything()[Company] == after[Company]


def test_a_refusal_names_nothing_that_the_reader_may_not_see(client, lars, pair):
    kept, gone = pair
    document = make_document("Quokka", company=gone, owner=lars, visibility="owner")
    response = merge(client, kept, gone)
    document = fresh(document)
    document.company = None
    changes.save(document, by=lars)

    told = client.post(undo_of(response), follow=True)

    assert "Not undone: something in it was changed since." in told.text
    assert "Quokka" not in told.text
    assert "Lars" not in told.text


# -- refused -------------------------------------------------------------------------------------


def test_a_version_that_is_not_the_newest_is_refused_with_the_choices_kept(client, lars, pair):
    kept, gone = pair
    data = sent(page_of(client, *pair), keep=gone, take_name=gone)
    client.force_login(lars)
    edit(client, "company", kept, city="Bergen")

    response = client.post(address("company", "merge"), data)

    assert response.status_code == 409
    assert "Lars Brekke changed “Moonbeam AS” since" in response.text
    assert "Bergen" in response.text
    assert form_fields(response)["keep"] == [str(gone.public_id)]
    assert fresh(kept).merged_into is None
    client.post(address("company", "merge"), sent(response))
    assert fresh(kept).merged_into == gone


def test_one_that_was_merged_meanwhile_is_refused(client, pair):
    kept, gone = pair
    data = sent(page_of(client, *pair))
    merge(client, kept, gone)

    response = client.post(address("company", "merge"), data, follow=True)

    assert "Nothing was merged: one of them was merged or archived meanwhile." in response.text
    assert fresh(gone).merged_into == kept


def test_what_is_kept_must_be_one_of_them(client, pair):
    stranger = make_company("Zebra")

    merge(client, *pair, keep=stranger, take_name=stranger)

    assert fresh(pair[1]).merged_into == pair[0]
    assert fresh(pair[0]).name == "Moonbeam AS"


def test_every_link_to_a_company_or_contact_is_known_to_move():
    """A new table that names one of them has to move along, or to say why not."""
    known = {
        f"{other._meta.label}.{link}"
        for model in (Company, Person)
        for other, link in merging.links_to(model)
    }
    known |= {"followups.FollowUp.company", "followups.FollowUp.person"}
    known |= {"crm.SelectionMember.company", "crm.SelectionMember.person"}
    known |= {"followups.Participant.person", "crm.Company.merged_into", "crm.Person.merged_into"}
    linked = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if not model._meta.proxy and "Historical" not in model.__name__
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if isinstance(field, ForeignKey | ManyToManyField)
        and field.related_model in (Company, Person)
        and not model.__name__.startswith("Different")
    }

    assert linked == known


def test_sales_and_projects_are_not_merged(client):
    for name in ("sale", "project"):
        assert client.get(f"{address(name, 'list')}merge/").status_code == 404
        assert "Merge those ticked" not in client.get(address(name, "list")).text


def test_the_one_kept_stands_in_the_selections_of_the_others(client, ingrid, pair):
    kept, other = pair
    alone = make_selection("Alone", members=[other], owner=ingrid)
    both = make_selection("Both", members=[kept, other], owner=ingrid)

    merged = merge(client, kept, other, keep=kept)

    for selection in (alone, both):
        assert [member.company for member in selection.members.current()] == [kept]
        assert fresh(selection).size == 1
    client.post(undo_of(merged))
    assert {member.company for member in both.members.current()} == {kept, other}
    assert [member.company for member in alone.members.current()] == [other]
    assert (fresh(alone).size, fresh(both).size) == (1, 2)


# -- the administrator's own fields ---------------------------------------------------------------


@pytest.fixture
def nicknamed():
    nickname = make_field("company", name="Nickname")
    height = make_field("company", "number", "Height")
    hidden = make_field("company", name="Put away", is_active=False)
    kept = make_company("Moonbeam AS", custom={nickname.key: "Moon"})
    values = {nickname.key: "Beam", height.key: 3, hidden.key: "Old"}
    return kept, make_company("Moonbeam Ltd", custom=values), nickname, height, hidden


def test_the_fields_of_an_administrator_are_side_by_side_and_the_first_filled_is_kept(
    client, nicknamed
):
    kept, gone, nickname, height, hidden = nicknamed
    page = page_of(client, kept, gone).text
    assert "Nickname" in page
    assert "Beam" in page
    assert "Put away" not in page

    merge(client, kept, gone)

    assert fresh(kept).custom == {nickname.key: "Moon", height.key: 3, hidden.key: "Old"}


def test_a_value_of_such_a_field_is_chosen_like_any_other_and_undone(client, nicknamed):
    kept, gone, nickname, height, _hidden = nicknamed
    before = fresh(kept).custom

    response = merge(
        client,
        kept,
        gone,
        **{f"take_custom_{nickname.key}": gone, f"take_custom_{height.key}": kept},
    )

    assert fresh(kept).custom[nickname.key] == "Beam"
    assert height.key not in fresh(kept).custom
    assert Company.objects.matching("beam").filter(pk=kept.pk).exists()
    client.post(undo_of(response))
    assert fresh(kept).custom == before
