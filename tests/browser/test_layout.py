"""Pages fit narrow screens, hold still while they load, and can be printed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import TODAY, WEEK, all_here, box, peek_at, visit
from tests.browser.world import PAGES, make_world

NARROW = {"width": 320, "height": 640}

WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    shifts.push(`${value}: ${sources.map(({ node }) => node?.className || node?.nodeName)}`);
  }
}).observe({ type: "layout-shift", buffered: true });
"""

# What sticks out to the right of a page that scrolls sideways.
STICKS_OUT = """() => {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  const right = (el) => el.getBoundingClientRect().right;
  const wide = [...document.body.querySelectorAll("*")].filter((el) => right(el) > innerWidth + 1);
  return ["page", ...wide.slice(0, 5).map((el) => `${el.tagName}.${el.className} ${right(el)}`)];
}"""

# Whatever can be pressed and is smaller than 24 by 24 px, without links in running text.
SMALL = """() => {
  const tooSmall = ({ width, height }) => width && height && (width < 23.5 || height < 23.5);
  const rect = (el) => (el.labels?.[0] ?? el).getBoundingClientRect();
  return [...document.querySelectorAll("a, button, input, select, summary, [tabindex='0']")]
    .filter((el) => el.checkVisibility({ visibilityProperty: true }))
    .filter((el) => !el.closest(".vh, .skip, [role=separator]"))
    .filter((el) => getComputedStyle(el).display !== "inline")
    .filter((el) => tooSmall(el.getBoundingClientRect()) && tooSmall(rect(el)))
    .map((el) => `${el.outerHTML.slice(0, 90)} ${rect(el).width} x ${rect(el).height}`);
}"""


@pytest.fixture
def world(ingrid, lars):
    return make_world(ingrid, lars)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_no_page_scrolls_sideways_at_320_pixels(open_as, ingrid, world, script):
    page = open_as(ingrid, viewport=NARROW, java_script_enabled=script)
    found = {}

    for name in PAGES:
        page.goto(world.addresses[name])
        if script:
            all_here(page)
        found[name] = page.evaluate(STICKS_OUT)

    assert [f"{name}: {wide}" for name, wide in found.items() if wide] == []


def test_cards_and_dialogs_fit_320_pixels_too(open_as, ingrid, world):
    page = open_as(ingrid, viewport=NARROW)
    visit(page, f"/diary/day/{TODAY}/")
    found = []

    for panel in ("new-menu", "me", "keys", "go"):
        page.locator(f"#{panel}").evaluate("el => el.showPopover()")
        box_of_panel = page.locator(f"#{panel}").bounding_box()
        found += [panel] * (
            box_of_panel["x"] < 0 or box_of_panel["x"] + box_of_panel["width"] > 320
        )
        found += page.evaluate(STICKS_OUT)
        page.keyboard.press("Escape")
    card = peek_at(page, box(page, "Demo: route planner"))
    expect(card).to_be_visible()
    found += page.evaluate(STICKS_OUT)
    card.get_by_role("link", name="Open").click()
    expect(page.locator("dialog[open]")).to_be_visible()
    found += page.evaluate(STICKS_OUT)

    assert found == []


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_moves_while_a_page_loads(open_as, ingrid, world, width):
    page = open_as(ingrid, viewport={"width": width, "height": 844})
    page.add_init_script(WATCH_SHIFTS)
    shifts = {}

    for name in ("week", "day", "month", "overview", "company", "new meeting"):
        page.goto(world.addresses[name], wait_until="networkidle")
        all_here(page)
        shifts[name] = page.evaluate("shifts")

    assert {name: found for name, found in shifts.items() if found} == {}


def test_remembered_heights_and_panels_do_not_jump(open_as, base_url, ingrid, world):
    page = open_as(ingrid)
    for name, value in (("cards", "20"), ("side-week", "off")):
        page.context.add_cookies([{"name": name, "value": value, "url": base_url}])
    page.add_init_script(WATCH_SHIFTS)

    page.goto(WEEK, wait_until="networkidle")
    all_here(page)

    assert page.evaluate("shifts") == []


@pytest.mark.parametrize("width", [1440, 390])
def test_targets_are_at_least_24_pixels(open_as, ingrid, world, width):
    page = open_as(ingrid, viewport={"width": width, "height": 844})
    small = set()

    for name in PAGES:
        visit(page, world.addresses[name])
        small.update(page.evaluate(SMALL))

    assert small == set()


def test_paper_says_whose_week_it_is_and_has_no_controls(sign_in, ingrid, world):
    page = sign_in(ingrid)
    page.goto(WEEK)
    page.emulate_media(media="print")

    expect(page.get_by_text("Ingrid Solberg, printed 10 June 2026 at 11:2")).to_be_visible()
    for gone in (".top", ".rail", ".side", ".bar .seg", "#toasts", ".split"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(box(page, "Demo: route planner")).to_be_visible()


@pytest.mark.parametrize("view", ["week", "day", "month", "overview"])
def test_the_calendar_is_one_sheet_and_the_list_another(sign_in, ingrid, world, view):
    page = sign_in(ingrid)
    page.goto(f"/diary/{view}/{TODAY}/")

    paper = page.pdf(prefer_css_page_size=True)

    sheets = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", paper)
    assert len(sheets) == 2
    assert all((float(width) > float(height)) == (view != "day") for width, height in sheets)


def test_on_paper_nothing_is_lost_below_what_takes_the_whole_day(sign_in, ingrid, world):
    page = sign_in(ingrid)
    page.goto(f"/diary/overview/{TODAY}/")
    page.emulate_media(media="print")

    below = page.locator(".track:has(.whole) .blk:not(.whole)")

    heights = below.evaluate_all("blocks => blocks.map((block) => block.offsetHeight)")
    assert heights
    assert min(heights) >= 14


def test_a_phone_shows_the_title_of_every_activity(open_as, ingrid, world):
    page = open_as(ingrid, viewport={"width": 390, "height": 844})
    visit(page, WEEK)

    title = page.locator("tr[data-row] .t").first
    title.scroll_into_view_if_needed()

    place = title.bounding_box()
    assert place["x"] > 0
    assert place["x"] + place["width"] <= 390
