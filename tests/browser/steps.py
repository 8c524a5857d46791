"""What people do on the pages, by the words that they see there."""

import re

from playwright.sync_api import expect

TODAY = "2026-06-10"
WEEK = "/diary/week/2026-06-10/"


def sign_in_by_form(page, username, password="dagbok"):
    page.get_by_label("Login").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def visit(page, address):
    """Go there, and wait until every behaviour of the page has arrived."""
    page.goto(address)
    all_here(page)


def all_here(page):
    """Also after a link or a form that led to a page of its own: keys pressed earlier are lost."""
    page.wait_for_load_state()
    expect(page.locator(":not(:defined)")).to_have_count(0)


def whose_diary(page):
    return page.get_by_role("link", name="choose another diary")


def typed_date(page):
    return page.get_by_role("textbox", name="Go to a date")


# -- the grid


def free_time(page, day):
    return page.locator(f'.day[data-date="{day}"] .slots')


def point_at(page, day, clock):
    """Where a time of day stands in the column of a day, as options of a click."""
    grid = page.locator("calendar-grid")
    first, last = (int(grid.get_attribute(name)) for name in ("data-from", "data-to"))
    hours, minutes = map(int, clock.split(":"))
    height = free_time(page, day).evaluate("el => el.offsetHeight")
    share = (hours * 12 + minutes / 5 - first) / (last - first)
    return {"position": {"x": 30, "y": share * height + 3}}


def click_free_time(page, day, clock):
    free_time(page, day).click(**point_at(page, day, clock))
    expect(quick_add(page)).to_be_visible()
    return quick_add(page)


def quick_add(page):
    return page.get_by_role("dialog", name=re.compile("^New"))


def box(page, title):
    """What stands at its time in the grid."""
    return page.locator(".slots .ev", has_text=title)


def due(page, title):
    """What is due, in the lane of its day."""
    return page.locator(".lane .due", has_text=title)


def peek_at(page, thing):
    thing.get_by_role("link").click()
    return peek_card(page)


def peek_card(page):
    return page.locator("peek-card")


# -- forms and lists


def dialog(page):
    return page.locator("dialog[open]")


def field(form, label):
    """What is filled in under a label."""
    fields = form.locator("input:not([type=hidden]), select, textarea, [contenteditable]")
    return form.get_by_label(re.compile(rf"^\s*{label}\s*\*?\s*$")).and_(fields)


def new(page, kind):
    """New › Meeting, Task or Call."""
    page.get_by_role("banner").get_by_role("button", name="New").click()
    page.get_by_role("navigation", name="New").get_by_role(
        "link", name=re.compile(f"^{kind}")
    ).click()
    expect(field(dialog(page), "Title")).to_be_focused()
    return dialog(page)


def save(form):
    form.get_by_role("button", name="Save", exact=True).click()


def row(page, title):
    """A line of Activities."""
    return page.get_by_role("row", name=title)


def tick(thing):
    thing.get_by_role("checkbox").click()


def toast(page):
    return page.locator("#toasts")


def undo(page):
    toast(page).get_by_role("button", name="Undo").last.click()


def open_form(page, title):
    """Double click what stands in the grid."""
    box(page, title).get_by_role("link").dblclick()
    expect(field(dialog(page), "Title")).to_be_focused()
    return dialog(page)


def choose(form, kind):
    form.get_by_role("radio", name=kind).check()


def choose_type(form, name):
    """Type some letters of the type, and Enter."""
    field(form, "Type").fill(name)
    field(form, "Type").press("Enter")
    expect(field(form, "Type")).to_have_value(name)
