import pytest

from tests.factories import make_group, make_resource, make_user

OWNERS = "/diary/owners/?view=week&date=2026-06-24"


@pytest.fixture
def everybody(ingrid):
    lars = make_user("lb42", first_name="Lars", last_name="Brekke", title="Sales manager")
    make_user("gone", first_name="Gone", is_active=False)
    make_group("Sales Nordics", [ingrid, lars])
    make_resource("Preikestolen", capacity=12)
    return lars


def names(page):
    return [each.words for list_ in page.with_class("owners") for each in list_.inside("link")]


def test_colleagues_groups_and_resources_can_be_chosen(see, everybody):
    page = see(OWNERS)

    assert names(page) == [
        "Ingrid Solberg",
        "Lars Brekke",
        "Sales Nordics",
        "Ingrid Solberg",
        "Lars Brekke",
        "Preikestolen",
    ]
    assert "Gone" not in page.html


def test_choosing_leads_back_to_the_same_view_and_day(see, everybody):
    page = see(f"{OWNERS}&days=working")

    key = everybody.public_id
    assert page.link("Lars Brekke")["href"] == f"/diary/week/2026-06-24/?diary={key}&days=working"
    assert page.link("Ingrid Solberg")["href"] == "/diary/week/2026-06-24/?days=working"
    assert page.link("Sales Nordics")["href"].startswith("/diary/overview/2026-06-24/?diary=")


def test_from_the_overview_a_single_diary_opens_on_its_day(see, everybody):
    page = see("/diary/owners/?view=overview&date=2026-06-24")

    assert page.link("Lars Brekke")["href"] == f"/diary/day/2026-06-24/?diary={everybody.public_id}"


@pytest.mark.parametrize("words", ["brekke", "LARS", "lb42", "lars brek"])
def test_people_are_found_by_name_or_user_id(see, everybody, words):
    page = see(f"{OWNERS}&q={words}")

    assert names(page)[0] == "Lars Brekke"
    assert "Ingrid" not in page.one("owners").inside("owner")[0].text


def test_groups_and_resources_are_found_by_name(see, everybody):
    assert names(see(f"{OWNERS}&q=nordics"))[0] == "Sales Nordics"
    assert names(see(f"{OWNERS}&q=preike")) == ["Preikestolen"]


def test_a_search_without_success_says_what_to_do(see, everybody):
    page = see(f"{OWNERS}&q=xyz")

    assert names(page) == []
    assert "Search for a part of the name" in page.html


def test_ticked_ones_are_shown_together(see, everybody):
    page = see(OWNERS)

    (form,) = page.with_class("owners")
    ticks = [each for each in form.children if each.attributes.get("name") == "diary"]
    assert form["action"] == "/diary/overview/2026-06-24/"
    assert len(ticks) == 4


def test_the_diary_on_show_is_marked(see, everybody):
    page = see(f"{OWNERS}&diary={everybody.public_id}")

    shown = {each.words for each in page.with_class("link") if "aria-current" in each.attributes}
    assert shown == {"Lars Brekke"}


@pytest.mark.parametrize(
    "query", ["view=year", "date=2026-02-30", "date=1066-01-01", "q=%s" % ("x" * 200)]
)
def test_a_query_that_makes_no_sense_is_not_found(see, query):
    see(f"/diary/owners/?{query}", status=404)


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    client, ingrid, django_assert_max_num_queries
):
    for number in range(12):
        people = [make_user(first_name=f"P{number}{n}") for n in range(3)]
        make_group(f"Group {number}", people)
        make_resource(f"Room {number}")
    client.force_login(ingrid)

    with django_assert_max_num_queries(6):
        client.get(OWNERS)
