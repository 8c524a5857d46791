"""Somebody else's diary: chosen, marked, and private things in it stay private."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import TODAY, WEEK, box, dialog, field, new, save, visit, whose_diary
from tests.factories import (
    make_all_day,
    make_appointment,
    make_call,
    make_company,
    make_group,
    make_resource,
    make_task,
)

SECRET = "Zanzibarquest"


@pytest.fixture
def secrets(lars):
    """Private things of Lars in every form that a page could let slip."""
    hidden = {"visibility": "owner", "title": SECRET, "location": SECRET}
    hidden |= {"agenda": f"<p>{SECRET}</p>", "internal_notes": f"<p>{SECRET}</p>"}
    hidden["company"] = make_company(f"{SECRET} Ltd")
    make_appointment(lars, **hidden)
    make_appointment(lars, start="2026-06-09 09:00", end="2026-06-09 10:00", **hidden)
    make_all_day(lars, first="2026-06-11", last="2026-06-12", **hidden)
    make_task(lars, due_on="2026-06-10", **hidden)
    make_call(lars, due_on="2026-06-08", **hidden)


def test_a_private_meeting_of_a_colleague_is_busy_and_no_word_of_it_is_sent(
    sign_in, ingrid, lars, secrets
):
    make_appointment(lars, title="Open to all", start="2026-06-10 15:00", end="2026-06-10 16:00")
    page = sign_in(ingrid)
    views = ("day", "week", "month", "overview")
    sources = {}

    for view in views:
        page.goto(f"/diary/{view}/{TODAY}/?diary={lars.public_id}")
        sources[view] = page.content()

    assert [view for view in views if SECRET in sources[view]] == []
    assert all("Busy" in sources[view] for view in views)
    page.goto(f"/diary/week/{TODAY}/?diary={lars.public_id}&card=all")
    assert SECRET not in page.content()
    busy = box(page, "Busy").first
    expect(busy).to_contain_text("09:00")
    expect(busy.get_by_role("link")).to_have_count(0)
    expect(box(page, "Open to all").get_by_role("link")).to_have_count(1)


def test_ones_own_private_meeting_is_read_by_oneself(sign_in, lars, secrets):
    page = sign_in(lars)

    page.goto(WEEK)

    expect(box(page, SECRET)).to_have_count(2)


def test_a_colleagues_diary_is_searched_chosen_marked_and_left_again(sign_in, ingrid, lars):
    make_appointment(lars, title="Board meeting")
    page = sign_in(ingrid)
    visit(page, WEEK)

    whose_diary(page).click()
    page.get_by_role("searchbox", name="Search by name or user ID").fill("brek")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Ingrid Solberg")).to_have_count(0)
    page.get_by_role("link", name="Lars Brekke").click()

    expect(page).to_have_url(re.compile(f"{WEEK}\\?diary={lars.public_id}"))
    expect(whose_diary(page)).to_have_accessible_name(re.compile("^Lars Brekke ?, not your own"))
    expect(whose_diary(page)).to_have_class(re.compile("colleague"))
    expect(box(page, "Board meeting")).to_be_visible()
    expect(page).to_have_title(re.compile("^Lars Brekke: 8–14 June 2026"))
    whose_diary(page).click()
    page.get_by_role("link", name="Ingrid Solberg").click()
    expect(page).to_have_url(re.compile(f"{WEEK}$"))
    expect(box(page, "Board meeting")).to_have_count(0)


def test_view_and_day_stay_with_the_colleague(sign_in, ingrid, lars):
    page = sign_in(ingrid)
    visit(page, f"/diary/week/2026-07-01/?diary={lars.public_id}")

    ways = page.get_by_role("navigation", name="Diary views")
    for view, heading in (("Month", "July 2026"), ("Day", "1 July"), ("Week", "29 June – 5 July")):
        ways.get_by_role("link", name=view).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        expect(whose_diary(page)).to_contain_text("Lars Brekke")


def test_what_is_planned_in_a_colleagues_diary_becomes_theirs(sign_in, ingrid, lars):
    page = sign_in(ingrid)
    visit(page, f"{WEEK}?diary={lars.public_id}")

    form = new(page, "Task")
    expect(field(form, "Owner").locator("option:checked")).to_have_text("Lars Brekke")
    field(form, "Title").fill("Sign the contract")
    save(form)

    expect(page.locator(".lane .due", has_text="Sign the contract")).to_be_visible()
    assert lars.followups.get().created_by == ingrid


def test_details_of_a_colleague_can_be_read_but_not_changed(sign_in, ingrid, lars):
    make_appointment(lars, title="Board meeting", location="Oslo")
    page = sign_in(ingrid)
    visit(page, f"{WEEK}?diary={lars.public_id}")

    box(page, "Board meeting").get_by_role("link").dblclick()

    expect(dialog(page).get_by_role("heading", name="Board meeting")).to_be_visible()
    expect(dialog(page)).to_contain_text("Oslo")
    expect(dialog(page).get_by_role("textbox")).to_have_count(0)
    expect(dialog(page).get_by_role("button", name="Delete")).to_have_count(0)


def test_several_are_ticked_and_shown_side_by_side(sign_in, ingrid, lars):
    make_group("Sales", [ingrid, lars])
    make_resource("Galdhøpiggen")
    page = sign_in(ingrid)
    visit(page, "/diary/owners/?view=week&date=2026-06-10")

    page.get_by_role("checkbox", name="Show Lars Brekke together with others").check()
    page.get_by_role("checkbox", name="Show Galdhøpiggen together with others").check()
    page.get_by_role("button", name="Show the ticked ones together").click()

    rows = page.locator(".rowh b")
    expect(rows.filter(has_text="Ingrid Solberg")).to_be_visible()
    expect(rows.filter(has_text="Lars Brekke")).to_be_visible()
    expect(rows.filter(has_text="Galdhøpiggen")).to_be_visible()
