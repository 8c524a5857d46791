"""A meeting becomes a task and a meeting again, and nothing is lost on the way."""

import datetime

import pytest
from playwright.sync_api import expect

from followups.models import FollowUp, FollowUpType
from tests.browser.steps import (
    WEEK,
    box,
    choose,
    choose_type,
    dialog,
    due,
    field,
    new,
    open_form,
    save,
    visit,
)
from tests.factories import at, make_appointment, make_company, make_person, make_resource

TIMED = ["Date", "Start", "End", "Place", "Company", "Contact"]


@pytest.fixture
def meeting(ingrid, lars):
    company = make_company()
    return make_appointment(
        ingrid,
        type=FollowUpType.objects.get(name="Demo"),
        start="2026-06-11 13:00",
        end="2026-06-11 14:30",
        location="Dock 7",
        agenda="<p>Rungs and <b>steps</b></p>",
        company=company,
        person=make_person(company=company),
        users=[lars],
        resources=[make_resource("Galdhøpiggen")],
    )


def values(form):
    return {name: field(form, name).input_value() for name in TIMED}


def test_choosing_another_kind_and_back_leaves_every_field_as_it_was(sign_in, ingrid, meeting):
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = open_form(page, meeting.title)
    before = values(form)

    choose(form, "Task")
    expect(field(form, "Deadline")).to_be_visible()
    choose(form, "Call")
    expect(field(form, "Type")).to_have_value("Outgoing call")
    choose(form, "Meeting")

    expect(field(form, "Deadline")).to_be_hidden()
    expect(field(form, "Type")).to_have_value("Demo")
    assert values(form) == before
    save(form)
    expect(dialog(page)).to_have_count(0)
    meeting.refresh_from_db()
    assert (meeting.kind, meeting.type.name) == ("appointment", "Demo")
    assert meeting.due_on is None


def test_a_meeting_saved_as_a_task_and_back_keeps_people_room_times_and_text(
    sign_in, ingrid, meeting
):
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = open_form(page, meeting.title)
    before = values(form)

    choose(form, "Task")
    field(form, "Deadline").fill("12.6")
    save(form)
    expect(due(page, meeting.title)).to_be_visible()
    task = FollowUp.objects.get()
    assert (task.kind, task.due_on) == ("task", datetime.date(2026, 6, 12))
    form = open_form(page, meeting.title)
    choose(form, "Meeting")
    save(form)

    expect(due(page, meeting.title)).to_have_count(0)
    assert values(open_form(page, meeting.title)) == before
    back = FollowUp.objects.get()
    assert (back.kind, back.due_on) == ("appointment", None)
    assert (back.starts_at, back.ends_at) == (at("2026-06-11 13:00"), at("2026-06-11 14:30"))
    assert back.agenda == "<p>Rungs and <b>steps</b></p>"
    seats = sorted(str(seat) for seat in back.participants.all())
    assert seats == ["Galdhøpiggen", "Ingrid Solberg", "Lars Brekke"]


def test_a_type_of_another_kind_brings_its_kind(sign_in, ingrid, meeting):
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = open_form(page, meeting.title)

    choose_type(form, "Quote follow-up")

    expect(form.get_by_role("radio", name="Task")).to_be_checked()
    expect(field(form, "Deadline")).to_be_visible()
    expect(box(page, meeting.title)).to_be_visible()


def test_another_type_brings_its_agenda_and_leaves_what_was_written(sign_in, ingrid):
    given = {"agenda": "<p>Who comes?</p>", "is_all_day": True, "availability": "free"}
    FollowUpType.objects.filter(name="Demo").update(**given)
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = new(page, "Meeting")
    usual = field(form, "Type").input_value()
    agenda = form.get_by_role("textbox", name="Agenda")

    choose_type(form, "Demo")
    expect(agenda).to_have_text("Who comes?")
    expect(field(form, "All day")).to_be_checked()
    expect(field(form, "Show as")).to_have_value("free")
    choose_type(form, usual)
    expect(agenda).to_have_text("")
    expect(field(form, "All day")).not_to_be_checked()
    agenda.fill("Mine")
    choose_type(form, "Demo")

    expect(agenda).to_have_text("Mine")
    field(form, "Title").fill("Visit")
    save(form)
    expect(dialog(page)).to_have_count(0)
    made = FollowUp.objects.get()
    assert (made.is_all_day, made.availability) == (True, "free")
    assert "Mine" in made.agenda
