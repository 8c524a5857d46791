"""Whose diary it is: kept by an administrator, as the environment says until then."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from crm.models import Document, Organisation
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/crm/organisation/add/"
CHANGE = "/admin/crm/organisation/1/change/"
PAGE = "/companies/"
LIST = "/admin/crm/organisation/"


@pytest.fixture
def administrator(client, settings):
    settings.ORGANISATION, settings.ORGANISATION_ADDRESS = "Fjell AS", "Dock 7"
    settings.FILE_KINDS = ["pdf", "txt", "png"]
    user = make_user("admin", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def values(**changes):
    fields = ("address", "postcode", "city", "country", "phone", "website")
    return dict.fromkeys(fields, "") | {"name": "", "largest_file_mb": ""} | changes


def test_the_first_values_are_those_of_the_environment(client, administrator):
    page = client.get(LIST, follow=True)

    assert page.redirect_chain == [(ADD, 302)]
    assert 'value="Fjell AS"' in page.text
    assert 'value="Dock 7"' in page.text
    assert page.text.count(" checked") == 3


def test_what_is_saved_stands_on_every_page(client, administrator):
    client.post(ADD, values(name="Stormfjell AS", website="stormfjell.example"))

    assert "· Stormfjell AS</title>" in client.get(PAGE).text
    assert "Stormfjell AS" in client.get("/admin/").text
    client.logout()
    assert "Stormfjell AS" in client.get(reverse("account_login")).text
    assert Organisation.objects.get().website == "https://stormfjell.example"


def test_until_then_and_where_it_is_empty_the_environment_counts(client, administrator):
    assert "· Fjell AS</title>" in client.get(PAGE).text

    client.post(ADD, values(name=""))

    assert "· Fjell AS</title>" in client.get(PAGE).text
    assert Organisation.current().place == "Dock 7"


def test_there_is_one_alone(client, administrator):
    client.post(ADD, values(name="Stormfjell AS"))

    assert client.get(ADD).status_code == 403
    assert client.get(LIST)["Location"] == CHANGE
    assert client.post("/admin/crm/organisation/1/delete/").status_code == 403
    client.post(CHANGE, values(name="Havfjell AS"))
    assert [each.name for each in Organisation.objects.all()] == ["Havfjell AS"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=1).update(id=2)


def test_its_address_is_suggested_as_a_place(client, administrator):
    client.post(ADD, values(address="Storgata 1", postcode="0155", city="Oslo"))

    page = client.get(reverse("followups:follow-up-create", args=["appointment"]))

    assert '<option value="Storgata 1, 0155 Oslo"></option>' in page.text


def sent(client, name, content):
    data = {"title": "", "dated_on": "2026-06-10", "visible_for": "all"}
    upload = SimpleUploadedFile(name, content)
    return client.post(reverse("crm:document-create"), data | {"upload": upload})


def test_files_are_as_large_and_of_the_kinds_that_it_allows(client, administrator):
    client.post(ADD, values(largest_file_mb=1, file_kinds=["pdf"]))

    large = sent(client, "large.pdf", b"%PDF-1.7" + b"x" * 1024 * 1024)
    text = sent(client, "notes.txt", b"Notes")

    assert "At most 1\xa0MB are taken." in large.text
    assert "Files of this kind are not taken. These are: pdf." in text.text
    assert not Document.objects.exists()
    assert 'accept=".pdf"' in client.get(reverse("crm:document-create")).text


def test_the_environment_is_the_most_that_it_may_allow(client, administrator, settings):
    settings.LARGEST_FILE = 5 * 1024 * 1024
    page = client.post(ADD, values(largest_file_mb=6))
    assert "At most 5 MB are allowed here (DAGBOK_FILE_MB)." in page.text
    assert client.post(ADD, values(file_kinds=["exe"])).status_code == 200
    assert not Organisation.objects.exists()

    client.post(ADD, values(largest_file_mb=5, file_kinds=["pdf", "png"]))
    settings.LARGEST_FILE, settings.FILE_KINDS = 1024 * 1024, ["png", "txt"]

    assert Organisation.current().limits == (1024 * 1024, ["png"])


def test_no_page_asks_for_it_apart(client, administrator, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as asked:
        client.get(PAGE)

    organisation = [query["sql"] for query in asked if "crm_organisation" in query["sql"]]
    assert len(organisation) == 1  # with the colleague who is signed in
