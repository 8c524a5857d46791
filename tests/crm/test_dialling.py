import re

import pytest

from crm import dialling


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("tel:{number}", "tel:+4722001122"),
        ("callto:{number}", "callto:+4722001122"),
        ("sip:{number}@example.com", "sip:+4722001122@example.com"),
        ("https://call.example/?to={number}", "https://call.example/?to=%2B4722001122"),
    ],
)
def test_a_number_is_written_as_the_telephone_program_wants_it(link, address):
    with dialling.by(link):
        assert dialling.address(" +47 22 00-11 22") == address

    assert dialling.address("123") == "tel:123"
    assert re.search(dialling.PATTERN, link)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "{number}",
        "tel:",
        "javascript:alert({number})",
        "data:text/html,{number}",
        "http://call.example/{number}",
        'tel:{number}"onclick="x',
        "tel:{number}{other}",
        "tel: {number}",
        "tel:{number}\n",
    ],
)
def test_links_that_could_do_anything_else_are_refused(link):
    assert not re.search(dialling.PATTERN, link)
