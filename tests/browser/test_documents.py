"""Documents are handed in, downloaded, put away, and linked to follow-ups."""

import pytest
from playwright.sync_api import expect

from followups.models import Link
from tests.browser.steps import WEEK, dialog, field, save, toast, visit
from tests.factories import make_document, make_task

PDF = {"name": "Tilbud Å.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 a quote"}
PICTURE = {"name": "evil.svg", "mimeType": "image/svg+xml", "buffer": b"<svg onload='alert(1)'/>"}


@pytest.fixture
def page(sign_in, ingrid, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return sign_in(ingrid)


def test_a_file_of_another_kind_is_refused_and_the_right_one_kept_and_downloaded(page):
    visit(page, f"{WEEK}?show=documents")
    page.locator("#activities").get_by_role("link", name="Add").click()
    form = dialog(page)
    field(form, "Title").fill("My quote")
    field(form, "File").set_input_files(PICTURE)
    save(form)
    expect(form.locator("[data-errors]")).to_contain_text("Files of this kind are not taken")
    expect(field(form, "Title")).to_have_value("My quote")

    field(form, "File").set_input_files(PDF)
    save(form)

    expect(toast(page)).to_contain_text("Saved: My quote")
    with page.expect_download() as got:
        page.get_by_role("link", name="My quote", exact=True).click()
    assert got.value.suggested_filename == "Tilbud Å.pdf"
    assert got.value.path().read_bytes() == PDF["buffer"]


def test_a_deleted_document_comes_back_with_z(page, ingrid):
    make_document("Quote Q-1", owner=ingrid)
    visit(page, f"{WEEK}?show=documents")
    page.get_by_role("link", name="Details of Quote Q-1").click()

    dialog(page).get_by_role("button", name="Delete").click()
    expect(page.get_by_role("link", name="Details of Quote Q-1")).to_have_count(0)
    page.keyboard.press("z")

    expect(page.get_by_role("link", name="Details of Quote Q-1")).to_be_visible()


def test_a_document_is_linked_while_typing_and_opened_from_the_form(page, ingrid):
    document = make_document("Quote Q-1", owner=ingrid)
    task = make_task(ingrid, title="Send the quote")
    visit(page, f"/followups/{task.public_id}/")
    field(page, "Links").press_sequentially("quote q")
    page.get_by_role("option", name="Quote Q-1").click()
    save(page)
    expect(toast(page)).to_contain_text("Saved: Send the quote")
    assert Link.objects.get().document == document

    visit(page, f"/followups/{task.public_id}/")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Quote Q-1").click()

    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Quote Q-1")
