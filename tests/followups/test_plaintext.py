"""Rich text where no editor covers it: read as lines, typed as lines, and formatted as before."""

import re

import pytest

from followups.plaintext import as_text, from_text
from followups.richtext import sanitised

WRITTEN = [
    ("<p>Rungs and <b>steps</b></p><p>Next</p>", "Rungs and steps\n\nNext"),
    ("<p>One<br>Two</p>", "One\nTwo"),
    ("<ul><li>Bring</li><li>Send &amp; ask</li></ul>", "- Bring\n- Send & ask"),
    ("<ol><li>First</li><li>Second</li></ol>", "1. First\n2. Second"),
    ("One<div>Two</div><div><br></div><div>Three</div>", "One\nTwo\n\nThree"),
    ('<p>See <a href="https://x.example/a">the map</a></p>', "See the map (https://x.example/a)"),
    ('<p><a href="mailto:a@b.example">a@b.example</a></p>', "a@b.example"),
    ("<blockquote><p>He said</p></blockquote>", "He said"),
    ("", ""),
]


@pytest.mark.parametrize(("html", "text"), WRITTEN)
def test_formatting_is_read_as_lines(html, text):
    assert as_text(sanitised(html)) == text


@pytest.mark.parametrize("html", [html for html, _text in WRITTEN])
def test_what_is_sent_as_it_was_read_keeps_its_formatting(html):
    stored = sanitised(html)

    assert sanitised(from_text(as_text(stored), stored)) == stored


def test_only_the_part_that_was_changed_loses_its_formatting():
    html = "<p>Keep <b>this</b></p><ul><li>and <i>that</i></li></ul><p>not <b>so</b></p>"

    typed = "Keep this\n\n- and that\n\nnot as before"

    assert sanitised(from_text(typed, html)) == (
        "<p>Keep <b>this</b></p>\n<ul>\n<li>and <i>that</i></li>\n</ul>\n<p>not as before</p>"
    )


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("1 < 2 & <b>bold</b>", "<p>1 &lt; 2 &amp; &lt;b&gt;bold&lt;/b&gt;</p>"),
        ("One\nTwo\n\n\nThree", "<p>One<br>Two</p>\n<p>Three</p>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
        ("3. etasje", "<p>3. etasje</p>"),
        ("Agreed:\n- one", "<p>Agreed:<br>- one</p>"),
        ("  ", ""),
    ],
)
def test_what_is_typed_means_what_it_looks_like(typed, html):
    assert from_text(typed) == html


def test_a_typed_address_becomes_a_link():
    assert '<a href="https://x.example"' in sanitised(from_text("See https://x.example"))


def image(number, alt="plan"):
    return f'<img src="/followups/images/0000000{number}-0000-4000-8000-000000000000/" alt="{alt}">'


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f"<p>See {image(1)} first</p>", "See [image: plan] first"),
        (f"<p>{image(1)}{image(2)}</p>", "[image: plan][image: plan (2)]"),
        (f"<ul><li>{image(1, '')}</li><li>b</li></ul>", "- [image]\n- b"),
        (image(1, "kart.no &lt;b&gt;"), "[image: kart.no <b>]"),
    ],
)
def test_an_image_is_read_as_words_and_comes_back(html, text):
    stored = sanitised(html)

    assert as_text(stored) == text
    assert sanitised(from_text(text, stored)) == stored
    changed = sanitised(from_text(text + "!", stored))
    assert re.findall("<img[^>]*>", changed) == re.findall("<img[^>]*>", stored)
    assert "!" in changed


def test_an_image_whose_words_are_taken_away_is_gone():
    assert from_text("See first", f"<p>See {image(1)} first</p>") == "<p>See first</p>"
