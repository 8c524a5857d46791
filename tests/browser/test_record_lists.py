"""Lists of records are searched, put in order, narrowed, kept, taken along and given away."""

import re

import pytest
from playwright.sync_api import expect

from crm.models import Company
from tests.browser.steps import toast, undo, visit
from tests.factories import make_company, make_sale


@pytest.fixture
def companies(ingrid, lars):
    return [
        make_company(name, owner=owner, category=category, city=city)
        for name, owner, category, city in (
            ("Ærlig Stål AS", ingrid, "Partner", "Ålesund"),
            ("Moonbeam Ladders Ltd", ingrid, "Prospect", "Newcastle"),
            ("Østfold Bakeri", lars, "Partner", "Halden"),
        )
    ]


def names(page):
    return page.locator("table.records td.t")


def test_a_list_is_narrowed_put_in_order_and_kept_without_a_reload(sign_in, ingrid, companies):
    page = sign_in(ingrid)
    visit(page, "/companies/")
    expect(names(page)).to_have_text(["Moonbeam Ladders Ltd", "Ærlig Stål AS", "Østfold Bakeri"])
    page.evaluate("window.stayed = true")

    page.get_by_role("combobox", name="Category").select_option("Partner")
    page.get_by_role("searchbox", name="Search companies").press("Enter")
    expect(names(page)).to_have_text(["Ærlig Stål AS", "Østfold Bakeri"])
    expect(page).to_have_url(re.compile("category=Partner"))
    page.get_by_text("Keep this filter").click()
    page.get_by_label("Name of the filter").fill("Partners")
    page.get_by_label("Name of the filter").press("Enter")
    expect(page.get_by_role("link", name="Partners", exact=True)).to_have_attribute(
        "aria-current", "true"
    )

    assert page.evaluate("window.stayed")
    page.get_by_role("link", name="City").click()
    expect(names(page)).to_have_text(["Østfold Bakeri", "Ærlig Stål AS"])


def test_without_script_ticked_companies_are_given_away_and_taken_back(
    open_as, ingrid, lars, companies
):
    page = open_as(ingrid, java_script_enabled=False)
    page.goto("/companies/?owner=me")
    for name in ("Moonbeam Ladders Ltd", "Ærlig Stål AS"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Change owner of those ticked").click()
    expect(page.get_by_text("Companies: 2")).to_be_visible()

    page.get_by_label("New owner").select_option("Lars Brekke")
    page.get_by_role("button", name="Change owner").click()
    expect(toast(page)).to_contain_text("2 now belong to Lars Brekke")
    assert Company.objects.filter(owner=lars).count() == 3
    undo(page)

    expect(names(page)).to_have_count(2)
    assert Company.objects.filter(owner=lars).count() == 1


def test_a_list_is_taken_along_as_a_file(sign_in, ingrid, companies):
    page = sign_in(ingrid)
    visit(page, "/companies/?q=moonbeam")

    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()

    assert download.value.suggested_filename == "companies.csv"
    text = download.value.path().read_text("utf-8-sig")
    assert "Moonbeam" in text
    assert "Bakeri" not in text


def test_lists_and_what_is_done_with_them_have_no_faults(
    sign_in, ingrid, companies, accessibility_faults
):
    page = sign_in(ingrid)
    make_sale(company=companies[0], status="stalled")
    faults = []

    for address in (
        "/companies/?category=Partner&sort=-city",
        "/sales/?status=stalled",
        f"/companies/owner/?record={companies[0].public_id}",
        "/contacts/?q=nobody",
    ):
        visit(page, address)
        faults += accessibility_faults(page)

    assert faults == []


def test_one_box_ticks_all_on_the_page_and_says_how_many(sign_in, ingrid, companies):
    page = sign_in(ingrid)
    visit(page, "/companies/")
    every = page.get_by_role("checkbox", name="Tick all on this page")
    boxes = page.locator("td.pick input")

    every.check()

    for number in range(3):
        expect(boxes.nth(number)).to_be_checked()
    expect(page.get_by_role("status").filter(has_text="3 chosen")).to_be_visible()
    boxes.first.uncheck()
    expect(page.get_by_text("2 chosen")).to_be_visible()
    expect(every).not_to_be_checked()
    every.check()
    every.press("Space")
    expect(boxes.first).not_to_be_checked()
    expect(
        page.get_by_text("chosen", exact=False).filter(has_text=re.compile(r"^\d"))
    ).to_have_count(0)


def test_without_script_there_is_no_such_box(open_as, ingrid, companies):
    page = open_as(ingrid, java_script_enabled=False)
    page.goto("/companies/")

    expect(page.locator("td.pick input")).to_have_count(3)
    expect(page.locator("tick-all")).to_be_hidden()
