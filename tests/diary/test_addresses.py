import uuid

import pytest

from crm.models import Preferences
from tests.factories import make_group, make_resource, make_user

VIEWS = ["day", "week", "month", "overview"]


NO_DAYS = [
    *("2026-02-30", "2026-13-01", "0000-01-01", "0001-01-01", "1899-12-31", "2200-01-01"),
    *("9999-12-31", "10000-01-01", "2026-6-1", "26-06-10", "today", "٢٠٢٦-٠٦-١٠"),
]


@pytest.mark.parametrize("view", VIEWS)
def test_a_day_that_is_none_is_not_found(see, view):
    for day in NO_DAYS:
        see(f"/diary/{view}/{day}/", status=404)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("zone", ["Europe/Oslo", "Pacific/Kiritimati", "Pacific/Niue"])
def test_the_first_and_the_last_day_can_be_seen(see, ingrid, view, zone):
    Preferences.objects.filter(user=ingrid).update(time_zone=zone)

    for day in ("1900-01-01", "2199-12-31", "2028-02-29", "2026-03-29"):
        page = see(f"/diary/{view}/{day}/")
        assert "/1899-" not in page.html
        assert "/2200-" not in page.html


@pytest.mark.parametrize(
    "query",
    [
        "diary=nobody",
        f"diary={uuid.UUID(int=7)}",
        "diary=",
        "days=6",
        "hours=some",
        "panel=x",
        "card=x",
        "show=x",
        "page=0",
        "page=-1",
        "page=99999",
        "page=1e3",
        "&".join(f"diary={uuid.UUID(int=number)}" for number in range(51)),
    ],
)
def test_a_query_that_makes_no_sense_is_not_found(see, query):
    see(f"/diary/week/?{query}", status=404)


def test_what_is_unknown_in_an_address_is_left_alone(see):
    see("/diary/week/?utm_source=mail&days=&page=")


@pytest.mark.parametrize("view", VIEWS)
def test_pages_of_the_diary_are_only_read(client, ingrid, view):
    client.force_login(ingrid)

    assert client.post(f"/diary/{view}/").status_code == 405


def test_a_diary_named_twice_is_shown_once(see, ingrid):
    lars = make_user("lars", first_name="Lars")

    page = see(f"/diary/overview/?diary={lars.public_id}&diary={lars.public_id}")

    assert len([each for each in page.with_class("track") if each.tag == "ul"]) == 1


def test_a_group_without_people_is_an_empty_page(see):
    group = make_group("Nobody")

    for view in VIEWS:
        see(f"/diary/{view}/?diary={group.public_id}")


def test_several_diaries_are_named_after_the_first(see, ingrid):
    keys = [make_user(first_name=name, last_name="X").public_id for name in ("A", "B")]
    keys.append(make_resource("Car").public_id)

    page = see(f"/diary/overview/?{'&'.join(f'diary={key}' for key in keys)}")

    assert "A X and 2 more" in page.one("who").words
