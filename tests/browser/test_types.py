"""The type is found by typing some of its letters."""

from playwright.sync_api import expect

from followups.models import FollowUp
from tests.browser.steps import WEEK, field, new, save, toast, visit


def offered(form):
    return form.locator("type-choice [role=option]")


def test_some_letters_and_enter_choose_the_type_and_its_kind(sign_in, ingrid, accessibility_faults):
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = new(page, "Meeting")

    field(form, "Type").click()
    page.keyboard.type("quo")
    expect(offered(form)).to_have_count(1)
    expect(offered(form)).to_contain_text("Quote follow-up")
    expect(offered(form)).to_contain_text("Task")
    assert accessibility_faults(page, widths=(1440, 390), within="dialog") == []
    field(form, "Type").press("Enter")

    expect(field(form, "Type")).to_have_value("Quote follow-up")
    expect(form.get_by_role("radio", name="Task")).to_be_checked()
    field(form, "Title").fill("Send the quote")
    save(form)
    expect(toast(page)).to_contain_text("Saved: Send the quote")
    assert FollowUp.objects.get().type.name == "Quote follow-up"


def test_the_list_opens_by_mouse_and_arrows_and_escape_leaves_all_as_it_was(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = new(page, "Meeting")
    before = field(form, "Type").input_value()

    field(form, "Type").click()
    expect(offered(form)).to_have_count(11)
    field(form, "Type").press("ArrowDown")
    field(form, "Type").press("Escape")
    page.keyboard.type("zzz")
    expect(offered(form).and_(page.locator(":visible"))).to_have_count(0)
    field(form, "Title").focus()

    expect(field(form, "Type")).to_have_value(before)
    field(form, "Type").click()
    offered(form).filter(has_text="Demo").click()
    expect(field(form, "Type")).to_have_value("Demo")
