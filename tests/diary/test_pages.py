import pytest

from tests.factories import make_appointment, make_user, working

WEEK = "/diary/week/"


def test_the_first_address_leads_to_ones_own_week(client, ingrid):
    client.force_login(ingrid)

    response = client.get("/")

    assert (response.status_code, response["Location"]) == (302, WEEK)


def test_a_stranger_is_sent_to_sign_in(client, db):
    assert client.get(WEEK)["Location"].startswith("/accounts/login/")


def test_the_heading_says_period_and_week(see):
    page = see(WEEK)

    assert "8–14 June 2026 <small>Week 24</small>" in page.html
    assert "<title>8–14 June 2026, Week 24 · " in page.html


@pytest.mark.parametrize(
    ("url", "heading", "week"),
    [
        ("/diary/week/2026-07-01/", "29 June – 5 July 2026", "Week 27"),
        ("/diary/week/2027-01-01/", "28 December 2026 – 3 January 2027", "Week 53"),
        ("/diary/week/2026-06-10/?days=working", "8–12 June 2026", "Week 24"),
        ("/diary/day/2027-01-01/", "Friday 1 January 2027", "Week 53"),
        ("/diary/month/2027-01-15/", "January 2027", "Weeks 53–4"),
        ("/diary/overview/2026-12-31/", "Thursday 31 December", "Week 53"),
    ],
)
def test_the_heading_is_right_where_months_and_years_meet(see, url, heading, week):
    page = see(url).context["page"]

    assert (page.heading, page.week) == (heading, week)


@pytest.mark.parametrize("view", ["day", "week", "month", "overview"])
def test_today_and_this_week_stand_in_the_bar_of_every_view(see, view):
    page = see(f"/diary/{view}/2031-01-01/?card=all")

    bar = next(each for each in page.with_class("step"))
    ways = {link.words: link["href"] for link in bar.links}
    assert ways["Today"] == f"/diary/{view}/?card=all"
    assert ways["This week"] == "/diary/week/?card=all"


def test_the_page_is_in_norwegian_for_who_prefers_it(see):
    page = see(WEEK, make_user(language="nb"))

    assert "8.–14. juni 2026" in page.html
    assert "Uke 24" in page.html
    assert "onsdag 10. juni" in page.html


@pytest.mark.parametrize(
    ("url", "before", "after"),
    [
        ("/diary/day/", "/diary/day/2026-06-09/", "/diary/day/2026-06-11/"),
        (WEEK, "/diary/week/2026-06-01/", "/diary/week/2026-06-15/"),
        ("/diary/week/2026-06-14/", "/diary/week/2026-06-01/", "/diary/week/2026-06-15/"),
        ("/diary/month/2026-01-31/", "/diary/month/2025-12-01/", "/diary/month/2026-02-01/"),
        ("/diary/overview/", "/diary/overview/2026-06-09/", "/diary/overview/2026-06-11/"),
    ],
)
def test_one_steps_a_period_back_and_on(see, url, before, after):
    page = see(url)

    keys = {link.attributes.get("aria-keyshortcuts"): link for link in page.elements}
    assert (keys["J"]["href"], keys["L"]["href"]) == (before, after)


def test_every_view_leads_to_the_others_on_the_same_day(see):
    page = see("/diary/week/2026-06-24/")

    for view in ("day", "week", "month", "overview"):
        assert f'href="/diary/{view}/2026-06-24/"' in page.html


def test_today_and_this_week_are_one_click_away(see):
    page = see("/diary/day/2026-01-01/")

    assert page.link("Today")["href"] == "/diary/day/"
    assert page.link("This week")["href"] == WEEK


def test_an_address_keeps_diaries_and_filters_on_every_way(see):
    lars = make_user("lars", first_name="Lars")
    query = f"?diary={lars.public_id}&days=working&card=all"

    page = see(f"{WEEK}2026-06-10/{query}")

    kept = query.replace("&", "&amp;")
    for url in ("/diary/day/2026-06-10/", "/diary/month/2026-06-10/", "/diary/week/2026-06-15/"):
        assert f'href="{url}{kept}"' in page.html


def test_a_full_week_has_seven_days_and_a_working_week_five(see):
    full, working = see(WEEK), see(f"{WEEK}?days=working")

    assert len(full.with_class("day")) == 7
    assert [day["data-date"] for day in working.with_class("day")] == [
        f"2026-06-{day:02}" for day in range(8, 13)
    ]
    assert "8–12 June 2026" in working.html
    assert working.link("Working week")["href"] == WEEK


def test_the_week_of_a_reader_can_begin_on_sunday(see):
    page = see(WEEK, make_user(first_weekday=6))

    assert page.with_class("day")[0]["data-date"] == "2026-06-07"
    assert "7–13 June 2026" in page.html
    assert "Week 24" in page.html


def test_today_and_the_weekend_are_marked(see):
    page = see(WEEK)

    assert page.one("today")["data-date"] == "2026-06-10"
    assert [day["data-date"] for day in page.with_class("off")] == ["2026-06-13", "2026-06-14"]


def test_the_now_line_stands_at_the_time_of_the_reader(see):
    assert "now-t s136" in see(WEEK).html
    assert "now-t s124" in see(WEEK, make_user(time_zone="Europe/London")).html
    assert "now-t" not in see(f"{WEEK}2026-06-17/").html


def test_working_hours_follow_the_preferences(see):
    early = make_user(working_hours=working("05:30", "13:30"))

    grid = see(WEEK, early).one("cal")

    assert {"from4", "to18", "ws5", "we14"} <= set(grid.classes)
    assert (grid["data-from"], grid["data-to"]) == ("48", "216")


def test_hours_are_written_on_the_clock_of_the_reader(see):
    reader = make_user(clock="12")
    make_appointment(reader)

    page = see(WEEK, reader)

    assert "<time>1:00 pm</time>" in page.html
    assert "<li>7:00 am</li>" in page.html


def test_every_day_can_be_planned_and_opened_by_links(see):
    page = see(WEEK)

    for day in page.with_class("day"):
        links = [link["href"] for link in day.links]
        assert f"/diary/day/{day['data-date']}/" in links
        assert any(f"date={day['data-date']}" in link for link in links)


def test_quick_add_is_a_form_that_saves(client, see, ingrid):
    page = see(WEEK)
    card = next(each for each in page.elements if each.tag == "quick-add")
    (key,) = [each["value"] for each in card.children if each.attributes.get("name") == "form_key"]

    response = client.post(
        "/followups/new/appointment/",
        {
            "title": "Lunch",
            "kind": "appointment",
            "date": "2026-06-10",
            "start": "12:00",
            "end": "13:00",
            "end_date": "2026-06-10",
            "company": "",
            "company_text": "",
            "form_key": key,
            "next": WEEK,
        },
    )

    assert (response.status_code, response["Location"]) == (303, WEEK)
    assert see(WEEK).box("Lunch")


def test_the_answer_is_kept_by_nobody(see):
    assert "no-store" in see(WEEK).response["Cache-Control"]
    assert "private" in see(WEEK).response["Cache-Control"]
