"""A day's work without a mouse."""

import re

import pytest
from playwright.sync_api import expect

from followups.models import FollowUp
from tests.browser.steps import (
    TODAY,
    WEEK,
    all_here,
    box,
    dialog,
    due,
    field,
    peek_card,
    quick_add,
    row,
    toast,
    typed_date,
    visit,
)
from tests.factories import make_appointment, make_task


def heading(page):
    return page.get_by_role("heading", level=1)


@pytest.fixture
def page(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)
    return page


def link(page, title):
    return box(page, title).get_by_role("link")


def test_the_first_tab_skips_to_the_content(page):
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    views = page.get_by_role("navigation", name="Diary views")
    expect(views.get_by_role("link", name="Day")).to_be_focused()


def test_signing_in_takes_two_fields_and_enter(page, open_as):
    page = open_as(None)
    page.goto("/")

    while page.evaluate("document.activeElement.name") != "login":
        page.keyboard.press("Tab")
    page.keyboard.type("ingrid")
    page.keyboard.press("Tab")
    page.keyboard.type("dagbok")
    page.keyboard.press("Enter")

    expect(heading(page)).to_contain_text("8–14 June 2026")


def test_the_boxes_are_one_stop_and_arrows_lead_from_one_to_the_next(page, ingrid):
    for title, start in (
        ("Tuesday early", "2026-06-09 09:00"),
        ("Wednesday early", "2026-06-10 09:00"),
        ("Wednesday late", "2026-06-10 14:00"),
        ("Thursday late", "2026-06-11 14:00"),
    ):
        make_appointment(ingrid, title=title, start=start, end=start.replace(":00", ":45"))
    page.reload()
    all_here(page)

    grid = page.get_by_role("region", name="Calendar, 8–14 June 2026")
    assert grid.locator(".ev > a[tabindex='0']").count() == 1
    link(page, "Wednesday early").focus()
    for key, title in (
        ("ArrowDown", "Wednesday late"),
        ("ArrowRight", "Thursday late"),
        ("ArrowLeft", "Wednesday late"),
        ("ArrowUp", "Wednesday early"),
        ("ArrowLeft", "Tuesday early"),
        ("ArrowLeft", "Tuesday early"),
    ):
        page.keyboard.press(key)
        expect(link(page, title)).to_be_focused()


def test_single_keys_change_view_and_period(page):
    for key, text in (
        ("d", "Wednesday 10 June"),
        ("l", "Thursday 11 June"),
        ("t", "Wednesday 10 June"),
        ("j", "Tuesday 9 June"),
        ("m", "June 2026"),
        ("o", "9 June"),
        ("w", "8–14 June 2026"),
    ):
        page.keyboard.press(key)
        expect(heading(page)).to_contain_text(text)
        all_here(page)


def test_g_goes_to_a_typed_date_and_escape_closes_it(page):
    page.keyboard.press("g")
    expect(typed_date(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(typed_date(page)).to_be_hidden()
    page.keyboard.press("g")
    expect(typed_date(page)).to_be_focused()
    page.keyboard.type("w28")
    page.keyboard.press("Enter")

    expect(heading(page)).to_contain_text("6–12 July 2026")


def test_n_plans_a_meeting_in_the_first_free_hour(page, ingrid):
    make_appointment(
        ingrid, title="Busy till one", start="2026-06-10 11:00", end="2026-06-10 13:00"
    )
    page.reload()
    all_here(page)

    page.keyboard.press("n")
    expect(quick_add(page)).to_contain_text("13:00–14:00")
    expect(quick_add(page).get_by_label("Title")).to_be_focused()
    page.keyboard.type("None of these keys do anything: djlt")
    page.keyboard.press("Enter")

    expect(box(page, "None of these keys do anything: djlt")).to_be_visible()
    expect(heading(page)).to_contain_text("8–14 June 2026")


@pytest.mark.parametrize(("key", "kind"), [("k", "task"), ("c", "call")])
def test_k_and_c_open_a_form_that_ctrl_enter_saves(page, key, kind):
    page.keyboard.press(key)
    expect(field(dialog(page), "Title")).to_be_focused()
    page.keyboard.type("Planned by keys")
    page.keyboard.press("ControlOrMeta+Enter")

    expect(due(page, "Planned by keys")).to_be_visible()
    expect(dialog(page)).to_have_count(0)
    assert FollowUp.objects.get().kind == kind


def test_n_on_another_page_opens_the_form_of_a_meeting(page):
    visit(page, "/companies/")

    page.keyboard.press("n")

    expect(dialog(page).get_by_role("radio", name="Meeting")).to_be_checked()


def test_x_completes_z_undoes_and_e_opens(page, ingrid):
    make_appointment(ingrid, title="Demo")
    make_task(ingrid, title="Send the minutes")
    page.reload()
    all_here(page)

    link(page, "Demo").focus()
    page.keyboard.press("x")
    expect(box(page, "Demo")).to_have_attribute("data-state", "done")
    expect(link(page, "Demo")).to_be_focused()
    page.keyboard.press("z")
    expect(box(page, "Demo")).not_to_have_attribute("data-state", "done")
    row(page, "Send the minutes").get_by_role("link").first.focus()
    page.keyboard.press("x")
    expect(row(page, "Send the minutes").get_by_role("checkbox")).to_be_checked()
    link(page, "Demo").focus()
    page.keyboard.press("e")

    expect(field(dialog(page), "Title")).to_have_value("Demo")


def test_a_task_is_ticked_with_space(page, ingrid):
    make_task(ingrid, title="Send the minutes")
    page.reload()
    all_here(page)

    checkbox = due(page, "Send the minutes").get_by_role("checkbox")
    checkbox.focus()
    page.keyboard.press("Space")

    expect(checkbox).to_be_checked()
    expect(checkbox).to_be_focused()


def test_the_list_of_keys_opens_with_a_question_mark(page):
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("heading", name="Keyboard shortcuts")).to_be_hidden()


def test_a_whole_meeting_is_filled_in_by_tab_and_arrows(page, lars):
    page.keyboard.press("n")
    expect(quick_add(page).get_by_label("Title")).to_be_focused()
    page.keyboard.type("Demo")
    page.get_by_role("link", name="More options").focus()
    page.keyboard.press("Enter")
    form = dialog(page)
    expect(field(form, "Title")).to_be_focused()
    field(form, "Add people").focus()
    page.keyboard.type("lars")
    people = form.get_by_role("listbox", name="Add people")
    expect(people.get_by_role("option", name="Lars Brekke")).to_be_visible()
    page.keyboard.press("Enter")
    expect(form.get_by_role("checkbox", name="Lars Brekke")).to_be_checked()
    page.keyboard.press("ControlOrMeta+Enter")

    expect(box(page, "Demo")).to_be_visible()
    assert FollowUp.objects.get().participants.count() == 2


def test_the_dialog_keeps_the_focus_inside(page):
    page.keyboard.press("k")
    expect(field(dialog(page), "Title")).to_be_focused()

    outside = []
    for _press in range(40):
        page.keyboard.press("Tab")
        where = page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
        outside.append(not where)

    assert not any(outside)


def test_the_focus_is_always_seen_and_never_under_something(page, ingrid):
    make_appointment(ingrid, title="Early", start="2026-06-10 07:15", end="2026-06-10 08:00")
    make_task(ingrid, title="Send the minutes")
    page.reload()
    all_here(page)

    covered = []
    for _press in range(60):
        page.keyboard.press("Tab")
        covered.append(page.evaluate(COVERED))

    assert [name for name in covered if name] == []


# The name of the focused element if nothing of it can be seen, or if it has no outline.
COVERED = """() => {
  const el = document.activeElement;
  if (el === document.body || el.matches("main, .cal, .scroll")) return "";
  const { left, top, width, height } = el.getBoundingClientRect();
  const seen = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].some(([x, y]) => {
    const on = document.elementFromPoint(left + width * x, top + height * y);
    return on && (el.contains(on) || on.contains(el));
  });
  const { outlineStyle, boxShadow } = getComputedStyle(el);
  const marked = outlineStyle !== "none" || boxShadow !== "none";
  return seen && marked ? "" : `${el.tagName} ${el.textContent.trim() || el.ariaLabel}`;
}"""


def test_single_keys_are_off_for_who_wants_it_so(page, ingrid):
    ingrid.preferences.shortcuts = False
    ingrid.preferences.save()
    page.reload()
    all_here(page)

    for key in ("d", "n", "k", "?", "g"):
        page.keyboard.press(key)

    expect(quick_add(page)).to_have_count(0)
    expect(dialog(page)).to_have_count(0)
    expect(typed_date(page)).to_be_hidden()
    expect(page).to_have_url(re.compile(f"{WEEK}$"))


def test_a_peek_is_opened_and_left_by_keys(page, ingrid):
    make_appointment(ingrid, title="Demo")
    visit(page, f"/diary/day/{TODAY}/")

    link(page, "Demo").focus()
    page.keyboard.press("Space")
    expect(peek_card(page).get_by_role("link", name="Open")).to_be_focused()
    peek_card(page).get_by_role("button", name="Complete").focus()
    page.keyboard.press("Enter")

    expect(toast(page)).to_contain_text("Completed: Demo")
    expect(link(page, "Demo")).to_be_focused()
