"""The history of a record: all of it, page by page, and an undo beside what can be undone."""

import re
import uuid

import pytest
from django.urls import reverse

from crm import changes
from crm.models import Company
from tests.factories import NOW, make_company, make_document, make_selection, make_user


@pytest.fixture(autouse=True)
def ingrid(db, client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


@pytest.fixture
def lars(db):
    return make_user("lars", first_name="Lars", last_name="Brekke")


def edited(company, by, **values):
    """The batch of a change of these fields."""
    stored = Company.objects.get(pk=company.pk)
    for name, value in values.items():
        setattr(stored, name, value)
    return changes.save(stored, by=by)


def page_of(client, company, **query):
    return client.get(reverse("crm:company-detail", args=[company.public_id]), query).text


def lines(page):
    return re.findall(r"<li>(?:Changed|Registered|Archived|Restored)", page)


def undo_of(batch):
    return reverse("crm:change-undo", args=[batch])


def test_older_changes_are_a_page_back_and_none_is_left_out(client, ingrid):
    company = make_company()
    for number in range(45):
        edited(company, ingrid, city=f"City {number:02}")

    first = page_of(client, company)
    second = page_of(client, company, history=2)
    last = page_of(client, company, history=3)

    assert [len(lines(page)) for page in (first, second, last)] == [20, 20, 6]
    assert "City 24</del> → City 25" in first
    assert "City 23</del> → City 24" in second
    assert "Registered" in last
    assert "Newer changes" not in first
    assert 'history=2#changes">Older changes' in first
    assert 'history=2#changes">Newer changes' in last
    assert "Older changes" not in last
    assert '<details id="changes" class="panel more-f history" open>' in second


@pytest.mark.parametrize("asked", ["x", "-1", "0", "99999999999999", "²", "1.5", ""])
def test_a_page_that_is_none_is_answered(client, asked):
    company = make_company()
    address = reverse("crm:company-detail", args=[company.public_id])

    assert client.get(address, {"history": asked}).status_code == 200


def test_each_change_of_ones_own_has_an_undo_until_the_same_is_changed(client, ingrid, lars):
    company = make_company("Moonbeam", city="Oslo", phone="22334455")
    city = edited(company, ingrid, city="Bergen")
    phone = edited(company, ingrid, phone="55667788")
    theirs = edited(company, lars, category="Wholesale")
    again = edited(company, ingrid, city="Molde")

    page = page_of(client, company)

    assert undo_of(phone) in page
    assert undo_of(again) in page
    assert undo_of(city) not in page
    assert undo_of(theirs) not in page

    told = client.post(undo_of(phone), {"next": f"/companies/{company.public_id}/"}, follow=True)

    assert "Undone." in told.text
    assert Company.objects.get().phone == "22334455"
    assert Company.objects.get().city == "Molde"
    assert undo_of(phone) not in page_of(client, company)


def test_what_changed_several_says_that_all_of_it_goes_back(client, ingrid):
    one, _other = make_company("Moonbeam"), make_company("Sunbeam")
    batch = uuid.uuid4()
    both = list(Company.objects.all())
    changes.remember(both)
    for company in both:
        company.category = "Wholesale"
    changes.save_many(Company, both, {"category"}, by=ingrid, at=NOW, batch=batch)

    page = page_of(client, one)

    assert undo_of(batch) in page
    assert "Undo in all" in page
    client.post(undo_of(batch))
    assert set(Company.objects.values_list("category", flat=True)) == {""}


def test_documents_and_selections_page_their_history_too(client, ingrid):
    document, selection = make_document(owner=ingrid), make_selection(owner=ingrid)
    for number in range(22):
        document.kind = selection.description = f"Kind {number}"
        changes.save(document, by=ingrid)
        changes.save(selection, by=ingrid)

    for name, record in (("document", document), ("selection", selection)):
        address = reverse(f"crm:{name}-detail", args=[record.public_id])
        assert f'{address}?history=2#changes">Older changes' in client.get(address).text
        assert "Registered" in client.get(address, {"history": 2}).text
