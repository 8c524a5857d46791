from html import escape

import pytest

from tests.factories import make_user


def go(client, reader, **query):
    client.force_login(reader)
    return client.get("/diary/go/", query)


@pytest.mark.parametrize(
    ("view", "text", "url"),
    [
        ("week", "fri", "/diary/week/2026-06-12/"),
        ("day", "3.11", "/diary/day/2026-11-03/"),
        ("month", "w28", "/diary/month/2026-07-06/"),
        ("overview", "i morgen", "/diary/overview/2026-06-11/"),
        ("week", "+2w", "/diary/week/2026-06-24/"),
    ],
)
def test_a_typed_date_leads_to_its_page(client, ingrid, view, text, url):
    response = go(client, ingrid, view=view, to=text)

    assert (response.status_code, response["Location"]) == (302, url)


def test_diaries_and_filters_are_kept(client, ingrid):
    lars = make_user("lars")

    response = go(client, ingrid, view="week", to="fri", diary=lars.public_id, days="working")

    assert response["Location"] == f"/diary/week/2026-06-12/?diary={lars.public_id}&days=working"


@pytest.mark.parametrize("text", ["31.2", "someday", "", "1.1.1066", "x" * 5000, "<i>"])
def test_what_is_no_date_comes_back_with_what_to_do(client, ingrid, text):
    response = go(client, ingrid, view="day", to=text)

    assert response.status_code == 400
    assert 'class="invalid-feedback"' in response.text
    assert "<i>" not in response.text
    assert f'value="{escape(text)}"' in response.text or not text
    assert '<input type="hidden" name="view" value="day">' in response.text


def test_today_is_the_readers_own(client, db):
    far = make_user(time_zone="Pacific/Kiritimati")

    assert go(client, far, view="day", to="today")["Location"] == "/diary/day/2026-06-10/"
    assert (
        go(client, make_user(time_zone="Pacific/Niue"), view="day", to="today")["Location"]
        == "/diary/day/2026-06-09/"
    )


def test_the_form_alone_can_be_opened(client, ingrid):
    assert go(client, ingrid).status_code == 200


@pytest.mark.parametrize("query", [{"view": "year", "to": "fri"}, {"card": "x", "to": "fri"}])
def test_an_unknown_view_or_filter_is_not_found(client, ingrid, query):
    assert go(client, ingrid, **query).status_code == 404


def test_every_page_of_the_diary_has_the_form(see):
    for view in ("day", "week", "month", "overview"):
        page = see(f"/diary/{view}/?card=all")
        (popover,) = [each for each in page.elements if each.attributes.get("id") == "go"]
        hidden = {
            each["name"]: each.attributes.get("value")
            for each in popover.children
            if each.tag == "input"
        }
        assert (hidden["view"], hidden["card"]) == (view, "all")
        assert "to" in hidden
