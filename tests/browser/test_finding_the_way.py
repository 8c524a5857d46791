"""From day to day and view to view; the address holds all, so Back gives the same picture."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import (
    TODAY,
    WEEK,
    box,
    dialog,
    due,
    field,
    free_time,
    save,
    toast,
    typed_date,
    visit,
)
from tests.factories import at, make_appointment, make_group, make_resource, make_task


def heading(page):
    return page.get_by_role("heading", level=1)


def go_to(page, text):
    page.get_by_role("button", name="Go to a date, choose what is shown").click()
    typed_date(page).fill(text)
    page.keyboard.press("Enter")


def test_the_date_picker_takes_what_people_type(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)

    for typed, period in (
        ("3.11", "2–8 November 2026"),
        ("fri", "8–14 June 2026"),
        ("w28", "6–12 July 2026"),
        ("tomorrow", "8–14 June 2026"),
        ("29 feb 2028", "28 February – 5 March 2028"),
    ):
        go_to(page, typed)
        expect(heading(page)).to_contain_text(period)
        expect(typed_date(page)).to_be_hidden()


def test_a_date_that_cannot_be_read_comes_back_with_what_to_do(sign_in, ingrid, lars):
    page = sign_in(ingrid)
    visit(page, f"/diary/month/2026-07-01/?diary={lars.public_id}")

    go_to(page, "31.2")

    expect(page.get_by_role("textbox", name="Go to")).to_have_value("31.2")
    expect(page.get_by_text("There is no such date")).to_be_visible()
    page.get_by_role("textbox", name="Go to").fill("28.2")
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page).to_have_url(re.compile(rf"/diary/month/2027-02-28/\?diary={lars.public_id}"))


@pytest.mark.parametrize(
    ("view", "before", "now", "after"),
    [
        ("day", "Tuesday 9 June", "Wednesday 10 June", "Thursday 11 June"),
        ("week", "1–7 June", "8–14 June", "15–21 June"),
        ("month", "May 2026", "June 2026", "July 2026"),
        ("overview", "Tuesday 9 June", "Wednesday 10 June", "Thursday 11 June"),
    ],
)
def test_previous_today_and_next(sign_in, ingrid, view, before, now, after):
    page = sign_in(ingrid)
    page.goto(f"/diary/{view}/{TODAY}/")
    step = page.locator(".bar .step")

    step.get_by_role("link", name=re.compile("^Previous")).click()
    expect(heading(page)).to_contain_text(before)
    step.get_by_role("link", name="Today").click()
    expect(heading(page)).to_contain_text(now)
    step.get_by_role("link", name=re.compile("^Next")).click()
    expect(heading(page)).to_contain_text(after)


def test_this_week_is_one_press_away_from_anywhere(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, "/diary/month/2031-01-01/")

    page.get_by_role("link", name="This week").first.click()

    expect(heading(page)).to_contain_text("8–14 June 2026")


def test_the_mini_month_leads_to_days_weeks_and_months(sign_in, ingrid):
    make_appointment(ingrid, start="2026-06-17 10:00", end="2026-06-17 11:00")
    page = sign_in(ingrid)
    visit(page, WEEK)
    mini = page.get_by_role("region", name="June 2026")

    mini.get_by_role("link", name="Wednesday 17 June, 1 h booked").click()
    expect(page).to_have_url(re.compile("/diary/day/2026-06-17/"))
    mini.get_by_role("link", name="Week 26", exact=True).click()
    expect(heading(page)).to_contain_text("22–28 June 2026")
    mini.get_by_role("link", name=re.compile("^(Next month|July)")).click()
    expect(page.get_by_role("region", name="July 2026", exact=True)).to_be_visible()
    page.get_by_role("link", name="July 2026").click()
    expect(page).to_have_url(re.compile("/diary/month/2026-07"))


def test_the_heading_of_a_day_and_a_date_of_the_month_open_the_day(sign_in, ingrid):
    page = sign_in(ingrid)
    visit(page, WEEK)

    page.get_by_role("heading", name="Friday 12 June").get_by_role("link").first.click()
    expect(heading(page)).to_contain_text("Friday 12 June")
    page.get_by_role("navigation", name="Diary views").get_by_role("link", name="Month").click()
    page.locator(".month").get_by_role("link", name=re.compile("18 June")).first.click()

    expect(heading(page)).to_contain_text("Thursday 18 June")


def test_what_has_no_room_is_a_number_that_opens_the_day(sign_in, ingrid):
    for number in range(6):
        make_appointment(ingrid, title=f"Parallel {number}")
    page = sign_in(ingrid)
    visit(page, WEEK)

    free_time(page, TODAY).get_by_role("link", name=re.compile("3 more")).click()
    expect(heading(page)).to_contain_text("Wednesday 10 June")
    expect(page.locator(".slots .ev")).to_have_count(6)
    visit(page, f"/diary/month/{TODAY}/")
    page.get_by_role("link", name=re.compile("3 more on Wednesday 10 June")).click()

    expect(heading(page)).to_contain_text("Wednesday 10 June")


def test_what_lies_outside_the_shown_hours_is_a_chip_at_the_edge(sign_in, ingrid):
    make_appointment(ingrid, title="Flight", start="2026-06-10 20:30", end="2026-06-10 22:00")
    page = sign_in(ingrid)
    visit(page, WEEK)

    page.get_by_role("link", name="20:30 Flight").click()

    expect(box(page, "Flight")).to_be_visible()


def test_views_keep_the_day_and_back_gives_the_same_picture(sign_in, ingrid):
    make_appointment(ingrid, title="Expo", start="2026-09-02 10:00", end="2026-09-02 11:00")
    page = sign_in(ingrid)
    visit(page, "/diary/week/2026-09-02/?card=all&days=working")
    ways = page.get_by_role("navigation", name="Diary views")

    ways.get_by_role("link", name="Month").click()
    expect(heading(page)).to_contain_text("September 2026")
    ways.get_by_role("link", name="Day").click()
    expect(heading(page)).to_contain_text("2 September")
    ways.get_by_role("link", name="Overview").click()
    expect(heading(page)).to_contain_text("2 September")
    for _step in range(3):
        page.go_back()

    expect(heading(page)).to_contain_text("31 August – 4 September 2026")
    expect(page.locator("section.day")).to_have_count(5)
    expect(box(page, "Expo")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile(r"^All( \d+)?$"))).to_have_attribute(
        "aria-current", "true"
    )


def test_back_after_a_change_shows_what_is_true_now(sign_in, ingrid):
    make_task(ingrid, title="Send the minutes")
    page = sign_in(ingrid)
    visit(page, WEEK)
    due(page, "Send the minutes").get_by_role("checkbox").click()
    expect(toast(page)).to_contain_text("Completed")

    page.get_by_role("link", name="Companies").first.click()
    expect(heading(page)).to_contain_text("Companies")
    page.go_back()

    expect(due(page, "Send the minutes").get_by_role("checkbox")).to_be_checked()


def test_the_working_week_leaves_the_weekend_out_and_all_hours_show_the_night(sign_in, ingrid):
    make_appointment(ingrid, title="Flight", start="2026-06-10 21:00", end="2026-06-10 22:00")
    page = sign_in(ingrid)
    visit(page, WEEK)

    page.get_by_role("button", name="Go to a date, choose what is shown").click()
    page.get_by_role("link", name="Working week").click()
    expect(page.locator("section.day")).to_have_count(5)
    expect(heading(page)).to_contain_text("8–12 June 2026")
    page.get_by_role("button", name="Go to a date, choose what is shown").click()
    page.get_by_role("link", name="All hours").click()

    expect(box(page, "Flight")).to_be_visible()
    page.get_by_role("button", name="Go to a date, choose what is shown").click()
    expect(page.get_by_role("link", name="Working week")).to_have_attribute("aria-current", "true")


def test_the_overview_books_the_common_free_time_of_people_and_rooms(sign_in, ingrid, lars):
    make_group("Sales", [ingrid, lars])
    room = make_resource("Galdhøpiggen")
    make_appointment(lars, title="Board", start="2026-06-11 08:00", end="2026-06-11 10:00")
    make_appointment(ingrid, title="Demo", start="2026-06-11 10:30", end="2026-06-11 12:00")
    query = "&".join(f"diary={key.public_id}" for key in (ingrid, lars, room))
    page = sign_in(ingrid)
    visit(page, f"/diary/overview/2026-06-11/?{query}")
    expect(page.locator(".rowh b")).to_have_text(
        ["Book for everyone", "Ingrid Solberg", "Lars Brekke", "Galdhøpiggen"]
    )

    page.get_by_role("link", name="12:00 to 13:00, book for all").click()
    form = dialog(page)
    expect(field(form, "Start")).to_have_value("12:00")
    expect(form.get_by_role("checkbox", name="Lars Brekke")).to_be_checked()
    expect(form.get_by_role("checkbox", name="Galdhøpiggen")).to_be_checked()
    field(form, "Title").fill("Kick-off")
    save(form)

    expect(page.locator(".track li", has_text="Kick-off")).to_have_count(3)
    made = ingrid.followups.get(title="Kick-off")
    assert made.starts_at == at("2026-06-11 12:00")
    assert made.participants.count() == 3


def test_an_unknown_diary_or_date_is_not_found(sign_in, ingrid):
    page = sign_in(ingrid)

    for address in ("/diary/week/2026-02-30/", "/diary/day/0000-01-01/", "/diary/week/?diary=x"):
        response = page.goto(address)
        assert response.status == 404
        page.get_by_role("link", name="To the diary").click()
        expect(heading(page)).to_contain_text("8–14 June 2026")
