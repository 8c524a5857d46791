import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followups.richtext import plain, sanitised


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("<script>alert(1)</script>Hello", "<p>Hello</p>"),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer">x</a>'),
        ('<img src=x onerror="alert(1)"><b onclick="x()">y</b>', "<b>y</b>"),
        ("<svg><animate onrepeat=alert(1)></svg>z", "z"),
        ("<p style='position:fixed'>p</p>", "<p>p</p>"),
    ],
)
def test_nothing_that_could_act_is_kept(written, stored):
    assert sanitised(written).replace("<p>Hello</p>", "Hello") == stored.replace(
        "<p>Hello</p>", "Hello"
    )


def test_plain_text_keeps_its_lines_and_signs():
    assert sanitised("1 < 2\n& more\n\nNext") == "<p>1 &lt; 2<br>\n&amp; more</p>\n<p>Next</p>"


def test_cleaning_twice_is_cleaning_once():
    once = sanitised('<p>a</p><ul><li>b</li><li>c <a href="https://x.example">d</a></li></ul><br>e')

    assert sanitised(once) == once


def test_the_words_alone_have_spaces_between_blocks():
    assert plain("<p>one</p><ul><li>two</li><li>three</li></ul>") == "one two three"


OURS = "/followups/images/00000000-0000-4000-8000-000000000000/"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (
            f'<p><img height=30 onload="x()" style="top:0" width="40" alt="A plan" src="{OURS}">',
            f'<p><img src="{OURS}" alt="A plan" width="40" height="30"></p>',
        ),
        (f'<img src="{OURS}" width="100%" height="0">', f'<img src="{OURS}" alt="">'),
        (f'<p>a<img src="{OURS}?x=1">b</p>', "<p>ab</p>"),
        (f'<p>a<img src="https://dagbok.example{OURS}">b</p>', "<p>ab</p>"),
        (f'<p>a<img src="//evil.example{OURS}">b</p>', "<p>ab</p>"),
        (f'<p>a<img src="{OURS}../../trash/">b</p>', "<p>ab</p>"),
        ('<p>a<img src="data:image/png;base64,AAAA">b</p>', "<p>ab</p>"),
        ('<p>a<img alt="src=&quot;x&quot;">b</p>', "<p>ab</p>"),
        (f'<p>a<img srcset="{OURS} 2x">b</p>', "<p>ab</p>"),
    ],
)
def test_of_images_only_our_own_stay(written, stored):
    assert sanitised(written) == stored


@given(
    st.dictionaries(
        st.sampled_from(["src", "alt", "width", "height", "onerror", "style", "srcset"]),
        st.text(alphabet="ab<>\"'&=/:; \n0", max_size=12) | st.just(OURS),
    )
)
def test_no_image_brings_anything_else_along(attributes):
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())

    stored = sanitised(f"<p>x<img {written}>y</p>")

    assert sanitised(stored) == stored
    assert ("<img" in stored) == (attributes.get("src") == OURS)
    assert not {"onerror", "style", "srcset"} & set(re.findall(r'([a-z]+)="', stored))


def test_an_image_is_told_as_one_where_there_are_words_alone():
    html = f'<p>Look<img src="{OURS}" alt="A &lt;b&gt; plan">here</p>'

    assert plain(html, images=True) == "Look [image: A <b> plan] here"
    assert plain(html) == "Look A <b> plan here"
