"""The Sales card: what to do next about each sale, done where it stands."""

import datetime
import re

from playwright.sync_api import expect

from tests.browser.steps import WEEK, all_here, dialog, field, row, save, tick, toast, undo, visit
from tests.factories import make_group, make_sale, make_task

FAR = datetime.date(2027, 3, 1)
SALES = f"{WEEK}?card=sales&show=open"


def test_a_step_is_ticked_postponed_and_brought_back_in_the_list(sign_in, ingrid):
    sale = make_sale("Loft ladders", owner=ingrid, sale_on=FAR)
    make_task(ingrid, title="Send the quote", sale=sale, due_on="2026-06-09")
    make_task(ingrid, title="Ring about it", sale=sale, due_on="2026-06-15")
    page = sign_in(ingrid)
    visit(page, SALES)
    line = row(page, "Loft ladders")

    line.get_by_role("button", name="Postpone to tomorrow").click()
    expect(line).to_contain_text("Thu 11 Jun Send the quote")
    tick(line)
    expect(line).to_contain_text("Mon 15 Jun Ring about it")
    undo(page)

    expect(line).to_contain_text("Thu 11 Jun Send the quote")


def test_a_sale_without_a_step_gets_one(sign_in, ingrid):
    make_sale("Loft ladders", owner=ingrid, sale_on=FAR)
    page = sign_in(ingrid)
    visit(page, WEEK)
    page.get_by_role("link", name="Sales", exact=True).last.click()
    page.get_by_role("link", name="1 without next step").click()
    expect(page).to_have_url(re.compile("show=stepless"))
    all_here(page)

    page.get_by_role("link", name="Plan the next step: Loft ladders").click()
    chosen = dialog(page).get_by_role("combobox", name="Sale")
    expect(chosen).to_have_value("Loft ladders")
    field(dialog(page), "Title").fill("Send the quote")
    save(dialog(page))

    expect(toast(page)).to_contain_text("Saved: Send the quote")
    expect(page.get_by_text("Every open sale has a next step.")).to_be_visible()


def test_a_manager_looks_at_the_sales_of_a_group(sign_in, ingrid, lars, accessibility_faults):
    make_sale("Loft ladders", owner=lars, sale_on=FAR)
    make_sale("Mine", owner=ingrid, sale_on=FAR)
    make_group("Øst", [lars])
    page = sign_in(ingrid)
    visit(page, SALES)

    page.locator("#cards").get_by_role("button", name="Filter").click()
    page.locator("#narrowing").get_by_label("Whose").select_option("Øst")
    faults = accessibility_faults(page, within="#narrowing")
    page.locator("#narrowing").get_by_role("button", name="Show").click()

    expect(row(page, "Loft ladders")).to_be_visible()
    expect(row(page, "Mine")).to_have_count(0)
    assert faults == []
