"""Companies, contacts, sales and projects are made, changed, put away and brought back."""

import pytest
from playwright.sync_api import expect

from crm.models import Person
from tests.browser.steps import dialog, field, save, toast, undo, visit
from tests.factories import make_company, make_sale


@pytest.fixture
def page(sign_in, ingrid):
    return sign_in(ingrid)


def test_a_contact_is_added_to_a_company_without_leaving_it(page):
    company = make_company("Moonbeam")
    visit(page, f"/companies/{company.public_id}/")

    page.get_by_role("link", name="Add a contact").click()
    form = dialog(page)
    expect(field(form, "First name")).to_be_focused()
    expect(field(form, "Company")).to_have_value("Moonbeam")
    field(form, "First name").fill("Penny")
    field(form, "E-mail").fill("penny")
    page.keyboard.press("Control+Enter")
    expect(form.get_by_role("alert").or_(form.locator("[data-errors]"))).to_contain_text("E-mail")
    field(form, "E-mail").fill("penny@example.com")
    page.keyboard.press("Control+Enter")

    expect(toast(page)).to_contain_text("Saved: Penny")
    expect(page.get_by_role("link", name="Penny", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Moonbeam")
    assert Person.objects.get().company == company


def test_a_change_is_taken_back_with_z(page):
    company = make_company("Moonbeam", city="Oslo")
    visit(page, f"/companies/{company.public_id}/")
    page.get_by_role("link", name="Edit").click()
    field(dialog(page), "City").fill("Bergen")
    save(dialog(page))
    expect(page.locator(".hero")).to_contain_text("Bergen")

    page.keyboard.press("z")

    expect(page.locator(".hero")).to_contain_text("Oslo")


def test_two_who_edit_the_same_choose_what_holds(page):
    company = make_company("Moonbeam", city="Oslo")
    visit(page, f"/companies/{company.public_id}/")
    page.get_by_role("link", name="Edit").click()
    expect(field(dialog(page), "City")).to_have_value("Oslo")
    company.phone = "22 00 11 22"
    company.save()
    field(dialog(page), "City").fill("Bergen")
    save(dialog(page))
    expect(dialog(page)).to_contain_text("Somebody else changed it meanwhile")

    page.get_by_role("button", name="Save what I chose").click()

    expect(page.locator(".hero")).to_contain_text("Bergen")
    expect(page.locator(".hero")).to_contain_text("22 00 11 22")


def test_without_script_a_company_is_made_archived_and_brought_back(open_as, ingrid):
    page = open_as(ingrid, java_script_enabled=False)
    page.goto("/companies/")
    page.get_by_role("link", name="New company").click()
    main = page.get_by_role("main")
    field(main, "Name").fill("Ærlig Stål")
    save(main)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ærlig Stål")

    page.get_by_role("link", name="Edit").click()
    main.get_by_role("button", name="Archive").click()
    expect(page.get_by_text("Archived on")).to_be_visible()
    undo(page)

    expect(page.get_by_text("Archived on")).to_have_count(0)


def test_the_forms_of_records_have_no_faults(page, accessibility_faults):
    sale = make_sale(company=make_company("Moonbeam"))
    faults = []

    for address in (
        "/companies/new/",
        "/contacts/new/",
        "/projects/new/",
        f"/sales/{sale.public_id}/edit/",
    ):
        visit(page, address)
        faults += accessibility_faults(page)

    assert faults == []
