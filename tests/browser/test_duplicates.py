"""What is there twice is warned of, found, told apart, merged and taken back."""

import re

import pytest
from playwright.sync_api import expect

from crm.models import Company
from tests.browser.steps import all_here, dialog, field, save, toast, undo, visit
from tests.factories import make_company, make_person, make_sale, make_task


@pytest.fixture
def pair(ingrid):
    kept = make_company("Moonbeam AS", city="Oslo", number="923609016")
    gone = make_company("Moonbeam Ltd", city="Bergen", number="923 609 016", phone="22334455")
    make_sale("Routing", company=gone, owner=ingrid)
    make_task(ingrid, title="Send the offer", company=gone)
    return kept, gone


def warning(form):
    return form.get_by_role("region", name="Might be the same")


def test_a_duplicate_is_told_while_the_form_is_filled_in_and_saved_anyway(sign_in, ingrid, pair):
    page = sign_in(ingrid)
    visit(page, "/companies/")
    page.get_by_role("link", name="New company").click()
    form = dialog(page)

    field(form, "Name").fill("Moonbeam")
    page.keyboard.press("Tab")
    expect(warning(form)).to_contain_text("Moonbeam AS Oslo · same name")
    field(form, "E-mail").fill("post@sunbeam.example")
    page.keyboard.press("Tab")
    expect(warning(form)).to_contain_text("Moonbeam Ltd")
    with page.expect_popup() as opened:
        warning(form).get_by_role("link", name="Moonbeam AS").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Moonbeam AS")
    opened.value.close()
    expect(field(form, "E-mail")).to_have_value("post@sunbeam.example")
    save(form)

    expect(toast(page)).to_contain_text("Saved: Moonbeam")
    assert Company.objects.filter(name="Moonbeam").count() == 1


def test_a_warning_goes_when_the_name_is_another(sign_in, ingrid, pair):
    page = sign_in(ingrid)
    visit(page, "/companies/new/")
    form = page.get_by_role("main")
    field(form, "Name").fill("Moonbeam")
    page.keyboard.press("Tab")
    expect(warning(form)).to_be_visible()

    field(form, "Name").fill("Zebra")
    page.keyboard.press("Tab")

    expect(warning(form)).to_have_count(0)


def test_saved_at_once_it_is_told_then_and_saved_anyway_by_keyboard(sign_in, ingrid, pair):
    page = sign_in(ingrid)
    visit(page, "/companies/")
    page.get_by_role("link", name="New company").click()
    form = dialog(page)
    field(form, "Name").fill("Moonbeam Inc")

    page.keyboard.press("Control+Enter")
    expect(warning(form)).to_contain_text("Nothing is saved yet.")
    expect(warning(form)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(warning(form).get_by_role("link", name="Moonbeam Ltd")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(toast(page)).to_contain_text("Saved: Moonbeam Inc")


def test_two_are_merged_and_parted_again_by_keyboard(sign_in, ingrid, pair):
    kept, gone = pair
    page = sign_in(ingrid)
    visit(page, "/companies/")
    press(page, page.get_by_role("link", name="Duplicates"))
    expect(page.get_by_text("Same company number")).to_be_visible()
    press(page, page.get_by_role("link", name="Compare and merge: Moonbeam AS"))
    expect(is_kept(page, "Moonbeam AS")).to_be_checked()
    all_here(page)

    is_kept(page, "Moonbeam AS").focus()
    page.keyboard.press("ArrowRight")
    expect(is_kept(page, "Moonbeam Ltd")).to_be_checked()
    expect(city(page, "Bergen")).to_be_checked()
    city(page, "Bergen").focus()
    page.keyboard.press("ArrowLeft")
    expect(city(page, "Oslo")).to_be_checked()
    press(page, page.get_by_role("button", name="Merge", exact=True))

    expect(toast(page)).to_contain_text("Merged into Moonbeam Ltd: Moonbeam AS")
    expect(page.get_by_text("Nothing here looks as if it were there twice.")).to_be_visible()
    gone.refresh_from_db()
    assert gone.city == "Oslo"
    all_here(page)
    page.keyboard.press("z")
    expect(page.get_by_text("Same company number")).to_be_visible()
    kept.refresh_from_db()
    assert kept.merged_into is None


def is_kept(page, name):
    return page.get_by_role("radiogroup", name="Is kept").get_by_role("radio", name=name)


def city(page, name):
    return page.get_by_role("radiogroup", name="City").get_by_role("radio", name=name)


def press(page, thing):
    thing.focus()
    page.keyboard.press("Enter")


def test_a_contact_is_merged_with_another_from_its_own_page(sign_in, ingrid):
    penny, penelope = make_person("Penny", "Rung"), make_person("Penelope", "Rung")
    page = sign_in(ingrid)
    visit(page, f"/contacts/{penny.public_id}/")
    page.get_by_role("link", name="Merge with…").click()

    field(dialog(page), "Find the other one").fill("penel")
    page.get_by_role("option", name="Penelope").click()
    dialog(page).get_by_role("button", name="Compare").click()
    expect(is_kept(page, "Penny Rung")).to_be_checked()
    page.get_by_role("button", name="Merge", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Penny Rung")
    expect(toast(page)).to_contain_text("Merged into Penny Rung: Penelope Rung")
    page.goto(f"/contacts/{penelope.public_id}/")
    expect(page.get_by_text("“Penelope Rung” was merged into this one")).to_be_visible()
    expect(page).to_have_url(re.compile(str(penny.public_id)))


def test_without_script_a_duplicate_is_warned_of_once_told_apart_and_merged(open_as, ingrid, pair):
    page = open_as(ingrid, java_script_enabled=False)
    page.goto("/companies/new/")
    main = page.get_by_role("main")
    field(main, "Name").fill("Moonbeam Inc")
    save(main)
    expect(warning(main)).to_contain_text("Nothing is saved yet.")
    main.get_by_role("button", name="Save anyway").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Moonbeam Inc")

    page.goto("/companies/duplicates/")
    page.get_by_role("button", name="Not the same").click()
    expect(page.get_by_text("Nothing here looks")).to_be_visible()
    page.get_by_role("link", name="Not the same").click()
    for _ in range(3):
        page.get_by_role("button", name="Take back").first.click()
    expect(page.get_by_text("Nothing was told apart yet.")).to_be_visible()
    page.goto("/companies/")
    for name in ("Moonbeam AS", "Moonbeam Ltd"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Merge those ticked").click()
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(toast(page)).to_contain_text("Merged into Moonbeam AS: Moonbeam Ltd")
    undo(page)

    expect(toast(page)).to_contain_text("Undone.")
    assert Company.objects.filter(merged_into=None).count() == 3


def test_the_warning_and_the_history_have_no_faults(sign_in, ingrid, pair, accessibility_faults):
    page = sign_in(ingrid)
    visit(page, "/companies/new/")
    field(page.get_by_role("main"), "Name").fill("Moonbeam")
    page.keyboard.press("Tab")
    expect(warning(page)).to_be_visible()

    assert accessibility_faults(page) == []
