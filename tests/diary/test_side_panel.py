import pytest

from tests.factories import (
    make_all_day,
    make_appointment,
    make_company,
    make_person,
    make_resource,
    make_task,
    make_user,
)

WEEK = "/diary/week/"


@pytest.fixture
def lars(db):
    return make_user("lars", first_name="Lars", last_name="Brekke")


def mini(page, iso):
    return next(each for each in page.one("mini").links if f"/day/{iso}/" in each["href"])


def agenda(page):
    return [line.words for line in page.with_class("agenda")[0].children if line.tag == "li"]


def test_the_month_at_a_glance_leads_to_day_week_and_month(see):
    page = see("/diary/week/2026-06-24/")

    assert mini(page, "2026-06-18")["href"] == "/diary/day/2026-06-18/"
    assert page.link("June 2026")["href"] == "/diary/month/2026-06-24/"
    week = next(link for link in page.one("mini").links if link.words == "25")
    assert week["href"] == "/diary/week/2026-06-15/"


def test_today_the_chosen_week_and_other_months_are_marked(see):
    page = see("/diary/week/2026-06-24/")

    assert mini(page, "2026-06-10")["aria-current"] == "date"
    assert mini(page, "2026-07-01").classes == ["out"]
    assert page.one("cur").words.startswith("26")


def test_the_months_beside_are_one_click_away_in_the_same_view(see):
    page = see(WEEK)

    links = {each.attributes.get("aria-label"): each for each in page.elements}
    assert links["May 2026"]["href"] == "/diary/week/2026-05-01/"
    assert links["July 2026"]["href"] == "/diary/week/2026-07-01/"


@pytest.mark.parametrize(
    ("left_at", "months"),
    [("12", 1), ("21", 1), ("22", 2), ("36", 3), ("11", 1), ("99", 1), ("wide", 1), ("", 1)],
)
def test_a_wide_panel_shows_the_months_after_it_too(client, ingrid, left_at, months):
    client.force_login(ingrid)
    client.cookies["side"] = left_at

    mini = client.get(WEEK).context["mini"]

    names = ["June 2026", "July 2026", "August 2026"]
    assert [month.title for month in mini.months] == names[:months]


def test_each_month_of_a_wide_panel_shows_how_full_its_days_are(client, ingrid):
    make_all_day(ingrid, first="2026-07-14", last="2026-07-14")
    client.force_login(ingrid)
    client.cookies["side"] = "22"

    weeks = client.get(WEEK).context["mini"].months[1].weeks

    assert 'class="has busy" aria-label="Tuesday 14 July' in weeks[2].days


def test_a_bar_shows_how_full_a_day_is(see, ingrid):
    make_appointment(ingrid, start="2026-06-18 09:00", end="2026-06-18 10:30")
    make_appointment(ingrid, start="2026-06-18 10:00", end="2026-06-18 11:00")
    make_all_day(ingrid, first="2026-06-19", last="2026-06-19")
    make_appointment(ingrid, start="2026-06-17 09:00", end="2026-06-17 10:00", availability="free")

    page = see(WEEK)

    assert mini(page, "2026-06-18").classes == ["has"]
    assert mini(page, "2026-06-18")["aria-label"] == "Thursday 18 June, 2 h booked"
    assert mini(page, "2026-06-19").classes == ["has", "busy"]
    assert mini(page, "2026-06-17").classes == []


def test_the_month_at_a_glance_is_that_of_the_diary_on_show(see, ingrid):
    lars = make_user("lars")
    make_appointment(lars, start="2026-06-18 09:00", end="2026-06-18 10:30", visibility="owner")

    page = see(f"{WEEK}?diary={lars.public_id}")

    assert mini(page, "2026-06-18").classes == ["has"]


def test_the_plan_of_the_next_day_is_shown(see, ingrid):
    make_appointment(ingrid, title="Risks", start="2026-06-11 10:30", end="2026-06-11 12:00")
    make_all_day(ingrid, title="Expo", first="2026-06-10", last="2026-06-12")
    make_task(ingrid, title="Quote", due_on="2026-06-11")
    make_appointment(ingrid, title="Today")

    page = see(WEEK)

    assert agenda(page) == [
        "All dayExpoMeeting (external)",
        "DueQuoteTask",
        "10:30RisksMeeting (external)",
    ]


def test_the_plan_can_be_that_of_the_day_or_the_week(see, ingrid):
    make_appointment(ingrid, title="Wednesday", company=make_company("Moonbeam"))
    make_appointment(ingrid, title="Friday", start="2026-06-12 10:30", end="2026-06-12 12:00")

    assert agenda(see(f"{WEEK}?panel=day")) == ["13:00WednesdayMoonbeam"]
    assert agenda(see(f"{WEEK}?panel=week")) == [
        "Wed 13:00WednesdayMoonbeam",
        "Fri 10:30FridayMeeting (external)",
    ]


def test_the_plan_is_always_ones_own(see, ingrid):
    lars = make_user("lars")
    make_appointment(lars, title="His", start="2026-06-11 10:30", end="2026-06-11 12:00")
    make_appointment(ingrid, title="Mine", start="2026-06-11 10:30", end="2026-06-11 12:00")

    page = see(f"{WEEK}?diary={lars.public_id}")

    assert agenda(page) == ["10:30MineMeeting (external)"]


def test_an_empty_day_says_so(see):
    assert "Nothing is planned." in see(WEEK).html


# -- up next ------------------------------------------------------------------------------------


def test_up_next_has_place_company_and_a_number_to_call(see, ingrid):
    company = make_company("Moonbeam")
    penny = make_person("Penny", "Rung", company=company, mobile="+44 1 234")
    make_appointment(ingrid, title="Demo", company=company, person=penny, location="Room 4")

    panel = see(WEEK).one("next")

    assert "in 1 h 40 min" in panel.words
    assert "13:00–14:00, Room 4" in panel.words
    links = {link.words: link["href"] for link in panel.links}
    assert links["Moonbeam"] == f"/companies/{company.public_id}/"
    assert links["Call Penny"] == "tel:+441234"


def test_up_next_is_the_first_open_one_from_now_until_tomorrow(see, ingrid):
    make_appointment(ingrid, title="Past", start="2026-06-10 08:00", end="2026-06-10 09:00")
    make_appointment(ingrid, title="Running", start="2026-06-10 11:00", end="2026-06-10 12:00")
    make_appointment(ingrid, title="Tomorrow", start="2026-06-11 09:00", end="2026-06-11 10:00")
    make_appointment(ingrid, title="Later", start="2026-06-12 09:00", end="2026-06-12 10:00")

    panel = see("/diary/month/2026-09-01/").one("next")

    assert "Tomorrow" in panel.words
    assert "tomorrow" in panel.inside("pill")[0].words


def test_nothing_is_up_next_in_an_empty_diary(see):
    assert see(WEEK).with_class("next") == []


def test_the_panel_chosen_last_in_a_view_is_there_again(see, client):
    client.cookies["panel-week"] = "week"

    assert panel(see(WEEK)) == "Week"
    assert panel(see("/diary/day/")) == "Next day"
    assert panel(see(f"{WEEK}?panel=day")) == "Day"


@pytest.mark.parametrize("nonsense", ["", "year", "<b>", "x" * 3000])
def test_a_cookie_that_makes_no_sense_changes_nothing(see, client, nonsense):
    client.cookies["panel-week"] = nonsense

    assert panel(see(WEEK)) == "Next day"


def panel(page):
    return next(
        each.words
        for each in page.elements
        if each.attributes.get("data-panel") and each.attributes.get("aria-current")
    )


def test_a_preview_waits_for_what_is_clicked(see):
    assert "Click something in the calendar" in see(f"{WEEK}?panel=preview").html


def test_up_next_shows_the_way_and_the_brief(see, ingrid):
    company = make_company(address="Rung Lane 3", postcode="0026", city="Slantwick")
    make_appointment(ingrid, start="2026-06-10 15:00", end="2026-06-10 16:00", company=company)

    html = see(WEEK).html

    assert "directions?to=Rung%20Lane%203%2C%200026%20Slantwick" in html
    assert "/brief/" in html


def test_up_next_in_a_room_of_ours_shows_no_way(see, ingrid, lars):
    company = make_company(address="Rung Lane 3", city="Slantwick")
    room = make_resource("Attic")
    soon = {"start": "2026-06-10 15:00", "end": "2026-06-10 16:00", "company": company}
    make_appointment(ingrid, users=[lars], resources=[room], location="Attic", **soon)

    assert "directions?to=" not in see(WEEK).html


def test_a_day_of_the_small_month_tells_what_stands_there(see, ingrid):
    company = make_company()
    make_appointment(ingrid, start="2026-06-18 09:00", end="2026-06-18 10:30", company=company)
    make_task(ingrid, title="Send prices", due_on="2026-06-18")

    page = see("/diary/day/2026-06-18/list/")

    assert "Thursday 18 June" in page.html
    assert agenda(page) == ["DueSend prices", "09:00Demo: route plannerMoonbeam Ladders Ltd"]
    assert "Nothing is planned." in see("/diary/day/2026-06-19/list/").html


def test_the_list_of_a_colleague_says_no_more_than_that_they_are_busy(see, lars):
    make_appointment(
        lars, title="Secret", start="2026-06-18 09:00", end="2026-06-18 10:00", visibility="owner"
    )
    make_all_day(
        lars, title="Secret too", first="2026-06-18", last="2026-06-18", visibility="owner"
    )

    html = see(f"/diary/day/2026-06-18/list/?diary={lars.public_id}").html

    assert "Secret" not in html
    assert html.count("Busy") == 2
