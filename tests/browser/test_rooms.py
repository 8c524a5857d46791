"""A protected room is never booked twice; the refusal leads on."""

import pytest
from playwright.sync_api import expect

from followups.models import FollowUp
from tests.browser.steps import WEEK, box, dialog, field, new, save, visit
from tests.factories import at, make_appointment, make_resource


@pytest.fixture
def refused(sign_in, ingrid, lars):
    """Ingrid's form, refused because Lars has the room from 13 to 14."""
    room = make_resource("Galdhøpiggen")
    make_resource("Preikestolen")
    make_appointment(lars, title="Board", resources=[room])
    page = sign_in(ingrid)
    visit(page, WEEK)
    form = new(page, "Meeting")
    field(form, "Title").fill("Demo")
    field(form, "Start").fill("13:00")
    field(form, "Resource").press_sequentially("galdh")
    form.get_by_role("option", name="Galdhøpiggen").click()
    save(form)
    expect(form.get_by_role("region", name="Nothing is saved yet.")).to_be_focused()
    expect(form).to_contain_text("Galdhøpiggen")
    assert FollowUp.objects.get().title == "Board"
    return form


def test_another_room_is_offered_and_booked(refused):
    refused.get_by_role("button", name="Book Preikestolen").click()

    expect(box(refused.page, "Demo")).to_be_visible()
    made = FollowUp.objects.get(title="Demo")
    assert made.starts_at == at("2026-06-10 13:00")
    assert [str(seat) for seat in made.participants.filter(role="resource")] == ["Preikestolen"]


def test_another_time_is_offered_and_booked(refused):
    refused.get_by_role("button", name="14:00–15:00").click()

    expect(box(refused.page, "Demo")).to_contain_text("14:00")
    made = FollowUp.objects.get(title="Demo")
    assert (made.starts_at, made.ends_at) == (at("2026-06-10 14:00"), at("2026-06-10 15:00"))
    assert [str(seat) for seat in made.participants.filter(role="resource")] == ["Galdhøpiggen"]


def test_it_is_saved_without_the_room(refused):
    refused.get_by_role("button", name="Save without the room").click()

    expect(box(refused.page, "Demo")).to_contain_text("13:00")
    expect(dialog(refused.page)).to_have_count(0)
    assert not FollowUp.objects.get(title="Demo").participants.filter(role="resource").exists()
