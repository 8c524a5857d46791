"""Documents: handed in, opened, changed and put away, by those who may."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.models import Document
from tests.factories import (
    make_company,
    make_document,
    make_file,
    make_group,
    make_person,
    make_sale,
    make_user,
)
from tests.sent import fields_of

PDF = b"%PDF-1.7 a quote"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def ingrid(db, client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


@pytest.fixture
def lars(db):
    return make_user("lars", first_name="Lars")


def pdf(name="quote.pdf", content=PDF):
    return SimpleUploadedFile(name, content, "text/html")


def address(page, *args):
    return reverse(f"crm:document-{page}", args=args)


def new(client, query="", **values):
    url = address("create") + query
    return client.post(url, fields_of(client.get(url)) | values)


def edit(client, document, **values):
    url = address("edit", document.public_id)
    return client.post(url, fields_of(client.get(url)) | values)


def content_of(document):
    with document.file.open() as file:
        return file.read()


def download(client, document):
    """The answer at its address, and the file that came with it."""
    response = client.get(address("open", document.public_id))
    return response, b"".join(response.streaming_content)


def undo_of(response):
    tags = response.wsgi_request._messages._queued_messages[-1].extra_tags
    return reverse("crm:change-undo", args=[tags.removeprefix("undo-records:")])


# -- handing in --------------------------------------------------------------------------------


def test_a_file_is_kept_with_what_is_said_about_it(client, ingrid):
    company = make_company()
    penny = make_person(company=company)

    response = new(
        client, f"?person={penny.public_id}", upload=pdf("Tilbud Å.pdf"), kind="Quote", title=""
    )

    document = Document.objects.get()
    assert response.status_code == 303
    assert (document.title, document.file_name) == ("Tilbud Å", "Tilbud Å.pdf")
    assert (document.person, document.company, document.owner) == (penny, company, ingrid)
    assert document.file_size == len(PDF)
    assert content_of(document) == PDF


def test_a_document_may_lie_at_an_address(client, ingrid):
    new(client, title="Price list", url="prices.example/2026")

    document = Document.objects.get()
    assert document.url == "https://prices.example/2026"
    response = client.get(address("open", document.public_id))
    assert response["Location"] == "https://prices.example/2026"


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (pdf("page.html", b"<script>alert(1)</script>"), "Files of this kind are not taken"),
        (pdf("quote.pdf.exe"), "Files of this kind are not taken"),
        (pdf("quote.pdf", b"<svg onload='alert(1)'/>"), "not what its name says"),
        (pdf("quote.pdf", b""), "The file is empty"),
    ],
)
def test_a_wrong_file_is_refused_and_what_was_typed_make_file(client, ingrid, folder, upload, said):
    upload.seek(0)

    response = new(client, upload=upload, title="My quote", kind="Offer")

    assert response.status_code == 400
    assert said in response.text
    assert 'value="My quote"' in response.text
    assert 'value="Offer"' in response.text
    assert not Document.objects.exists()
    assert list(folder.iterdir()) == []


def test_a_file_above_the_limit_is_refused_and_what_was_typed_make_file(client, ingrid, settings):
    settings.LARGEST_FILE = 1_000_000

    response = new(client, upload=pdf(content=PDF + b" " * 3_000_000), title="My quote")

    assert response.status_code == 400
    assert "The file is too large" in response.text
    assert "Choose the file once more" in response.text
    assert 'value="My quote"' in response.text
    assert not Document.objects.exists()


def test_more_than_is_ever_read_is_refused_in_words(client, ingrid, settings):
    settings.LARGEST_FILE = 1_000_000

    response = new(client, upload=pdf(content=PDF + b" " * 7_000_000))

    assert response.status_code == 413
    assert "choose a smaller file" in response.text


def test_from_strangers_no_large_file_is_read(client, db):
    response = client.post(address("create"), {"upload": pdf(content=b" " * 3_000_000)})

    assert response.status_code == 413


def test_a_document_without_title_and_file_is_refused(client, ingrid):
    response = new(client, title="")

    assert response.status_code == 400
    assert "Write a title, or choose a file." in response.text


def test_a_file_and_an_address_at_once_are_refused(client, ingrid):
    response = new(client, title="Quote", upload=pdf(), url="https://quote.example/")

    assert response.status_code == 400
    assert "not both" in response.text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_addresses_that_run_something_are_refused(client, ingrid, url):
    assert new(client, title="Quote", url=url).status_code == 400


def test_a_form_sent_twice_makes_one_document(client, ingrid):
    data = fields_of(client.get(address("create"))) | {"title": "Quote"}

    answers = [client.post(address("create"), data) for _ in range(2)]

    assert {answer.status_code for answer in answers} == {303}
    assert Document.objects.count() == 1


# -- opening -----------------------------------------------------------------------------------


def test_a_file_leaves_as_a_download_that_can_do_nothing(client, ingrid):
    document = make_file(owner=ingrid)

    response, content = download(client, document)

    assert content == PDF
    assert response["Content-Disposition"] == 'attachment; filename="quote.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Tilbud Å.pdf", "attachment; filename*=utf-8''Tilbud%20%C3%85.pdf"),
        ('a"; x=".pdf', 'attachment; filename="a\\"; x=\\".pdf"'),
        ("a\r\nSet-Cookie: x=1.pdf", 'attachment; filename="a Set-Cookie: x=1.pdf"'),
    ],
)
def test_the_name_of_a_download_is_whole_and_breaks_no_header(client, ingrid, name, written):
    document = make_file(owner=ingrid)
    upload = pdf()
    upload._name = name  # nobody has cleaned it yet
    document.keep(upload)
    document.save()

    response, _content = download(client, document)

    assert response["Content-Disposition"] == written
    assert "Set-Cookie" not in response.headers


def test_a_kind_that_an_administrator_allows_is_handed_out_as_bytes(client, ingrid, settings):
    settings.FILE_KINDS = ["html"]
    new(client, upload=pdf("page.html", b"<script>alert(1)</script>"))

    response, _content = download(client, Document.objects.get())

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_lost_is_not_found(client, ingrid):
    document = make_file(owner=ingrid)
    Path(document.file.path).unlink()

    assert client.get(address("open", document.public_id)).status_code == 404


def test_no_address_leads_into_the_folder(client, ingrid):
    document = make_file(owner=ingrid)

    for path in (f"/{document.file.name}", f"/documents/{document.file.name}", "/media/"):
        assert client.get(path).status_code == 404


# -- those who may -----------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["detail", "open", "edit", "archive", "restore"])
def test_a_document_for_its_owner_alone_is_not_there_for_others(client, ingrid, lars, page):
    document = make_file(owner=lars, visibility="owner")
    method = client.post if page in ("archive", "restore") else client.get

    assert method(address(page, document.public_id)).status_code == 404
    assert not Document.objects.get().is_archived


def test_a_document_for_a_group_is_for_its_members(client, ingrid, lars):
    group = make_group("Skunkworks", [lars, ingrid])
    document = make_file(owner=lars, visibility="group", visible_group=group)

    assert download(client, document)[1] == PDF
    group.members.remove(ingrid)
    assert client.get(address("open", document.public_id)).status_code == 404


@pytest.mark.parametrize("page", ["edit", "archive", "restore"])
def test_a_colleague_reads_what_the_owner_changes(client, ingrid, lars, page):
    document = make_file("Quote", owner=lars)

    assert client.get(address("detail", document.public_id)).status_code == 200
    assert client.post(address(page, document.public_id), {"title": "Mine"}).status_code == 404
    assert Document.objects.get().title == "Quote"


def test_what_a_document_was_called_stays_with_who_changes_it(client, ingrid, lars):
    client.force_login(lars)
    document = make_file(owner=lars, visibility="owner", title="Takeover")
    edit(client, document, title="Quote Q-1", visible_for="all")
    client.force_login(ingrid)

    page = client.get(address("detail", document.public_id)).text

    assert "Quote Q-1" in page
    assert "Takeover" not in page


def test_a_group_that_one_is_not_in_cannot_be_chosen(client, ingrid, lars):
    group = make_group("Skunkworks", [lars])

    response = new(client, title="Quote", visible_for=f"group:{group.public_id}")

    assert response.status_code == 400
    assert "Skunkworks" not in response.text


def test_the_form_saves_whom_it_is_for(client, ingrid):
    group = make_group("Skunkworks", [ingrid])

    new(client, title="Quote", visible_for=f"group:{group.public_id}")

    document = Document.objects.get()
    assert (document.visibility, document.visible_group) == ("group", group)


def test_a_document_about_something_private_starts_as_private(client, ingrid):
    new(client, "?visible_for=owner", title="Quote")
    new(client, "?visible_for=nonsense", title="Price list")

    of = dict(Document.objects.values_list("title", "visibility"))
    assert of == {"Quote": "owner", "Price list": "all"}


def test_the_administration_shows_what_a_colleague_sees(client, lars):
    client.force_login(make_user("admin", is_staff=True, is_superuser=True))
    make_file(owner=lars, visibility="owner", title="Takeover")
    make_file(owner=lars, title="Price list")

    page = client.get("/admin/crm/document/").text

    assert "Price list" in page
    assert "Takeover" not in page


# -- changing ----------------------------------------------------------------------------------


def test_a_new_file_takes_the_place_of_the_old_and_undo_brings_it_back(client, ingrid):
    document = make_file(owner=ingrid)

    response = edit(client, document, upload=pdf("second.pdf", b"%PDF-2"))
    assert content_of(Document.objects.get()) == b"%PDF-2"
    client.post(undo_of(response))

    stored = Document.objects.get()
    assert (stored.file_name, content_of(stored)) == ("quote.pdf", PDF)


def test_an_address_takes_the_place_of_a_file(client, ingrid):
    document = make_file(owner=ingrid)

    edit(client, document, url="https://quote.example/")

    stored = Document.objects.get()
    assert (stored.url, stored.file_name, bool(stored.file)) == (
        "https://quote.example/",
        "",
        False,
    )


def test_a_change_that_was_overtaken_is_told_and_saved_when_sent_again(client, ingrid):
    document = make_file(owner=ingrid)
    old = fields_of(client.get(address("edit", document.public_id)))
    edit(client, document, title="Second")

    refused = client.post(address("edit", document.public_id), old | {"title": "Third"})

    assert refused.status_code == 409
    assert "changed it since you opened it" in refused.text
    client.post(address("edit", document.public_id), fields_of(refused))
    assert Document.objects.get().title == "Third"


def test_a_deleted_document_is_in_no_list_until_that_is_undone(client, ingrid):
    document = make_file(owner=ingrid, title="Takeover")

    response = client.post(address("archive", document.public_id))

    assert "Takeover" not in documents_of(client)
    client.post(undo_of(response))
    assert "Takeover" in documents_of(client)


def test_a_deleted_document_can_be_restored_from_its_page(client, ingrid):
    document = make_file(owner=ingrid)
    client.post(address("archive", document.public_id))
    assert "Restore" in client.get(address("detail", document.public_id)).text

    client.post(address("restore", document.public_id))

    assert not Document.objects.get().is_archived


# -- lists -------------------------------------------------------------------------------------


def documents_of(client, page="/diary/week/2026-06-10/", **query):
    html = client.get(page, {"show": "documents"} | query).text
    return html[html.index('id="activities"') :].split("</table>")[0]


def test_lists_leave_out_what_the_reader_may_not_see(client, ingrid, lars):
    company = make_company()
    make_file(owner=lars, company=company, visibility="owner", title="Takeover")
    make_file(owner=lars, company=company, title="Price list")

    of_company = documents_of(client, f"/companies/{company.public_id}/")
    of_diary = documents_of(client, diary=lars.public_id)

    for html in (of_company, of_diary):
        assert "Price list" in html
        assert "Takeover" not in html


def test_the_page_of_a_record_has_a_card_of_those_one_may_see(client, ingrid, lars):
    company = make_company()
    make_file(owner=lars, company=company, visibility="owner", title="Takeover")
    document = make_file(owner=lars, company=company, title="Price list")

    page = client.get(f"/companies/{company.public_id}/").text

    card = page[page.index('id="documents-h"') :].split("</section>")[0]
    assert address("detail", document.public_id) in card
    assert '<span class="count">1</span>' in card
    assert "Takeover" not in page


def test_a_row_opens_the_document_and_what_is_known_of_it(client, ingrid):
    document = make_file(owner=ingrid)

    html = documents_of(client)

    assert f'href="{address("open", document.public_id)}"' in html
    assert f'href="{address("detail", document.public_id)}?next=' in html


def test_documents_are_added_with_the_record_filled_in(client, ingrid):
    sale = make_sale(company=make_company())
    page = client.get(f"/sales/{sale.public_id}/", {"show": "documents"}).text

    assert f"{address('create')}?next=" in page
    assert f"&amp;sale={sale.public_id}" in page


def test_a_list_asks_as_much_for_one_document_as_for_many(
    client, ingrid, django_assert_num_queries
):
    make_document(owner=ingrid, company=make_company())
    documents_of(client)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        documents_of(client)
    for number in range(20):
        make_document(f"Quote {number}", owner=ingrid, company=make_company(f"Company {number}"))

    with django_assert_num_queries(len(asked)):
        documents_of(client)
