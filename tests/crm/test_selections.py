"""Selections: what is in them, how it gets in and out, and who sees them."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm import selections
from crm.models import Company, Person, Selection, SelectionMember
from tests.crm.test_editing import undo_of
from tests.factories import (
    NOW,
    make_company,
    make_group,
    make_person,
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


def address(page, *args):
    return reverse(f"crm:selection-{page}", args=args)


def page_of(client, selection, query=""):
    return client.get(address("detail", selection.public_id) + query)


def names_in(selection):
    records = selections.section_of(selection).model.objects.order_by("sort_key")
    return [str(record) for record in selections.members_of(selection, records)]


# -- what one is ---------------------------------------------------------------------------------


def test_a_new_selection_is_empty_and_belongs_to_who_made_it(client, ingrid):
    url = address("create")
    data = fields_of(client.get(url)) | {"name": "Invited", "holds": "person"}

    response = client.post(url, data)

    selection = Selection.objects.get()
    assert response["Location"] == address("detail", selection.public_id)
    assert (selection.owner, selection.holds, selection.is_dynamic) == (ingrid, "person", False)
    assert "Nobody is in it yet." in client.get(response["Location"]).text


def test_a_form_sent_twice_makes_one(client):
    url = address("create")
    data = fields_of(client.get(url)) | {"name": "Invited"}

    client.post(url, data)
    client.post(url, data)

    assert Selection.objects.count() == 1


def test_one_is_renamed_archived_restored_and_its_history_says_so(client, ingrid):
    selection = make_selection("Invited", owner=ingrid)
    url = address("edit", selection.public_id)
    data = fields_of(client.get(url))
    assert "holds" not in data

    client.post(url, data | {"name": "Guests", "description": "Of the ladder day"})
    client.post(address("archive", selection.public_id))

    page = page_of(client, selection).text
    assert "Name: <del>Invited</del> → Guests" in page
    assert "Archived on" in page
    assert "Guests" not in client.get(address("list")).text
    client.post(address("restore", selection.public_id))
    assert "Guests" in client.get(address("list")).text


def test_the_list_tells_what_each_holds_and_how_many_are_in_it(client, ingrid):
    gone = make_company("Gone", archived_at=NOW)
    make_selection("Ås", owner=ingrid, members=[make_company("A"), make_company("B"), gone])
    make_selection("People", owner=ingrid, members=[make_person()])
    make_selection("Mine", owner=ingrid, query="owner=none")

    page = client.get(address("list")).text
    narrowed = client.get(f"{address('list')}?holds=person").text

    assert '<td class="num">2</td>' in page
    assert "By a search" in page
    assert "People</a>" in narrowed
    assert "Mine</a>" not in narrowed
    in_order = client.get(f"{address('list')}?sort=-members").text
    assert in_order.index("Ås</a>") < in_order.index("People</a>")


def test_the_list_costs_the_same_for_many(client, ingrid):
    make_selection("One", owner=ingrid, members=[make_company("A")])
    client.get(address("list"))
    with CaptureQueriesContext(connection) as few:
        client.get(address("list"))
    for number in range(20):
        make_selection(f"More {number}", owner=ingrid, members=[make_company(f"B {number}")])

    with CaptureQueriesContext(connection) as many:
        client.get(address("list"))

    assert len(many) == len(few)


def test_the_database_keeps_the_rules(ingrid):
    selection = make_selection(owner=ingrid, members=[make_company("A")])
    member = selection.members.get()
    wrong = [
        {"company": None, "person": None},
        {"company": member.company, "person": make_person()},
        {"company": member.company, "person": None},  # once is enough
    ]

    for links in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            SelectionMember.objects.create(selection=selection, taken_in=1, **links)
    for fields in ({"query": "q=a"}, {"visibility": "group"}, {"holds": "sale"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Selection.objects.create(name="Wrong", **fields)


# -- its members ---------------------------------------------------------------------------------


def test_the_members_stand_in_their_usual_list_in_any_order(client, ingrid):
    members = [make_company("Ærlig Stål", city="Oslo"), make_company("Moonbeam", city="Ålesund")]
    selection = make_selection(owner=ingrid, members=members)
    make_company("Stranger")

    page = page_of(client, selection, "?sort=-city").text

    assert page.index("Moonbeam") < page.index("Ærlig Stål")
    assert "Stranger" not in page
    assert '<span class="count">2</span>' in page
    assert "Moonbeam" not in page_of(client, selection, "?q=ærlig").text


def test_the_members_come_in_pages_at_a_fixed_cost(client, ingrid):
    members = [make_company(f"Company {number:03}") for number in range(60)]
    small = make_selection("Small", owner=ingrid, members=members[:2])
    large = make_selection("Large", owner=ingrid, members=members)
    page_of(client, small)
    with CaptureQueriesContext(connection) as few:
        page_of(client, small)

    with CaptureQueriesContext(connection) as many:
        first = page_of(client, large).text

    assert len(many) <= len(few) + 1  # a list of several pages is counted
    assert "Company 049" in first
    assert "Company 050" not in first
    assert "Company 050" in page_of(client, large, "?page=2").text


def test_who_is_archived_is_left_out_of_list_and_count(client, ingrid):
    here, gone = make_company("Here"), make_company("Gone")
    selection = make_selection(owner=ingrid, members=[here, gone])

    client.post(reverse("crm:company-archive", args=[gone.public_id]))

    page = page_of(client, selection).text
    assert "Gone</a>" not in page
    assert '<span class="count">1</span>' in page
    assert names_in(selection) == ["Here"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_members_are_taken_along_as_a_file(client, ingrid, kind):
    selection = make_selection("Ladder day", owner=ingrid, members=[make_company("Moonbeam")])
    make_company("Stranger")

    response = client.get(address("members", selection.public_id, kind))

    content = b"".join(response.streaming_content)
    assert f'filename="ladder-day.{kind}"' in response["Content-Disposition"]
    if kind == "csv":
        assert "Moonbeam" in content.decode("utf-8-sig")
        assert "Stranger" not in content.decode("utf-8-sig")


def test_a_file_of_another_kind_is_not_found(client, ingrid):
    selection = make_selection(owner=ingrid)

    assert client.get(address("members", selection.public_id, "pdf")).status_code == 404
    assert page_of(client, selection, "?sort=nonsense").status_code == 400


# -- into one ------------------------------------------------------------------------------------


def choose(client, kind, asked, **values):
    url = reverse(f"crm:{kind}-select")
    return client.post(url, fields_of(client.get(url, asked)) | values)


def test_those_ticked_in_a_list_go_into_a_new_selection(client, ingrid):
    a, b, _ = (make_company(name) for name in "ABC")

    response = choose(client, "company", {"record": [a.public_id, b.public_id]}, name="Invited")

    selection = Selection.objects.get()
    assert response["Location"] == address("detail", selection.public_id)
    assert names_in(selection) == ["A", "B"]
    assert (selection.owner, selection.holds) == (ingrid, "company")
    client.post(undo_of(response))
    selection.refresh_from_db()
    assert selection.is_archived


def test_all_that_a_list_shows_go_into_one_that_is_there_with_one_undo(client, ingrid):
    inside = make_person("Penny", "Rung")
    selection = make_selection(owner=ingrid, members=[inside])
    for number in range(60):
        make_person("Per", f"Rung {number}")
    make_person("Other", "One")
    chosen = {"selection": str(selection.public_id)}

    response = choose(client, "person", {"all": "1", "q": "rung", "next": "/contacts/"}, **chosen)

    assert response["Location"] == "/contacts/"
    assert len(names_in(selection)) == 61
    page = page_of(client, selection).text
    assert "60 added to Invited" in page
    assert "Members: <del>1</del> → 61" in page
    client.post(undo_of(response))
    assert names_in(selection) == ["Penny Rung"]


def test_who_is_in_it_already_is_not_added_again(client, ingrid):
    a, b = make_company("A"), make_company("B")
    selection = make_selection(owner=ingrid, members=[a])
    chosen = {"selection": str(selection.public_id)}

    response = choose(client, "company", {"record": [a.public_id, b.public_id]}, **chosen)
    client.post(undo_of(response))

    assert names_in(selection) == ["A"]


def test_a_choice_sent_twice_makes_one_selection(client):
    a = make_company("A")
    url = reverse("crm:company-select")
    data = fields_of(client.get(url, {"record": a.public_id})) | {"name": "Invited"}

    client.post(url, data)
    client.post(url, data)

    assert Selection.objects.count() == 1
    assert names_in(Selection.objects.get()) == ["A"]


def test_neither_a_name_nor_a_selection_is_refused_and_kept(client):
    a = make_company("A")

    response = choose(client, "company", {"record": a.public_id}, name=" ")

    assert response.status_code == 400
    assert "Write a name for the new selection, or choose one above." in response.text
    assert str(a.public_id) in response.text
    assert not Selection.objects.exists()


@pytest.mark.parametrize(
    "asked", [{}, {"record": "x"}, {"all": "1", "owner": "x"}, {"all": "1", "q": "nothing such"}]
)
def test_nobody_ticked_is_refused_in_words(client, asked):
    make_company("A")

    response = client.get(reverse("crm:company-select"), asked, follow=True)

    assert "Tick at least one, and at most 1000." in response.text


def test_only_ones_own_selections_of_that_kind_are_offered(client, ingrid, lars):
    a = make_company("A")
    make_selection("Mine", owner=ingrid)
    make_selection("His", owner=lars)
    make_selection("People", owner=ingrid, holds="person")
    make_selection("Searched", owner=ingrid, query="q=a")
    make_selection("Old", owner=ingrid, archived_at=NOW)
    url = reverse("crm:company-select")

    page = client.get(url, {"record": a.public_id}).text

    offered = [name for name in ("Mine", "His", "People", "Searched", "Old") if f">{name}<" in page]
    assert offered == ["Mine"]
    his = {"selection": str(Selection.objects.get(name="His").public_id)}
    assert choose(client, "company", {"record": a.public_id}, **his).status_code == 400


def test_one_is_looked_up_on_the_page_and_added(client, ingrid):
    selection = make_selection(owner=ingrid)
    make_company("Moonbeam")

    response = client.post(address("add", selection.public_id), {"member_text": "moonb"})

    assert response["Location"] == address("detail", selection.public_id)
    assert names_in(selection) == ["Moonbeam"]
    client.post(undo_of(response))
    assert names_in(selection) == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("zzz", "No company fits “zzz”."),
        ("", "Write a name, and choose from the list."),
        ("moon", "Several fit “moon”. Choose one."),
        ("Gone", "No company fits “Gone”."),
    ],
)
def test_who_cannot_be_added_is_refused_with_what_was_typed(client, ingrid, typed, told):
    selection = make_selection(owner=ingrid)
    for name in ("Moonbeam", "Moonshine"):
        make_company(name)
    make_company("Gone", archived_at=NOW)

    response = client.post(address("add", selection.public_id), {"member_text": typed})

    assert response.status_code == 400
    assert told in response.text
    assert f'value="{typed}"' in response.text
    assert not SelectionMember.objects.exists()


def test_an_archived_one_chosen_by_its_id_is_refused(client, ingrid):
    selection = make_selection(owner=ingrid)
    gone = make_company("Gone", archived_at=NOW)
    data = {"member": str(gone.public_id), "member_text": "Gone"}

    response = client.post(address("add", selection.public_id), data)

    assert "It is archived. Restore it first." in response.text


def test_the_page_of_a_record_names_its_selections_and_leads_into_one(client, ingrid, lars):
    person = make_person()
    make_selection("Invited", owner=ingrid, members=[person])
    make_selection("Secret", owner=lars, members=[person], visibility="owner")
    left = make_selection("Left", owner=ingrid, members=[person])
    selections.take_out(left, Person.objects.all(), by=ingrid)

    page = client.get(reverse("crm:person-detail", args=[person.public_id])).text

    assert "Invited</a>" in page
    assert "Secret" not in page
    assert "Left</a>" not in page
    assert f"/contacts/into-selection/?record={person.public_id}" in page


# -- out of one ----------------------------------------------------------------------------------


def test_those_ticked_are_taken_out_and_one_undo_brings_them_back(client, ingrid):
    members = [make_company(name) for name in "ABC"]
    selection = make_selection(owner=ingrid, members=members)
    ticked = {"record": [member.public_id for member in members[:2]]}

    response = client.post(address("take-out", selection.public_id), ticked)

    assert names_in(selection) == ["C"]
    assert "2 taken out of Invited" in page_of(client, selection).text
    client.post(undo_of(response))
    assert names_in(selection) == ["A", "B", "C"]
    selection.refresh_from_db()
    assert selection.size == 3


def test_nobody_ticked_takes_nobody_out(client, ingrid):
    selection = make_selection(owner=ingrid, members=[make_company("A")])

    response = client.post(address("take-out", selection.public_id), follow=True)

    assert "Tick whom you mean first." in response.text
    assert names_in(selection) == ["A"]


def test_a_later_change_refuses_the_undo_of_an_earlier_one(client, ingrid):
    selection = make_selection(owner=ingrid, members=[make_company("A"), make_company("B")])
    a, b = Company.objects.order_by("name")
    first = client.post(address("take-out", selection.public_id), {"record": a.public_id})
    client.post(address("take-out", selection.public_id), {"record": b.public_id})

    client.post(undo_of(first))

    assert names_in(selection) == []


def test_one_taken_out_can_be_added_again(client, ingrid):
    a = make_company("A")
    selection = make_selection(owner=ingrid, members=[a])
    client.post(address("take-out", selection.public_id), {"record": a.public_id})

    client.post(address("add", selection.public_id), {"member_text": "A"})

    assert names_in(selection) == ["A"]


# -- kept by a search ----------------------------------------------------------------------------


def keep(client, query, **values):
    url = reverse("crm:company-keep")
    return client.post(url, fields_of(client.get(f"{url}?{query}")) | values)


def test_a_list_kept_as_a_selection_is_always_current(client, ingrid, lars):
    make_company("A", category="Partner", owner=ingrid)
    make_company("B", category="Partner", owner=lars)

    keep(client, "category=Partner&owner=me&sort=-city&page=3", name="My partners")

    selection = Selection.objects.get()
    assert selection.query == f"owner=user%3A{ingrid.public_id}&category=Partner"
    assert names_in(selection) == ["A"]
    make_company("C", category="Partner", owner=ingrid)
    Company.objects.filter(name="A").update(archived_at=NOW)
    assert names_in(selection) == ["C"]


def test_mine_means_the_same_to_everybody(client, ingrid, lars):
    make_company("A", owner=ingrid)
    make_company("B", owner=lars)
    keep(client, "owner=me", name="My companies")

    client.force_login(lars)
    page = page_of(client, Selection.objects.get()).text

    assert "A</a>" in page
    assert "B</a>" not in page
    assert "<dt>Owner</dt><dd>Ingrid Solberg</dd>" in page


def test_a_search_is_kept_anew_in_one_that_is_there(client, ingrid):
    make_company("Moonbeam")
    selection = make_selection("Searched", owner=ingrid, query="q=x")

    response = keep(client, "q=moon", selection=str(selection.public_id))

    assert names_in(Selection.objects.get()) == ["Moonbeam"]
    client.post(undo_of(response))
    assert Selection.objects.get().query == "q=x"


def test_a_list_that_makes_no_sense_is_not_kept(client):
    response = client.get(reverse("crm:company-keep"), {"owner": "x"}, follow=True)

    assert "This list cannot be kept." in response.text


def test_a_search_for_what_is_gone_finds_nobody_and_says_so(client, ingrid, lars):
    make_company("A", owner=lars)
    query = f"owner=user%3A{lars.public_id}"
    selection = make_selection(owner=ingrid, query=query)
    lars.is_active = False
    lars.save()

    page = page_of(client, selection)

    assert page.status_code == 200
    assert "Its search names something that is not there any more" in page.text


def test_nobody_is_put_into_or_taken_out_of_one_kept_by_a_search(client, ingrid):
    a = make_company("A")
    selection = make_selection(owner=ingrid, query="q=a")

    for page in ("add", "take-out"):
        response = client.post(address(page, selection.public_id), {"record": a.public_id})
        assert response.status_code == 404


@pytest.mark.parametrize("query", ["q=moon", None])
def test_one_is_frozen_as_it_is_now(client, ingrid, lars, time_machine, query):
    time_machine.move_to(datetime.datetime(2026, 6, 10, 10, tzinfo=datetime.UTC))
    moonbeam = make_company("Moonbeam")
    members = [] if query else [moonbeam]
    selection = make_selection("Moon", owner=lars, query=query, members=members)
    key = {"form_key": "11111111-1111-4111-8111-111111111111"}

    client.post(address("freeze", selection.public_id), key)
    response = client.post(address("freeze", selection.public_id), key)

    frozen = Selection.objects.exclude(pk=selection.pk).get()
    make_company("Moonshine")
    assert response["Location"] == address("detail", frozen.public_id)
    assert str(frozen) == "Moon, 10 June 2026"
    assert (frozen.owner, frozen.is_dynamic, names_in(frozen)) == (ingrid, False, ["Moonbeam"])


def test_those_ticked_in_one_that_cannot_be_emptied_go_into_another(client, ingrid):
    selection = make_selection("Searched", owner=ingrid, query="q=moon")
    moonbeam = make_company("Moonbeam")

    page = page_of(client, selection).text
    choose(client, "company", {"record": moonbeam.public_id}, name="Picked")

    assert 'method="get" action="/companies/into-selection/"' in page
    assert names_in(Selection.objects.get(name="Picked")) == ["Moonbeam"]


# -- who sees and changes them -------------------------------------------------------------------


def test_a_private_selection_is_for_its_owner_and_one_of_a_group_for_its_members(client, lars):
    group = make_group("Board", [lars])
    private = make_selection("Private", owner=lars, visibility="owner")
    shared = make_selection("Shared", owner=lars, visibility="group", visible_group=group)

    hidden = client.get(address("list")).text
    assert "Private" not in hidden
    assert "Shared" not in hidden
    for selection in (private, shared):
        assert page_of(client, selection).status_code == 404
        assert client.post(address("freeze", selection.public_id)).status_code == 404
    client.force_login(lars)
    shown = client.get(address("list")).text
    assert "Private" in shown
    assert "Shared" in shown


@pytest.mark.parametrize("page", ["edit", "archive", "restore", "add", "take-out"])
def test_only_its_owner_changes_a_selection(client, lars, page):
    a = make_company("A")
    selection = make_selection(owner=lars, members=[a])
    shown = page_of(client, selection).text

    response = client.post(address(page, selection.public_id), {"record": a.public_id})

    assert response.status_code == 404
    assert names_in(selection) == ["A"]
    assert "Take out those ticked" not in shown
    assert "Freeze" not in shown
    assert ">Copy<" in shown


def test_the_owner_of_somebody_elses_selection_is_not_changed_from_the_list(client, ingrid, lars):
    his, mine = make_selection("His", owner=lars), make_selection("Mine", owner=ingrid)
    data = {"record": [his.public_id, mine.public_id], "new_owner": str(ingrid.public_id)}

    client.post(address("owner"), data)
    his.refresh_from_db()

    assert his.owner == lars


def test_the_form_key_of_a_strangers_selection_tells_nothing(client, lars):
    secret = make_selection("Secret", owner=lars, visibility="owner")
    url = address("create")
    data = fields_of(client.get(url)) | {"name": "Mine", "form_key": str(secret.public_id)}

    response = client.post(url, data, follow=True)

    assert "Secret" not in response.text


def test_visible_for_chooses_whom_it_is_for(client, ingrid):
    group = make_group("Sales", [ingrid])
    url = address("create")
    data = fields_of(client.get(url))

    refused = client.post(url, data | {"name": "B", "visible_for": "group:x"})
    client.post(url, data | {"name": "A", "visible_for": f"group:{group.public_id}"})

    assert Selection.objects.get().visible_group == group
    assert refused.status_code == 400
