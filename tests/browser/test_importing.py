"""A file of customers becomes companies: matched, looked at, imported and taken back."""

import pytest
from playwright.sync_api import expect

from crm.models import Company
from tests.browser.steps import all_here, field, visit
from tests.factories import make_company

CUSTOMERS = """Firm;Org nr;Town;Colour
Moonbeam Ladders AS;987 654 321;Oslo;red
Østfold Bakeri;;Halden;blue
;123;Nowhere;
"""
FILE = {"name": "customers.csv", "mimeType": "text/csv", "buffer": CUSTOMERS.encode()}


@pytest.fixture
def registered(ingrid):
    return make_company("Moonbeam Ladders", number="987654321", owner=ingrid)


def step(page, name):
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def to_the_preview(page):
    page.locator("[name=upload]").set_input_files(FILE)
    page.get_by_role("button", name="Next").click()
    step(page, "Match columns")
    field(page, "Firm").select_option("Name")
    page.get_by_role("button", name="Preview").click()
    step(page, "Preview of the import")


def import_it(page):
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("button", name="Undo the import")).to_be_visible()


def test_a_file_is_imported_and_taken_back(sign_in, ingrid, registered):
    page = sign_in(ingrid)
    visit(page, "/import/")

    to_the_preview(page)
    expect(page.get_by_role("link", name="Moonbeam Ladders", exact=True)).to_be_visible()
    assert Company.objects.count() == 1
    page.get_by_role("radio", name="Update empty fields").check()
    import_it(page)

    registered.refresh_from_db()
    assert registered.city == "Oslo"
    page.get_by_role("link", name="Østfold Bakeri").click()
    expect(page.get_by_role("heading", level=1, name="Østfold Bakeri")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_role("button", name="Undo the import")).to_have_count(0)
    registered.refresh_from_db()
    assert (registered.city, Company.objects.active().count()) == ("", 1)


def test_without_script_a_file_is_imported_and_taken_back(open_as, ingrid, registered):
    page = open_as(ingrid, java_script_enabled=False)
    page.goto("/import/")

    to_the_preview(page)
    import_it(page)
    assert Company.objects.active().count() == 2
    page.get_by_role("button", name="Undo the import").click()

    expect(page.get_by_role("button", name="Undo the import")).to_have_count(0)
    assert Company.objects.active().count() == 1


def test_each_step_goes_by_keyboard(sign_in, ingrid, registered):
    page = sign_in(ingrid)
    visit(page, "/import/")
    page.locator("[name=upload]").set_input_files(FILE)
    page.get_by_role("button", name="Next").press("Enter")
    step(page, "Match columns")
    field(page, "Firm").focus()
    page.keyboard.type("Name")
    page.get_by_role("button", name="Preview").press("Enter")
    step(page, "Preview of the import")
    all_here(page)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Import", exact=True).press("Enter")

    expect(page.get_by_role("link", name="Østfold Bakeri")).to_be_visible()


def test_the_steps_have_no_faults(sign_in, ingrid, registered, accessibility_faults):
    page = sign_in(ingrid)
    visit(page, "/import/")
    faults = accessibility_faults(page)
    page.locator("[name=upload]").set_input_files(FILE)
    page.get_by_role("button", name="Next").click()
    step(page, "Match columns")
    faults += accessibility_faults(page)
    field(page, "Firm").select_option("Name")
    page.get_by_role("button", name="Preview").click()
    step(page, "Preview of the import")
    faults += accessibility_faults(page)
    import_it(page)
    faults += accessibility_faults(page)

    assert faults == []
