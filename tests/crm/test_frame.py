import pytest
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.test import RequestFactory

from crm.templatetags.frame import diary_classes, theme, undo_address
from tests.factories import make_user


def request_with(user=None, **cookies):
    request = RequestFactory().get("/")
    request.COOKIES = cookies
    if user:
        request.user = user
    return {"request": request}


@pytest.mark.django_db
def test_the_button_for_light_and_dark_goes_before_the_preferences():
    user = make_user(theme="dark")

    assert theme(request_with(user)) == "dark"
    assert theme(request_with(user, theme="light")) == "light"


def test_colours_follow_the_device_until_somebody_chooses():
    assert theme(request_with()) == ""
    assert theme(request_with(theme='"><script>')) == ""
    assert theme({}) == ""


@pytest.mark.parametrize("height", ["4", "26", "x", "", "-7", "٧", "7 noside"])
def test_a_height_of_the_cards_that_nobody_could_choose_is_not_taken(height):
    assert diary_classes(request_with(cards=height), "week") == ""


def test_the_panes_stand_as_they_were_left():
    cookies = {"cards": "12", "side-week": "off"}
    assert diary_classes(request_with(**cookies), "week") == "h12 noside"
    assert diary_classes(request_with(**cookies), "month") == "h12"


@pytest.mark.parametrize(
    ("tag", "address"), [("undo", "/followups/undo/"), ("undo-records", "/records/undo/")]
)
def test_a_message_leads_to_where_its_change_is_taken_back(tag, address):
    batch = "0b6c0b6c-0b6c-4b6c-8b6c-0b6c0b6c0b6c"
    tagged = Message(SUCCESS, "Saved", extra_tags=f"{tag}:{batch}")

    assert undo_address(tagged) == f"{address}{batch}/"
    assert undo_address(Message(SUCCESS, "Saved")) == ""
