"""Selections are made, filled and emptied, and a follow-up is planned for every member at once."""

import re

import pytest
from playwright.sync_api import expect

from followups.models import FollowUp
from tests.browser.steps import all_here, dialog, field, toast, undo, visit
from tests.factories import make_company, make_selection


@pytest.fixture
def companies(ingrid, lars):
    return [
        make_company(name, owner=owner, category="Partner")
        for name, owner in (("Moonbeam", ingrid), ("Ærlig Stål", lars), ("Østfold Bakeri", ingrid))
    ]


@pytest.fixture
def invited(ingrid, companies):
    return make_selection("Invited", owner=ingrid, members=companies)


def address(selection, page=""):
    return f"/selections/{selection.public_id}/{page}"


def names(page):
    return page.locator("table.records td.t")


def fill(page, title="Ring {name}"):
    field(page, "Title").fill(title)
    field(page, "Deadline").fill("12 June")
    page.get_by_role("button", name="Preview").last.click()
    expect(page.get_by_role("heading", name="3 follow-ups will be planned")).to_be_visible()


def test_ticked_companies_become_a_selection_in_a_dialog_and_one_is_taken_out(
    sign_in, ingrid, companies
):
    page = sign_in(ingrid)
    visit(page, "/companies/")
    for name in ("Moonbeam", "Ærlig Stål"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Add those ticked to a selection").click()
    page.get_by_label("Name of the new one").fill("Invited")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(toast(page)).to_contain_text("2 added to Invited")

    expect(names(page)).to_have_text(["Moonbeam", "Ærlig Stål"])
    page.get_by_role("checkbox", name="Moonbeam").check()
    page.get_by_role("button", name="Take out those ticked").click()
    expect(names(page)).to_have_text(["Ærlig Stål"])
    undo(page)

    expect(names(page)).to_have_text(["Moonbeam", "Ærlig Stål"])


def test_a_member_is_looked_up_by_keyboard(sign_in, ingrid, companies):
    page = sign_in(ingrid)
    selection = make_selection("Invited", owner=ingrid)
    visit(page, address(selection))
    look_up = page.get_by_role("combobox", name="Company")
    look_up.focus()
    page.keyboard.type("øst")
    expect(page.get_by_role("option", name="Østfold Bakeri")).to_be_visible()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(names(page)).to_have_text(["Østfold Bakeri"])


def test_a_list_is_kept_as_a_selection_in_the_dialog(sign_in, ingrid, companies):
    page = sign_in(ingrid)
    visit(page, "/companies/?owner=me")
    page.get_by_role("link", name="Keep this list as a selection").click()
    form = dialog(page)
    expect(form).to_contain_text("Mine")
    form.get_by_label("Name of the new one").fill("My companies")
    form.get_by_role("button", name="Keep").click()

    expect(page.get_by_role("heading", name="My companies")).to_be_visible()
    expect(names(page)).to_have_text(["Moonbeam", "Østfold Bakeri"])
    expect(page.get_by_text("Kept by a search, always current")).to_be_visible()


def test_a_follow_up_is_planned_for_every_member_by_keyboard_and_taken_back(
    sign_in, ingrid, invited
):
    page = sign_in(ingrid)
    visit(page, address(invited))
    page.get_by_role("link", name="Plan a follow-up for every member").press("Enter")
    expect(field(page, "Title")).to_be_focused()
    all_here(page)
    page.keyboard.type("Ring {name}")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Ring Moonbeam")).to_be_visible()
    all_here(page)
    assert not FollowUp.objects.exists()

    page.get_by_role("button", name="Plan 3 follow-ups").press("Enter")
    expect(toast(page)).to_contain_text("Planned: 3 follow-ups")
    expect(page.get_by_text("0 of 3 done")).to_be_visible()
    all_here(page)
    page.keyboard.press("z")

    expect(page.get_by_text("0 of 3 done")).to_have_count(0)
    assert not FollowUp.objects.filter(deleted_at=None).exists()


def test_they_are_spread_over_days_before_they_are_made(sign_in, ingrid, invited):
    page = sign_in(ingrid)
    visit(page, address(invited, "plan/"))
    fill(page)
    expect(page.get_by_text("due Fri 12 June")).to_have_count(3)

    page.get_by_label("At most so many a day for each owner").fill("1")
    page.get_by_label("At most so many a day for each owner").press("Enter")

    expect(page.get_by_text("due Tue 16 June")).to_be_visible()
    page.get_by_role("button", name="Back to the form").click()
    expect(field(page, "Title")).to_have_value("Ring {name}")


def test_without_script_a_round_is_planned_for_each_members_own_owner(
    open_as, ingrid, lars, invited
):
    page = open_as(ingrid, java_script_enabled=False)
    page.goto(address(invited, "plan/"))
    field(page, "Owner").select_option("Each member's own owner")
    fill(page, "Ring them")
    page.get_by_role("button", name="Plan 3 follow-ups").click()

    expect(toast(page)).to_contain_text("Planned: 3 follow-ups")
    assert FollowUp.objects.filter(owner=lars).count() == 1
    undo(page)
    assert not FollowUp.objects.filter(deleted_at=None).exists()


def test_without_script_a_selection_is_made_from_the_new_menu(open_as, ingrid, companies):
    page = open_as(ingrid, java_script_enabled=False)
    page.goto("/companies/")
    page.get_by_role("banner").get_by_role("button", name="New").click()
    page.get_by_role("navigation", name="New").get_by_role("link", name="Selection").click()
    field(page, "Name").fill("Guests")
    page.get_by_role("button", name="Save").last.click()
    page.goto("/selections/")
    page.get_by_role("link", name="Guests").click()
    page.locator("[name=member_text]").fill("moonb")
    page.get_by_role("button", name="Add", exact=True).click()

    expect(names(page)).to_have_text(["Moonbeam"])


def test_a_long_plan_shows_that_it_is_under_way(sign_in, ingrid, invited):
    page = sign_in(ingrid)
    visit(page, address(invited, "plan/"))
    fill(page)
    all_here(page)
    waiting = page.locator("work-progress")
    expect(waiting).to_be_hidden()
    held = []

    def hold(route):
        held.append(route)

    page.route(re.compile("/plan/$"), hold)

    page.get_by_role("button", name="Plan 3 follow-ups").click()

    expect(waiting).to_be_visible()
    expect(waiting).to_contain_text("Planning 3 follow-ups")
    held[0].continue_()
    expect(toast(page)).to_contain_text("Planned: 3 follow-ups")


def test_choosing_and_looking_have_no_faults(sign_in, ingrid, invited, accessibility_faults):
    page = sign_in(ingrid)
    company = invited.members.first().company
    visit(page, f"/companies/into-selection/?record={company.public_id}")
    faults = accessibility_faults(page)
    visit(page, address(invited, "plan/"))
    fill(page)
    faults += accessibility_faults(page)
    page.get_by_role("button", name="Plan 3 follow-ups").click()
    expect(page.get_by_text("0 of 3 done")).to_be_visible()
    faults += accessibility_faults(page)

    assert faults == []
