import brotli
import pytest

from config.compression import accepts_brotli
from tests.factories import make_user


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("gzip, deflate, br, zstd", True),
        ("br", True),
        ("gzip;q=1.0, br;q=0.5", True),
        ("gzip, br;q=0", False),
        ("br;q=0.0", False),
        ("gzip", False),
        ("", False),
        ("brotli", False),
    ],
)
def test_brotli_is_sent_to_those_who_ask_for_it(header, taken):
    assert accepts_brotli(header) is taken


@pytest.mark.django_db
def test_a_page_is_the_same_in_every_encoding(client):
    client.force_login(make_user())
    plain = client.get("/companies/")
    small = client.get("/companies/", headers={"accept-encoding": "gzip, br"})

    page = brotli.decompress(small.content).decode()
    assert small.headers["Content-Encoding"] == "br"
    assert int(small.headers["Content-Length"]) == len(small.content)
    assert "Accept-Encoding" in small.headers["Vary"]
    assert page.split("<title>")[1].split("</title>")[0] in plain.content.decode()
    assert (
        client.get("/companies/", headers={"accept-encoding": "gzip"}).headers["Content-Encoding"]
        == "gzip"
    )


@pytest.mark.django_db
def test_a_style_sheet_that_did_not_change_is_not_sent_again(client):
    client.force_login(make_user())
    first = client.get("/type-colours.css", headers={"accept-encoding": "br"})

    again = client.get(
        "/type-colours.css",
        headers={"accept-encoding": "br", "if-none-match": first.headers["ETag"]},
    )

    assert again.status_code == 304
