import pytest
from django.urls import reverse

from crm.models import SavedFilter
from crm.models.filters import MOST
from tests.factories import make_company, make_user

KEEP = reverse("crm:company-save-filter")


@pytest.fixture(autouse=True)
def ingrid(db, client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


def keep(client, name="Mine", query="owner=me"):
    data = {"name": name, "query": query, "next": f"/companies/?{query}"}
    return client.post(KEEP, data, follow=True)


def test_a_filter_is_kept_under_a_name_and_stands_above_the_list(client):
    page = keep(client, "My Ås", "q=ås&owner=me&sort=-city&page=3&other=1")

    kept = SavedFilter.objects.get()
    assert kept.query == "q=%C3%A5s&owner=me&sort=-city"
    assert f'<a class="chip" href="?{kept.query.replace("&", "&amp;")}"' in page.text
    assert 'aria-current="true">My Ås</a>' in page.text
    assert "My Ås" not in client.get(reverse("crm:sale-list")).text


def test_a_name_used_again_keeps_the_newer(client):
    keep(client, query="owner=me")
    keep(client, query="owner=none")

    assert SavedFilter.objects.get().query == "owner=none"


@pytest.mark.parametrize(
    ("name", "query"), [("", "owner=me"), ("  ", "owner=me"), ("Bad", "owner=x"), ("Bad", "page=x")]
)
def test_what_cannot_be_kept_is_refused_in_words(client, name, query):
    page = keep(client, name, query)

    assert "Nothing was kept." in page.text
    assert not SavedFilter.objects.exists()


def test_nobody_keeps_more_than_fit_on_a_page(client, ingrid):
    SavedFilter.objects.bulk_create(
        SavedFilter(user=ingrid, section="company", name=str(n)) for n in range(MOST)
    )

    assert "Remove one first." in keep(client, "One more").text
    assert SavedFilter.objects.count() == MOST


def test_a_filter_is_removed_by_its_owner_alone(client, ingrid):
    keep(client)
    url = reverse("crm:company-remove-filter")

    client.force_login(make_user("lars"))
    assert client.post(url, {"name": "Mine"}).status_code == 404
    assert "Mine</a>" not in client.get("/companies/").text
    client.force_login(ingrid)
    client.post(url, {"name": "Mine"})

    assert not SavedFilter.objects.exists()


def test_a_list_that_is_not_narrowed_offers_nothing_to_keep(client):
    make_company()

    assert "Keep this filter" not in client.get("/companies/").text
    assert "Keep this filter" in client.get("/companies/?owner=none").text
