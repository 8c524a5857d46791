import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from config.wsgi import application
from crm.middleware import is_text, language_of
from tests.factories import make_user

LOGIN = "/accounts/login/"


@pytest.mark.parametrize(
    "address",
    [
        f"{LOGIN}?next=%00",
        f"{LOGIN}?next=a%00b",
        f"{LOGIN}?next=%ff%fe",
        f"{LOGIN}?%c3%28=1",
        "/companies/%00/",
    ],
)
def test_an_address_that_cannot_be_read_is_refused_in_words(client, db, address):
    response = client.get(address)

    assert response.status_code == 400
    assert "could not be understood" in response.text


@pytest.mark.parametrize("typed", ["a\0b", "\0"])
def test_a_nul_in_a_form_is_refused_in_words(client, db, typed):
    response = client.post(LOGIN, {"login": typed, "password": "x"})

    assert response.status_code == 400
    assert "could not be understood" in response.text


def test_a_form_that_is_not_utf_8_is_refused_in_words(client, db):
    response = client.post(
        LOGIN, b"login=%e6&password=x", content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 400


def test_a_form_in_another_encoding_is_refused_in_words(client, db):
    kind = "application/x-www-form-urlencoded; charset=utf-16"

    response = client.generic("POST", LOGIN, b"a=b", content_type=kind)

    assert response.status_code == 400


def test_an_encoding_that_is_none_is_not_looked_up(client, db):
    answers = []
    environ = client._base_environ(
        PATH_INFO=LOGIN, QUERY_STRING="q=a", CONTENT_TYPE="text/plain; charset=zlib"
    )

    application(environ, lambda status, headers: answers.append(status))

    assert answers == ["200 OK"]


def test_a_multipart_form_that_breaks_off_is_refused_in_words(client, db):
    kind = "multipart/form-data; boundary="

    response = client.generic("POST", LOGIN, b"--x\r\nContent-Disp", content_type=kind)

    assert response.status_code == 400
    assert "could not be understood" in response.text


def test_a_body_that_is_too_large_is_refused_before_it_is_read(client, db):
    response = client.post(LOGIN, {"login": "x" * 3_000_000, "password": "x"})

    assert response.status_code == 413
    assert "too much at once" in response.text


def test_thousands_of_fields_are_refused(client, db):
    response = client.post(LOGIN, {f"field{number}": "1" for number in range(1500)})

    assert response.status_code == 413


def test_a_nul_in_a_cookie_is_refused(client, db):
    client.cookies.load({"sessionid": "abcdefgh\0"})

    assert client.get(LOGIN).status_code == 400


def test_another_host_than_ours_is_refused(client, db):
    response = client.get(LOGIN, headers={"host": "evil.example.org"})

    assert response.status_code == 400


def test_a_wrong_method_is_answered_with_a_page(client, db):
    client.force_login(make_user())

    response = client.delete("/companies/")

    assert response.status_code == 405
    assert "works in another way" in response.text
    assert "GET" in response["Allow"]


def test_a_form_without_its_token_is_told_to_be_sent_again(db):
    client = Client(enforce_csrf_checks=True)

    response = client.post(LOGIN, {"login": "ingrid", "password": "x"})

    assert response.status_code == 403
    assert "Nothing was saved" in response.text


def test_a_fault_of_ours_is_told_without_its_details(client, db, monkeypatch):
    client.raise_request_exception = False
    client.force_login(make_user())
    monkeypatch.setattr("crm.views.lists.page_of", lambda *_: 1 / 0)

    response = client.get("/companies/")

    assert response.status_code == 500
    assert "Something went wrong" in response.text
    assert "ZeroDivisionError" not in response.text


def test_who_tries_to_sign_in_all_the_time_is_told_to_wait(client, db):
    answers = [client.post(LOGIN, {"login": f"user{n}", "password": "x"}) for n in range(31)]

    assert answers[-1].status_code == 429
    assert "Too many tries" in answers[-1].text


def test_text_with_letters_of_any_alphabet_is_taken():
    assert is_text(b"q=b%C3%A5t&r=%F0%9F%9A%97")
    assert not is_text(b"q=%C3")
    assert not is_text(b"q=%00")
    assert not is_text(b"q=%ED%A0%80")


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("nb-NO,nb;q=0.9", "nb"),
        ("no", "nb"),
        ("nn-NO,nn;q=0.9,en;q=0.5", "nb"),
        ("en-GB", "en"),
        ("sv-SE,en;q=0.2,nb;q=0.8", "nb"),
        ("xx", "en"),
        ("", "en"),
    ],
)
def test_without_a_preference_the_browser_decides_on_the_language(asked, language):
    request = RequestFactory().get("/", headers={"accept-language": asked})

    assert language_of(request, None) == language


def test_a_preferred_language_goes_before_that_of_the_browser(client, db):
    client.force_login(make_user(language="nb"))

    response = client.get("/admin/", headers={"accept-language": "en"})

    assert response["Content-Language"] == "nb"
    assert translation.get_language() == "en"  # nothing stays behind in the process


def test_pages_of_a_signed_in_person_are_kept_by_nobody(client, db):
    client.force_login(make_user(is_staff=True))

    kept = client.get("/admin/")["Cache-Control"]

    assert "no-store" in kept
    assert "private" in kept
