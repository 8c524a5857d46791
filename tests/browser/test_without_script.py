"""The same work in a browser that runs no scripts."""

import re

import pytest
from playwright.sync_api import expect

from followups.models import FollowUp
from tests.browser.steps import (
    TODAY,
    WEEK,
    box,
    choose,
    due,
    field,
    row,
    save,
    sign_in_by_form,
    tick,
    toast,
    typed_date,
    undo,
    whose_diary,
)
from tests.factories import at, make_appointment, make_company, make_resource, make_task


@pytest.fixture
def page(open_as, ingrid):
    return open_as(ingrid, java_script_enabled=False)


def main(page):
    return page.get_by_role("main")


def plan(page, kind):
    page.goto(WEEK)
    page.get_by_role("banner").get_by_role("button", name="New").click()
    menu = page.get_by_role("navigation", name="New")
    menu.get_by_role("link", name=re.compile(f"^{kind}")).click()
    return main(page)


def test_signing_in(open_as, ingrid):
    page = open_as(None, java_script_enabled=False)

    page.goto("/")
    sign_in_by_form(page, "ingrid")

    expect(page.get_by_role("heading", level=1)).to_contain_text("8–14 June 2026")


def test_a_meeting_is_planned_with_company_people_and_room(page, lars):
    make_company("Moonbeam Ladders Ltd")
    make_resource("Galdhøpiggen")

    form = plan(page, "Meeting")
    field(form, "Title").fill("Demo")
    field(form, "Company").fill("moonbeam")
    field(form, "Date").fill("fri")
    field(form, "Start").fill("930")
    field(form, "End").fill("10.45")
    field(form, "Add people").fill("Lars Brekke")
    field(form, "Resource").fill("galdhøpiggen")
    save(form)

    expect(box(page, "Demo")).to_contain_text("09:30")
    made = FollowUp.objects.get()
    assert (made.starts_at, made.ends_at) == (at("2026-06-12 09:30"), at("2026-06-12 10:45"))
    assert str(made.company) == "Moonbeam Ladders Ltd"
    assert made.participants.count() == 3


def test_a_task_and_a_call_are_planned(page):
    form = plan(page, "Task")
    field(form, "Title").fill("Send the minutes")
    field(form, "Deadline").fill("tomorrow")
    save(form)
    expect(due(page, "Send the minutes")).to_be_visible()
    form = plan(page, "Call")
    field(form, "Title").fill("Ring Penny")
    save(form)

    expect(due(page, "Ring Penny")).to_be_visible()
    assert set(FollowUp.objects.values_list("kind", flat=True)) == {"task", "call"}


def test_a_call_is_logged_and_another_started(page):
    company = make_company()

    page.goto(f"/companies/{company.public_id}/")
    page.get_by_role("link", name="Log a call").click()
    field(main(page), "Title").fill("They like steps")
    save(main(page))
    expect(row(page, "They like steps")).to_be_visible()
    page.get_by_role("button", name="Start call").click()

    expect(field(main(page), "Start")).to_have_value("11:20")
    assert FollowUp.objects.filter(starts_at=at("2026-06-10 11:20")).count() == 2


def test_a_follow_up_is_read_edited_and_made_a_task(page, ingrid):
    make_appointment(ingrid, title="Demo")
    page.goto(WEEK)

    box(page, "Demo").get_by_role("link").click()
    form = main(page)
    choose(form, "Task")
    field(form, "Title").fill("Prepare the demo")
    save(form)

    expect(page).to_have_url(re.compile(WEEK))
    expect(due(page, "Prepare the demo")).to_be_visible()
    made = FollowUp.objects.get()
    assert (made.kind, made.starts_at) == ("task", at("2026-06-10 13:00"))


def test_what_cannot_be_understood_is_told_and_everything_typed_is_kept(page):
    form = plan(page, "Meeting")
    field(form, "Title").fill("Demo")
    field(form, "Company").fill("Nobody knows them")
    field(form, "Date").fill("30.2")
    field(form, "Start").fill("25:00")
    save(form)

    expect(form.get_by_role("heading", name="Nothing is saved yet.")).to_be_visible()
    for label, typed in (("Title", "Demo"), ("Company", "Nobody knows them"), ("Date", "30.2")):
        expect(field(form, label)).to_have_value(typed)
    expect(field(form, "Start")).to_have_value("25:00")
    assert not FollowUp.objects.exists()


def test_an_end_before_the_start_can_be_the_next_day(page):
    form = plan(page, "Meeting")
    field(form, "Title").fill("Night train")
    field(form, "Start").fill("22:30")
    field(form, "End").fill("06:45")
    save(form)
    form.get_by_role("button", name="It ends the next day").click()

    expect(toast(page)).to_contain_text("Saved: Night train")
    assert FollowUp.objects.get().ends_at == at("2026-06-11 06:45")


def test_a_task_is_completed_and_re_opened_in_place(page, ingrid):
    task = make_task(ingrid, title="Send the minutes")
    page.goto(WEEK)

    tick(due(page, "Send the minutes"))
    expect(due(page, "Send the minutes").get_by_role("checkbox")).to_be_checked()
    expect(page).to_have_url(re.compile(WEEK))
    tick(row(page, "Send the minutes"))

    expect(row(page, "Send the minutes").get_by_role("checkbox")).not_to_be_checked()
    task.refresh_from_db()
    assert not task.is_completed


def test_a_meeting_is_deleted_and_brought_back(page, ingrid):
    make_appointment(ingrid, title="Demo")
    page.goto(WEEK)

    box(page, "Demo").get_by_role("link").click()
    page.get_by_role("button", name="Delete").click()
    expect(box(page, "Demo")).to_have_count(0)
    undo(page)

    expect(box(page, "Demo")).to_be_visible()


def test_a_room_that_is_taken_leads_on(page, ingrid, lars):
    room = make_resource("Galdhøpiggen")
    make_resource("Preikestolen")
    make_appointment(lars, resources=[room])
    form = plan(page, "Meeting")
    field(form, "Title").fill("Demo")
    field(form, "Start").fill("13")
    field(form, "End").fill("14")
    field(form, "Resource").fill("Galdhøpiggen")
    save(form)

    form.get_by_role("button", name="Book Preikestolen").click()

    expect(box(page, "Demo")).to_be_visible()


def test_two_edit_and_the_second_chooses(page, open_as, ingrid):
    make_appointment(ingrid, title="Demo")
    other = open_as(ingrid, java_script_enabled=False)
    for each in (page, other):
        each.goto(WEEK)
        box(each, "Demo").get_by_role("link").click()
    field(main(page), "Title").fill("Demo of ladders")
    save(main(page))
    field(main(other), "Title").fill("Demo of steps")
    save(main(other))

    other.get_by_role("radio", name="Yours Demo of steps").check()
    other.get_by_role("button", name="Save what I chose").click()

    expect(box(other, "Demo of steps")).to_be_visible()


def test_a_colleague_is_chosen_and_a_date_typed(page, lars):
    make_appointment(lars, title="Board", start="2026-11-03 10:00", end="2026-11-03 11:00")
    page.goto(WEEK)

    whose_diary(page).click()
    page.get_by_role("link", name="Lars Brekke").click()
    page.get_by_role("button", name="Go to a date, choose what is shown").click()
    typed_date(page).fill("3.11")
    page.get_by_role("button", name="Go", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("2–8 November 2026")
    expect(box(page, "Board")).to_be_visible()


def test_nothing_that_needs_a_script_is_on_show(page):
    for view in ("day", "week", "month", "overview"):
        page.goto(f"/diary/{view}/{TODAY}/")
        for control in page.locator(".needs-script").all():
            expect(control).to_be_hidden()
