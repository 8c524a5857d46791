"""The pictures of the user guide, from the demo data: `./run pictures` puts them into docs/."""

import datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import expect

from crm.models import User
from followups.demo.bokmal import said
from followups.models import FollowUp
from jobs.pictures import TAKEN
from tests.browser.steps import TODAY, WEEK, box, dialog, free_time, point_at, visit

pytestmark = pytest.mark.pictures

LOCALES = {"en": "en-GB", "nb": "nb-NO"}
SIZE = {"width": 1280, "height": 800}


def test_the_guide_is_illustrated(live_server, open_as):
    call_command("demo", day=datetime.date.fromisoformat(TODAY), verbosity=0)
    ingrid = User.objects.get(username="ingrid")
    demo = FollowUp.objects.get(title=said("Demo: route planner"), starts_at__date=TODAY)
    form = f"/followups/{demo.public_id}/"
    locale = LOCALES[settings.LANGUAGE_CODE]
    page, other = (open_as(ingrid, locale=locale, viewport=SIZE) for _ in range(2))

    show_the_week(page)
    show_the_form(page, demo)
    show(page, "/diary/overview/2026-06-12/", "overview", height=600)
    show(page, f"/companies/{demo.company.public_id}/", "company", height=720)
    show(page, f"{form}brief/", "brief", height=760)
    leave(page, live_server.url, "side-week", "off")
    show_planning(page)
    leave(page, live_server.url, "cards", "12")
    show(page, f"{WEEK}?card=sales&show=open", "sales", of=".cards")
    show_two_versions(page, other, form)


def in_words(english, bokmal):
    return bokmal if settings.LANGUAGE_CODE == "nb" else english


def show_the_week(page):
    page.set_viewport_size({"width": 1440, "height": 900})
    show(page, WEEK, "screenshot")
    page.set_viewport_size(SIZE)
    show(page, WEEK, "week")


def leave(page, site, name, value):
    """As if the diary had been left so, by its cookie."""
    page.context.add_cookies([{"name": name, "value": value, "url": site}])


def show_planning(page):
    """The small card in free time."""
    visit(page, WEEK)
    free_time(page, "2026-06-12").click(**point_at(page, "2026-06-12", "12:00"))
    card = page.locator("quick-add")
    card.locator("[name=title]").fill(in_words("Lunch with Penny", "Lunsj med Penny"))
    area = around(card, 60)
    keep(page, "quick-add", {**area, "x": area["x"] - 60, "width": area["width"] + 180})
    page.keyboard.press("Escape")


def show_the_form(page, meeting):
    box(page, meeting.title).get_by_role("link").first.dblclick()
    expect(dialog(page).locator("[name=title]")).to_be_focused()
    keep(page, "form", around(dialog(page), 12))
    page.keyboard.press("Escape")


def show_two_versions(page, other, form):
    for each in (page, other):
        visit(each, form)
    save(other, title=in_words("Demo: planner and map", "Demo: ruter og kart"), location="Bergen")
    save(page, title=in_words("Demo: route planner 2", "Demo: ruteplanlegger 2"), start="15:00")
    expect(page.locator(".choices").first).to_be_visible()
    keep(page, "versions", around(page.locator(".fu"), 12))


def save(page, **fields):
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=title]").press("Control+Enter")
    page.wait_for_load_state("networkidle")


def show(page, address, name, *, of=None, height=None):
    visit(page, address)
    page.wait_for_load_state("networkidle")
    clip = around(page.locator(of), 8) if of else {"x": 0, "y": 0, **page.viewport_size}
    keep(page, name, {**clip, "height": height or clip["height"]})


def around(part, margin):
    """The part of a page with so many pixels on each side."""
    area = part.bounding_box()
    width, height = (area[side] + 2 * margin for side in ("width", "height"))
    return {"x": area["x"] - margin, "y": area["y"] - margin, "width": width, "height": height}


def keep(page, name, clip):
    ending = "" if settings.LANGUAGE_CODE == "en" else f".{settings.LANGUAGE_CODE}"
    TAKEN.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=TAKEN / f"{name}{ending}.png", clip=clip)
