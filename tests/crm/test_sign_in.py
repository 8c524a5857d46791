import re

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.urls import reverse

from tests.factories import make_user

LOGIN = "/accounts/login/"


def sign_in(client, login, password="dagbok", **extra):
    return client.post(LOGIN, {"login": login, "password": password}, **extra)


@pytest.mark.parametrize("login", ["ingrid", "INGRID@example.com"])
def test_one_signs_in_by_user_id_or_e_mail_and_comes_to_the_diary(client, db, login):
    make_user("ingrid", email="ingrid@example.com")

    response = sign_in(client, login)

    assert response.status_code == 302
    assert response.url == "/"
    assert get_user(client).username == "ingrid"


def test_after_signing_in_one_comes_to_the_page_one_asked_for(client, db):
    make_user("ingrid")

    response = client.post(f"{LOGIN}?next=/preferences/", {"login": "ingrid", "password": "dagbok"})

    assert response.url == "/preferences/"


def test_signing_in_never_leads_to_another_address(client, db):
    make_user("ingrid")
    data = {"login": "ingrid", "password": "dagbok", "next": "https://example.org/"}

    response = client.post(LOGIN, data)

    assert response.url == "/"


def errors_of(response):
    return [str(error) for error in response.context["form"].non_field_errors()]


def test_a_wrong_password_says_the_same_as_an_unknown_user(client, db):
    make_user("ingrid")

    wrong = sign_in(client, "ingrid", "something else")
    unknown = sign_in(client, "nobody", "something else")

    assert errors_of(wrong) == errors_of(unknown) != []
    assert not get_user(client).is_authenticated


def test_too_many_wrong_passwords_in_a_row_are_refused_for_a_while(client, db):
    make_user("ingrid")
    for _ in range(5):
        sign_in(client, "ingrid", "something else")

    response = sign_in(client, "ingrid")

    assert errors_of(response)
    assert not get_user(client).is_authenticated


def test_somebody_inactive_cannot_sign_in(client, db):
    make_user("ingrid", is_active=False)

    sign_in(client, "ingrid")

    assert not get_user(client).is_authenticated


def test_somebody_made_inactive_is_out_at_the_next_request(client, db):
    user = make_user("ingrid")
    sign_in(client, "ingrid")
    user.is_active = False
    user.save()

    response = client.get("/preferences/")

    assert response.status_code == 302
    assert response.url.startswith(LOGIN)


def test_a_new_session_begins_at_every_sign_in(client, db):
    make_user("ingrid")
    sign_in(client, "ingrid")
    first = client.session.session_key
    client.post(reverse("account_logout"))

    sign_in(client, "ingrid")

    assert client.session.session_key != first


def test_signing_out_needs_a_post_and_ends_the_session(client, db):
    make_user("ingrid")
    sign_in(client, "ingrid")

    client.post(reverse("account_logout"))

    assert not get_user(client).is_authenticated


def test_nobody_can_sign_up(client, db):
    client.force_login(make_user())

    for path in ("/accounts/signup/", "/accounts/email/", "/accounts/login/code/"):
        assert client.get(path).status_code == 404


def test_a_forgotten_password_is_set_anew_by_a_link_in_a_mail(client, db):
    user = make_user("ingrid", email="ingrid@example.com")

    client.post(reverse("account_reset_password"), {"email": "ingrid@example.com"})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    new = {"password1": "a quite long phrase", "password2": "a quite long phrase"}
    client.post(form.redirect_chain[-1][0], new)

    user.refresh_from_db()
    assert user.check_password("a quite long phrase")


def test_asking_for_a_new_password_does_not_tell_who_is_known(client, db):
    make_user("ingrid", email="ingrid@example.com")

    known = client.post(reverse("account_reset_password"), {"email": "ingrid@example.com"})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.com"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [["ingrid@example.com"]]
