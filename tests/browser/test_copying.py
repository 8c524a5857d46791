"""Copy in the form: what was typed and not saved comes along."""

from playwright.sync_api import expect

from followups.models import FollowUp
from tests.browser.steps import WEEK, dialog, field, open_form, toast, visit
from tests.factories import make_appointment


def test_a_copy_has_what_was_typed_and_not_saved(sign_in, ingrid):
    make_appointment(ingrid, title="Demo", start="2026-06-10 13:00", end="2026-06-10 14:00")
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = open_form(page, "Demo")

    field(form, "Title").fill("Demo again")
    field(form, "Date").fill("12.6")
    form.get_by_role("button", name="Copy").click()

    expect(toast(page)).to_contain_text("Copied: Demo again")
    expect(field(dialog(page), "Title")).to_have_value("Demo again")
    expect(field(dialog(page), "Date")).to_have_value("Fri 12 Jun 2026")
    assert sorted(FollowUp.objects.values_list("title", flat=True)) == ["Demo", "Demo again"]
