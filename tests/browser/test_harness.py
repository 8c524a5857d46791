"""The browser of the tests notices what a person would."""

from tests.factories import make_user

EVERYTHING_WRONG = """async () => {
  document.body.setAttribute("style", "color: red");
  setTimeout(() => { throw new Error("broken"); });
  await fetch("https://example.com/").catch(() => null);
  await fetch("/static/lost.js");
  await new Promise(done => setTimeout(done, 50));
}"""


def test_a_signed_in_browser_opens_a_page_without_the_form(sign_in):
    page = sign_in(make_user())

    page.goto("/preferences/")

    assert page.url.endswith("/preferences/")


def test_two_people_have_browsers_of_their_own(sign_in, open_as):
    page = sign_in(make_user())
    stranger = open_as(None, java_script_enabled=False)

    page.goto("/preferences/")
    stranger.goto("/preferences/")

    assert "/accounts/login/" not in page.url
    assert "/accounts/login/" in stranger.url


def test_a_blocked_script_a_foreign_address_and_a_lost_file_are_noticed(page, complaints):
    page.goto("/accounts/login/")

    page.evaluate(EVERYTHING_WRONG)
    noticed = " ".join(complaints)
    complaints.clear()

    assert "style" in noticed
    assert "example.com" in noticed
    assert "404 from" in noticed
    assert "broken" in noticed
