"""Agenda and notes: a small editor, stored as clean HTML."""

import datetime

from playwright.sync_api import expect

from followups.models import FollowUp
from tests.browser.steps import WEEK, field, new, save, toast, visit


def start(page):
    visit(page, WEEK)
    form = new(page, "Meeting")
    field(form, "Title").fill("Demo")
    return form


def test_an_agenda_is_written_with_bold_words_and_lists(sign_in, ingrid):
    page = sign_in(ingrid)
    form = start(page)

    form.get_by_role("textbox", name="Agenda").click()
    page.keyboard.type("Prices, ")
    form.get_by_role("button", name="Bold").first.click()
    page.keyboard.type("then steps")
    save(form)

    expect(toast(page)).to_contain_text("Saved: Demo")
    assert FollowUp.objects.get().agenda == "Prices, <b>then steps</b>"


def test_a_button_writes_the_time_into_the_notes_alone(sign_in, ingrid):
    page = sign_in(ingrid)
    page.clock.set_fixed_time(datetime.datetime(2026, 6, 10, 9, 20, tzinfo=datetime.UTC))
    form = start(page)

    stamp = form.get_by_role("button", name="Date and time now")
    expect(stamp).to_have_count(1)
    stamp.click()
    page.keyboard.type("rang twice")
    save(form)

    expect(toast(page)).to_contain_text("Saved: Demo")
    followup = FollowUp.objects.get()
    assert (followup.agenda, followup.internal_notes) == (
        "",
        "<p>10 Jun 2026, 11:20: rang twice</p>",
    )


def test_what_is_pasted_comes_as_text(sign_in, ingrid):
    page = sign_in(ingrid)
    form = start(page)

    form.get_by_role("textbox", name="Agenda").click()
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/html", "<b onclick=x>Bold</b>");
            data.setData("text/plain", "Plain");
            const what = { clipboardData: data, cancelable: true, bubbles: true };
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", what));
        }"""
    )
    save(form)

    expect(toast(page)).to_contain_text("Saved: Demo")
    assert FollowUp.objects.get().agenda == "<p>Plain</p>"
