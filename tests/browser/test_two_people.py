"""Two browsers, one follow-up: nobody's words are lost."""

import pytest
from playwright.sync_api import expect

from followups.models import FollowUp
from tests.browser.steps import WEEK, box, dialog, field, open_form, save, toast, undo, visit
from tests.factories import make_appointment


@pytest.fixture
def meeting(ingrid):
    return make_appointment(ingrid, title="Demo", location="Oslo")


@pytest.fixture
def at_home_and_at_work(sign_in, open_as, ingrid, meeting):
    """Two browsers of the owner with the same form open."""
    pages = sign_in(ingrid), open_as(ingrid)
    for page in pages:
        visit(page, WEEK)
    return [open_form(page, "Demo") for page in pages]


def test_the_second_sees_both_versions_and_chooses_for_each_part(at_home_and_at_work, meeting):
    first, second = at_home_and_at_work
    field(first, "Title").fill("Demo of ladders")
    field(first, "Place").fill("Bergen")
    save(first)
    expect(box(first.page, "Demo of ladders")).to_be_visible()

    field(second, "Title").fill("Demo of steps")
    field(second, "Start").fill("15:00")
    save(second)

    expect(second.get_by_role("heading", name="Somebody else changed it")).to_be_visible()
    title = second.get_by_role("group", name="Title")
    place = second.get_by_role("group", name="Place")
    expect(title.get_by_role("radio", name="Yours Demo of steps")).to_be_checked()
    expect(title.get_by_role("radio", name="Theirs Demo of ladders")).not_to_be_checked()
    expect(place.get_by_role("radio", name="Theirs Bergen")).to_be_checked()
    meeting.refresh_from_db()
    assert meeting.title == "Demo of ladders"
    title.get_by_role("radio", name="Theirs").check()
    second.get_by_role("button", name="Save what I chose").click()
    expect(box(second.page, "Demo of ladders")).to_contain_text("15:00")
    meeting.refresh_from_db()
    assert (meeting.title, meeting.location) == ("Demo of ladders", "Bergen")


def test_the_second_can_keep_what_the_first_wrote(at_home_and_at_work, meeting):
    first, second = at_home_and_at_work
    field(first, "Title").fill("Demo of ladders")
    save(first)
    expect(box(first.page, "Demo of ladders")).to_be_visible()
    field(second, "Title").fill("Demo of steps")
    save(second)

    second.page.once("dialog", lambda question: question.accept())
    second.get_by_role("link", name="Keep theirs").click()

    expect(dialog(second.page)).to_have_count(0)
    meeting.refresh_from_db()
    assert meeting.title == "Demo of ladders"


def test_undo_is_refused_in_words_when_somebody_changed_it_since(sign_in, open_as, ingrid, meeting):
    page, other = sign_in(ingrid), open_as(ingrid)
    for each in (page, other):
        visit(each, WEEK)
    form = open_form(page, "Demo")
    field(form, "Title").fill("Demo of ladders")
    save(form)
    expect(toast(page)).to_contain_text("Saved")
    visit(other, WEEK)
    form = open_form(other, "Demo of ladders")
    field(form, "Title").fill("Demo of steps")
    save(form)
    expect(toast(other)).to_contain_text("Saved")

    undo(page)

    expect(toast(page)).to_contain_text("Not undone: Ingrid Solberg changed this since")
    meeting.refresh_from_db()
    assert meeting.title == "Demo of steps"


def test_a_form_that_was_changed_is_not_closed_without_a_question(sign_in, ingrid, meeting):
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = open_form(page, "Demo")
    field(form, "Title").fill("Something else")

    page.once("dialog", lambda question: question.dismiss())
    page.keyboard.press("Escape")
    expect(field(form, "Title")).to_have_value("Something else")
    page.once("dialog", lambda question: question.accept())
    page.keyboard.press("Escape")

    expect(dialog(page)).to_have_count(0)
    assert FollowUp.objects.get().title == "Demo"
