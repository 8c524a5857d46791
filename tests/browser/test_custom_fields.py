"""Fields that an administrator adds are filled in, by mouse, by keys and without script."""

import pytest
from playwright.sync_api import expect

from crm.models import Company
from followups.models import FollowUp, FollowUpType
from tests.browser.steps import choose, choose_type, dialog, field, new, save, toast, visit
from tests.factories import make_appointment, make_company, make_field


@pytest.fixture
def page(sign_in, ingrid):
    return sign_in(ingrid)


@pytest.fixture
def travel(db):
    external = FollowUpType.objects.get(name="Meeting (external)")
    return make_field("followup", "number", "Travel", types=[external])


@pytest.fixture
def until(db):
    return make_field("company", "date", "Contract until")


def more(form):
    return form.get_by_role("region", name="More")


def test_more_comes_and_goes_with_the_type_and_keeps_what_was_written(page, travel):
    visit(page, "/diary/week/2026-06-10/")
    form = new(page, "Meeting")
    field(form, "Title").fill("Visit")
    field(form, "Travel").fill("42")

    choose(form, "Task")
    expect(more(form)).to_be_hidden()
    choose(form, "Meeting")
    expect(field(form, "Travel")).to_have_value("42")
    choose_type(form, "Meeting (internal)")
    expect(more(form)).to_be_hidden()
    choose_type(form, "Meeting (external)")
    save(form)

    expect(toast(page)).to_contain_text("Saved: Visit")
    assert FollowUp.objects.get().custom == {travel.key: 42}


def test_a_company_is_given_its_fields_by_keyboard(page, until):
    paid = make_field("company", "tick", "Paid", order=1)
    likes = make_field("company", "choices", "Likes", choices=["Tea", "Cake"], order=2)
    company = make_company("Moonbeam")
    visit(page, f"/companies/{company.public_id}/")
    page.get_by_role("link", name="Edit").press("Enter")
    form = dialog(page)

    field(form, "Contract until").focus()
    page.keyboard.type("31.2")
    page.keyboard.press("Control+Enter")
    expect(form.locator("[data-errors]")).to_contain_text("Contract until: There is no such date")
    form.locator("[data-errors]").get_by_role("link", name="Contract until").press("Enter")
    expect(field(form, "Contract until")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("24 dec 2026")
    for key in ("Tab", "Space", "Tab", "Tab", "Space", "Control+Enter"):
        page.keyboard.press(key)

    expect(toast(page)).to_contain_text("Saved: Moonbeam")
    expect(page.locator(".facts")).to_contain_text("24 December 2026")
    cake = likes.choices.get(name="Cake").key
    assert Company.objects.get().custom == {
        until.key: "2026-12-24",
        paid.key: True,
        likes.key: {cake: True},
    }


def test_columns_are_chosen_and_the_usual_ones_come_back(page, until):
    make_company("Moonbeam", custom={until.key: "2026-12-24"})
    visit(page, "/companies/")

    page.get_by_text("Columns", exact=True).click()
    page.get_by_role("checkbox", name="Contract until").check()
    page.get_by_role("checkbox", name="Phone").uncheck()
    page.get_by_role("button", name="Show these").click()

    expect(page.get_by_role("columnheader", name="Contract until")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Phone")).to_have_count(0)
    expect(page.get_by_role("cell", name="24 December 2026")).to_be_visible()
    page.get_by_text("Columns", exact=True).click()
    page.get_by_role("button", name="The usual ones").click()
    expect(page.get_by_role("columnheader", name="Contract until")).to_have_count(0)


def test_without_script_the_type_decides_when_it_is_sent(open_as, ingrid, travel):
    travel.is_required = True
    travel.save()
    internal = FollowUpType.objects.get(name="Meeting (internal)")
    meeting = make_appointment(ingrid, type=internal)
    page = open_as(ingrid, java_script_enabled=False)
    page.goto(f"/followups/{meeting.public_id}/")
    main = page.get_by_role("main")
    expect(more(main)).to_be_hidden()

    field(main, "Type").select_option("Meeting (external)")
    save(main)
    expect(page.get_by_role("heading", name="Nothing is saved yet.")).to_be_visible()
    field(main, "Travel").fill("42")
    save(main)

    expect(toast(page)).to_contain_text("Saved")
    assert FollowUp.objects.get().custom == {travel.key: 42}


def test_without_script_columns_are_chosen_too(open_as, ingrid, until):
    make_company("Moonbeam", custom={until.key: "2026-12-24"})
    page = open_as(ingrid, java_script_enabled=False)
    page.goto("/companies/")

    page.get_by_text("Columns", exact=True).click()
    page.get_by_role("checkbox", name="Contract until").check()
    page.get_by_role("button", name="Show these").click()

    expect(page.get_by_role("cell", name="24 December 2026")).to_be_visible()


@pytest.mark.parametrize("address", ["/companies/new/#more-tab", "/followups/new/appointment/"])
def test_the_forms_have_no_faults(page, accessibility_faults, address):
    for of in ("company", "followup"):
        for kind in ("text", "long_text", "choice", "choices", "tick", "link", "money"):
            helped = {"help_text": "In a few words.", "choices": ["Tea", "Cake"]}
            make_field(of, kind, f"My {kind}", is_required=True, **helped)
    visit(page, address)

    expect(page.get_by_role("heading", name="More")).to_be_visible()
    assert accessibility_faults(page) == []
    save(page.get_by_role("main"))
    expect(page.get_by_role("heading", name="Nothing is saved yet.")).to_be_visible()
    assert accessibility_faults(page) == []


def test_the_open_choice_of_columns_has_no_faults(page, accessibility_faults, until):
    make_company("Moonbeam")
    visit(page, "/companies/")
    page.get_by_text("Columns", exact=True).click()

    assert accessibility_faults(page) == []
