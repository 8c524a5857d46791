"""axe finds nothing on any page, with any card, menu or dialog open, light and dark."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import (
    TODAY,
    WEEK,
    box,
    choose,
    click_free_time,
    dialog,
    due,
    field,
    new,
    open_form,
    peek_at,
    save,
    tick,
    toast,
    visit,
)
from tests.browser.world import PAGES, make_world

TWO = (1440, 390)


@pytest.fixture
def world(ingrid, lars):
    return make_world(ingrid, lars)


@pytest.mark.parametrize("names", [PAGES[i : i + 4] for i in range(0, len(PAGES), 4)], ids=str)
def test_every_page(sign_in, ingrid, world, accessibility_faults, names):
    page = sign_in(ingrid)
    faults = []

    for name in names:
        visit(page, world.addresses[name])
        faults += accessibility_faults(page)

    assert faults == []


def test_signing_in_and_being_refused(page, accessibility_faults):
    page.goto("/accounts/login/")
    faults = accessibility_faults(page)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Login").fill("nobody")
    page.get_by_label("Password").fill("nothing")
    page.keyboard.press("Enter")
    expect(page.get_by_text("specified are not correct")).to_be_visible()

    assert faults + accessibility_faults(page) == []


def test_menus_and_panels_of_the_frame(sign_in, ingrid, world, accessibility_faults):
    page = sign_in(ingrid)
    visit(page, WEEK)
    faults = []

    for panel in ("new-menu", "me", "keys", "go"):
        page.locator(f"#{panel}").evaluate("el => el.showPopover()")
        expect(page.locator(f"#{panel}")).to_be_visible()
        faults += accessibility_faults(page, TWO, within=f"#{panel}")
        page.keyboard.press("Escape")

    assert faults == []


def test_cards_toasts_and_the_slot_of_the_keyboard(sign_in, ingrid, world, accessibility_faults):
    page = sign_in(ingrid)
    visit(page, WEEK)

    peek_at(page, box(page, "Demo: route planner"))
    expect(page.locator("peek-card").get_by_role("link", name="Open")).to_be_visible()
    faults = accessibility_faults(page, TWO, within="peek-card")
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1440, "height": 900})
    click_free_time(page, "2026-06-12", "15:00")
    page.keyboard.type("Visit")
    faults += accessibility_faults(page, TWO, within="quick-add")
    page.keyboard.press("Escape")
    tick(due(page, "Send the minutes"))
    expect(toast(page)).to_contain_text("Completed")
    faults += accessibility_faults(page, TWO, within="#toasts")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("calendar-grid").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("button.cursor")).to_be_focused()

    assert faults + accessibility_faults(page, (1440,), within="calendar-grid") == []


def test_the_form_of_every_kind_in_the_dialog(sign_in, ingrid, world, accessibility_faults):
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = open_form(page, "Demo: route planner")
    faults = accessibility_faults(page, TWO, within="dialog")

    for kind in ("Task", "Call"):
        choose(form, kind)
        faults += accessibility_faults(page, (1440,), within="dialog")
    field(form, "Company").fill("moon")
    expect(form.locator("li[role=option]").first).to_be_visible()
    faults += accessibility_faults(page, TWO, within="dialog")

    assert faults == []


def test_a_refused_form_and_two_versions(sign_in, ingrid, world, accessibility_faults):
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = new(page, "Meeting")
    field(form, "Title").fill("Second in the room")
    field(form, "Start").fill("13:00")
    field(form, "Resource").fill("Galdhøpiggen")
    save(form)
    expect(form.get_by_role("button", name="Save without the room")).to_be_visible()
    faults = accessibility_faults(page, TWO, within="dialog")
    field(form, "Date").fill("30.2")
    save(form)
    expect(form.get_by_role("link", name="Date")).to_be_visible()
    faults += accessibility_faults(page, TWO, within="dialog")
    page.once("dialog", lambda question: question.accept())
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    page.set_viewport_size({"width": 1440, "height": 900})
    form = open_form(page, "Late")
    ingrid.followups.filter(title="Late").update(title="Changed since", version=9)
    field(form, "Title").fill("Changed by me")
    save(form)
    expect(form.get_by_role("group", name="Title")).to_be_visible()

    assert faults + accessibility_faults(page, TWO, within="dialog") == []


def test_without_script(open_as, ingrid, world, accessibility_faults):
    page = open_as(ingrid, java_script_enabled=True)
    page.route("**/*.js", lambda route: route.abort())
    faults = []

    for view in ("day", "week", "month", "overview"):
        page.goto(f"/diary/{view}/{TODAY}/")
        faults += accessibility_faults(page, TWO)

    assert faults == []
