import re

import pytest

from crm.forms import PreferencesForm
from crm.models import Preferences
from followups.models import FollowUpType
from tests.factories import make_company, make_group, make_task, make_user, working

ADDRESS = "/preferences/"


@pytest.fixture
def user(db, client):
    user = make_user()
    client.force_login(user)
    return user


def typed(user, /, **changes):
    """What the browser sends when nothing but `changes` was touched."""
    initial = PreferencesForm(instance=user.preferences).initial | changes
    sent = {name: value for name, value in initial.items() if value not in (None, False, "")}
    hours = sent.pop("working_hours")
    return hours_typed(hours) | sent | {"first_weekday": initial["first_weekday"]}


def hours_typed(hours):
    """The lines of the table of working hours that are ticked."""
    lines = {f"working_hours_{day}": times for day, times in hours.items()}
    ends = {f"{line}_from": start for line, (start, _end) in lines.items()}
    ends |= {f"{line}_to": end for line, (_start, end) in lines.items()}
    return dict.fromkeys(lines, "on") | ends


def stored(user):
    return Preferences.objects.get(user=user)


def test_the_page_is_personal_settings_preferences_with_its_default_values(client, user):
    page = client.get(ADDRESS).text

    assert "Personal settings › Preferences" in page
    for heading in ("Default values", "Diary", "Look", "Language and time"):
        assert heading in page
    assert "Duration for new appointment" in page
    assert "Duration for new call" in page
    assert page.count(">Save</button>") == 4


def test_default_lengths_are_saved_and_shown_at_once(client, user):
    response = client.post(ADDRESS, typed(user, appointment_minutes="45", call_minutes="10"))

    assert response.status_code == 303
    assert (stored(user).appointment_minutes, stored(user).call_minutes) == (45, 10)
    page = client.get(ADDRESS).text
    assert 'value="45"' in page
    assert "Saved." in page


def test_after_saving_one_is_at_the_same_part_of_the_page(client, user):
    assert client.post(ADDRESS, typed(user, card="diary")).url == f"{ADDRESS}#diary"
    assert client.post(ADDRESS, typed(user, card="//evil.example")).url == f"{ADDRESS}#"


def test_a_new_language_is_that_of_the_next_page_and_of_the_message(client, user):
    response = client.post(ADDRESS, typed(user, language="nb"), follow=True)

    assert '<html lang="nb"' in response.text
    assert response["Content-Language"] == "nb"


def test_without_a_language_of_ones_own_the_browser_decides(client, user):
    client.post(ADDRESS, typed(user, language=""))

    assert '<html lang="nb"' in client.get(ADDRESS, headers={"accept-language": "nb"}).text


@pytest.mark.parametrize(
    "name", ["Europe/London", "london", "LONDON", "europe/london", " Europe/London "]
)
def test_a_time_zone_is_found_by_its_name_or_its_city(client, user, name):
    client.post(ADDRESS, typed(user, time_zone=name))

    assert stored(user).time_zone == "Europe/London"


def test_a_city_of_two_words_is_found(client, user):
    client.post(ADDRESS, typed(user, time_zone="new york"))

    assert stored(user).time_zone == "America/New_York"


def test_an_unknown_time_zone_is_refused_and_everything_typed_kept(client, user):
    data = typed(user, time_zone="Atlantis", appointment_minutes="50", theme="dark")

    response = client.post(ADDRESS, data)

    assert response.status_code == 400
    assert "Choose a time zone from the list" in response.text
    assert 'value="Atlantis"' in response.text
    assert 'value="50"' in response.text
    assert stored(user).appointment_minutes == 60
    # the frame shows what holds, not what was refused
    assert 'data-theme="' not in response.text


@pytest.mark.parametrize("minutes", ["0", "-5", "1441", "", "an hour", "10000000000000000000000"])
def test_a_length_that_makes_no_sense_is_refused(client, user, minutes):
    response = client.post(ADDRESS, typed(user, appointment_minutes=minutes))

    assert response.status_code == 400
    assert stored(user).appointment_minutes == 60


def test_a_working_day_that_ends_before_it_starts_is_refused(client, user):
    response = client.post(ADDRESS, typed(user, working_hours_4_to="08:00"))

    assert response.status_code == 400
    assert "Friday: the day ends before it starts" in response.text


@pytest.mark.parametrize("typed_time", ["7:30", "07:30", "0730", "7.30", "7:30 am"])
def test_working_hours_are_typed_as_people_write_them(client, user, typed_time):
    client.post(ADDRESS, typed(user, working_hours_4_from=typed_time))

    assert stored(user).working_hours["4"] == ["07:30", "16:00"]
    assert stored(user).working_hours["3"] == ["08:00", "16:00"]


@pytest.mark.parametrize(
    ("typed_time", "said"),
    [
        ("25", "The clock goes from 00:00 to 23:59."),
        ("8:75", "The clock goes from 00:00 to 23:59."),
        ("early", "“early” is not a time we can read."),
    ],
)
def test_what_no_clock_shows_is_refused_and_kept(client, user, typed_time, said):
    response = client.post(ADDRESS, typed(user, working_hours_4_from=typed_time))

    assert response.status_code == 400
    assert said in response.text
    assert f'value="{typed_time}"' in response.text
    assert stored(user).working_hours["4"] == ["08:00", "16:00"]


def test_every_setting_is_kept(client, user):
    chosen = {
        "appointment_minutes": 30,
        "call_minutes": 5,
        "default_visibility": "owner",
        "appointment_type": FollowUpType.objects.get(name="Demo").pk,
        "task_type": None,
        "call_type": FollowUpType.objects.get(name="Incoming call").pk,
        "phone_link": "callto:{number}",
        "working_hours": {"0": ["07:30", "15:30"], "6": ["10:00", "14:00"]},
        "shown_from": 6,
        "shown_to": 20,
        "zoom": "large",
        "shows_due": False,
        "first_weekday": 6,
        "days_ahead": 14,
        "marks_overdue": False,
        "removes_completed": "at_once",
        "theme": "dark",
        "density": "compact",
        "shortcuts": False,
        "language": "en",
        "time_zone": "Asia/Tokyo",
        "clock": "12",
    }

    client.post(ADDRESS, typed(user, **chosen))

    assert {name: getattr(stored(user), name) for name in chosen} == chosen
    assert set(PreferencesForm.Meta.fields) == set(chosen)


def test_chosen_colours_go_before_the_button_in_the_top_bar(client, user):
    client.cookies.load({"theme": "light"})

    client.post(ADDRESS, typed(user, theme="dark"))

    assert client.cookies.pop("theme").value == ""
    assert 'data-theme="dark"' in client.get(ADDRESS).text


def test_shortcuts_can_be_switched_off(client, user):
    client.post(ADDRESS, typed(user, shortcuts=False))

    assert 'data-keys="off"' in client.get(ADDRESS).text


def test_another_persons_preferences_stay_as_they_are(client, user):
    other = make_user()

    client.post(ADDRESS, typed(user, call_minutes="20", user=other.pk))

    assert stored(other).call_minutes == 15


def test_the_page_asks_five_queries_at_most(client, user, django_assert_max_num_queries):
    client.get(ADDRESS)

    with django_assert_max_num_queries(5):
        client.get(ADDRESS)


# -- each takes effect -------------------------------------------------------------------------


def test_numbers_in_lists_and_on_pages_are_linked_as_preferred(client, user):
    company = make_company(phone="+47 22 00 11 22")
    client.post(ADDRESS, typed(user, phone_link="sip:{number}@example.com"))

    for page in ("/companies/", f"/companies/{company.public_id}/"):
        assert 'href="sip:+4722001122@example.com"' in client.get(page).text


def test_a_link_that_runs_in_the_page_is_refused_and_kept(client, user):
    response = client.post(ADDRESS, typed(user, phone_link="javascript:alert({number})"))

    assert response.status_code == 400
    assert "Write for example tel:{number}" in response.text
    assert 'value="javascript:alert({number})"' in response.text


def test_what_is_new_starts_with_the_preferred_type_of_its_kind(client, user):
    demo = FollowUpType.objects.get(name="Demo")
    client.post(ADDRESS, typed(user, appointment_type=demo.pk))

    assert new_type(client, "appointment") == demo
    assert new_type(client, "task").kind == "task"


def new_type(client, kind):
    return client.get(f"/followups/new/{kind}/").context["form"].initial["type"]


def test_a_preferred_type_that_is_no_longer_offered_gives_way_to_the_first(client, user):
    demo = FollowUpType.objects.get(name="Demo")
    client.post(ADDRESS, typed(user, appointment_type=demo.pk))

    demo.groups.add(make_group())
    assert new_type(client, "appointment") != demo
    demo.delete()
    assert new_type(client, "appointment").kind == "appointment"
    assert client.get(ADDRESS).status_code == 200


def test_a_type_of_another_kind_is_refused(client, user):
    call = FollowUpType.objects.get(name="Incoming call")

    response = client.post(ADDRESS, typed(user, appointment_type=call.pk))

    assert response.status_code == 400
    assert stored(user).appointment_type is None


def test_days_off_are_those_one_prefers(client, user):
    client.post(ADDRESS, typed(user, working_hours=working("08:00", "16:00", days="0126")))

    columns = client.get("/diary/week/2026-06-10/").context["grid"].columns

    assert ["off" in column.classes for column in columns] == [False] * 3 + [True] * 3 + [False]


def test_working_days_are_ticked(client, user):
    page = client.get(ADDRESS).text

    ticked = re.findall(r'name="working_hours_(\d)" checked', page)
    assert ticked == [*"01234"]


def test_somebody_works_on_one_day_at_least(client, user):
    response = client.post(ADDRESS, typed(user, working_hours={}))

    assert response.status_code == 400
    assert "Tick at least one day." in response.text
    assert stored(user).working_hours == working("08:00", "16:00")


def test_the_hours_shown_are_those_one_prefers(client, user):
    client.post(ADDRESS, typed(user, shown_from=5, shown_to=22))
    grid = client.get("/diary/week/2026-06-10/").context["grid"]
    assert "from5 to22" in grid.classes

    client.post(ADDRESS, typed(user, shown_from=12, shown_to=13))
    grid = client.get("/diary/week/2026-06-10/").context["grid"]
    assert "from7 to17" in grid.classes


def test_due_tasks_stand_in_the_calendar_unless_one_prefers_otherwise(client, user):
    make_task(user, title="Send the quote", due_on="2026-06-10")
    pages = ["/diary/week/2026-06-10/", "/diary/day/2026-06-10/", "/diary/month/2026-06-10/"]
    assert all("Send the quote" in calendar(client.get(page)) for page in pages)

    client.post(ADDRESS, typed(user, shows_due=False))

    assert not any("Send the quote" in calendar(client.get(page)) for page in pages)


def calendar(response):
    """The part of the page with the days alone."""
    return response.text.partition('class="cal-wrap')[2].partition('class="cards')[0]


def test_density_and_height_of_an_hour_are_classes_of_the_page(client, user):
    client.post(ADDRESS, typed(user, density="compact", zoom="largest"))

    body = client.get("/diary/week/2026-06-10/").text.partition("<body")[2].partition(">")[0]

    assert "density-compact zoom-largest" in body
