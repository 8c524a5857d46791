"""What was done is told where it covers nothing, long enough, with an Undo for the keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import TODAY, all_here, tick, toast, visit
from tests.factories import make_appointment, make_company, make_task

SIZES = {1440: 900, 390: 844}
# The last thing to press in the list or page, scrolled to: is a toast or the tab bar over it?
COVERED = """() => {
  const rect = (el) => el.getBoundingClientRect();
  const all = [...(document.querySelector("#cards") ?? document.querySelector("#page"))
    .querySelectorAll("a[href], button, input, select, textarea")];
  const last = all.filter((el) => el.checkVisibility() && rect(el).height > 1).at(-1);
  for (const el of document.querySelectorAll("*")) el.scrollTop = el.scrollHeight;
  const { top, bottom, left, right } = rect(last);
  const covers = (el) => {
    const over = rect(el);
    const beside = left >= over.right || right <= over.left;
    return over.height && !beside && top < over.bottom && bottom > over.top;
  };
  const toasts = [...document.querySelectorAll(".toast:not([hidden])")];
  const bar = document.querySelector(".tabbar");
  if (!toasts.length) return ["nothing is told"];
  const found = [...toasts, bar].filter(covers).map((el) => `${el.className}: ${last.outerHTML}`);
  const low = toasts.filter((el) => rect(bar).height && rect(el).bottom > rect(bar).top);
  return [...found, ...low.map(() => "over the tab bar")];
}"""


@pytest.fixture(params=SIZES, ids=str)
def page(request, open_as, ingrid):
    return open_as(ingrid, viewport={"width": request.param, "height": SIZES[request.param]})


@pytest.mark.parametrize("view", ["day", "week", "month", "overview"])
def test_below_a_calendar_it_leaves_the_last_line_free(page, ingrid, view):
    for number in range(30):
        make_task(ingrid, title=f"Task {number}", due_on="2026-06-09")
    visit(page, f"/diary/{view}/{TODAY}/")

    tick(page.get_by_role("row", name="Task 5 "))
    expect(toast(page)).to_contain_text("Completed")

    assert page.evaluate(COVERED) == []


def test_it_leaves_the_last_button_of_pages_and_forms_free(page, ingrid):
    company = make_company()
    meeting = make_appointment(ingrid, company=company)
    found = []
    for address in (f"/companies/{company.public_id}/", f"/followups/{meeting.public_id}/"):
        make_task(ingrid, title="Send it", due_on="2026-06-09", company=company)
        visit(page, f"/companies/{company.public_id}/")
        tick(page.get_by_role("row", name="Send it").first)
        expect(toast(page)).to_contain_text("Completed")
        if address != page.url:
            told = page.locator("#toasts").inner_html()
            visit(page, address)
            page.locator("#toasts").evaluate("(el, html) => { el.innerHTML = html; }", told)
            expect(page.locator(".toast")).to_be_visible()
        found += page.evaluate(COVERED)

    assert found == []


def test_saved_preferences_leave_their_last_button_free(page):
    visit(page, "/preferences/")

    page.get_by_role("main").get_by_role("button", name="Save").last.click()
    all_here(page)
    expect(toast(page)).to_contain_text("aved")

    assert page.evaluate(COVERED) == []


def test_it_stays_while_nobody_can_see_it_and_ten_seconds_more(page, ingrid):
    make_task(ingrid, title="Send it", due_on="2026-06-09")
    page.clock.install()
    visit(page, f"/diary/day/{TODAY}/")
    tick(page.get_by_role("row", name="Send it"))
    expect(toast(page)).to_contain_text("Completed")

    page.clock.run_for(9_000)
    expect(page.locator(".toast")).to_be_visible()
    page.locator(".toast").get_by_role("button", name="Undo").focus()
    page.clock.run_for(30_000)
    expect(page.locator(".toast")).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(5, 5)
    page.clock.run_for(11_000)

    expect(page.locator(".toast")).to_be_hidden()


def test_shift_and_tab_reach_its_undo_from_the_content(page, ingrid):
    make_task(ingrid, title="Send it", due_on="2026-06-09")
    visit(page, f"/diary/day/{TODAY}/")
    tick(page.get_by_role("row", name="Send it"))
    expect(toast(page)).to_contain_text("Completed")

    page.locator("#page").focus()
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.textContent").startswith("Undo"):
            break
    page.keyboard.press("Enter")

    expect(toast(page)).to_contain_text("Undone.")
