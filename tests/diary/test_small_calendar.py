from tests.factories import make_appointment, make_user

CALENDAR = "/diary/calendar/"


def named(page, name):
    return next(each for each in page.elements if each.attributes.get("aria-label") == name)


def test_it_shows_the_month_of_today_and_how_full_its_days_are(see, ingrid):
    make_appointment(ingrid, start="2026-06-17 10:00", end="2026-06-17 11:00")

    page = see(CALENDAR)

    assert page.context["mini"].months[0].title == "June 2026"
    assert named(page, "Wednesday 17 June, 1 h booked")["href"] == "/diary/day/2026-06-17/"


def test_days_weeks_and_the_month_lead_to_their_views(see):
    page = see(f"{CALENDAR}2026-07-20/")

    assert page.link("July 2026")["href"] == "/diary/month/2026-07-20/"
    assert named(page, "Week 31")["href"] == "/diary/week/2026-07-27/"
    assert named(page, "Friday 3 July")["href"] == "/diary/day/2026-07-03/"


def test_today_and_this_week_lead_to_the_diary_and_the_arrows_stay(see):
    page = see(f"{CALENDAR}2026-07-20/")

    ways = {link.words: link["href"] for link in page.one("mini-ways").links}
    assert ways == {"Today": "/diary/day/", "This week": "/diary/week/"}
    assert named(page, "June 2026")["href"].startswith(f"{CALENDAR}2026-06-")
    assert named(page, "August 2026")["href"].startswith(f"{CALENDAR}2026-08-")


def test_the_diary_of_a_colleague_stays_chosen(see):
    lars = make_user("lars")

    page = see(f"{CALENDAR}2026-07-20/?diary={lars.public_id}")

    assert named(page, "Friday 3 July")["href"] == f"/diary/day/2026-07-03/?diary={lars.public_id}"


def test_a_day_beyond_the_diary_and_an_unknown_diary_are_not_found(see):
    see(f"{CALENDAR}1066-10-14/", status=404)
    see(f"{CALENDAR}?diary=nobody", status=404)


def test_other_pages_have_the_way_to_it(see):
    for address in ("/companies/", "/diary/overview/", "/preferences/"):
        assert f'<small-calendar><a href="{CALENDAR}"' in see(address).html


def test_it_asks_for_session_user_and_what_is_taken(client, ingrid, django_assert_num_queries):
    client.force_login(ingrid)

    with django_assert_num_queries(3):
        assert client.get(CALENDAR).status_code == 200
