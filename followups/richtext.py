"""Rich text as it may be stored and shown: a few harmless tags, links to harmless places."""

import re
from html import unescape

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

TAGS = {
    "img",
    "p",
    "br",
    "div",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "s",
    "ul",
    "ol",
    "li",
    "a",
    "blockquote",
}
SCHEMES = {"http", "https", "mailto", "tel"}
# Of an image of ours, and of no other: where followups/views/images.py serves it.
ADDRESS = r"/followups/images/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/"
IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
IMAGE_ATTRIBUTES = {
    "src": re.compile(ADDRESS),
    "alt": re.compile(r".*", re.DOTALL),
    "width": re.compile(r"[1-9][0-9]{0,4}"),
    "height": re.compile(r"[1-9][0-9]{0,4}"),
}
BLOCK_END = re.compile(r"(</(?:p|div|ul|ol|li|blockquote)>|<(?:ul|ol|br)>)\s*")


def sanitised(text: str, *, images: bool = True) -> str:
    """What was written, as HTML without anything that could act; plain text becomes paragraphs.

    `images`: those of ours stay in it.
    """
    text = text.strip().replace("\r\n", "\n")
    if not text:
        return ""
    if not nh3.is_html(text):
        text = linebreaks(text, autoescape=True)
    html = nh3.clean(
        text,
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes={"a": {"href"}, "img": set(IMAGE_ATTRIBUTES)},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    return _one_block_a_line(IMAGE.sub(_own_image if images else "", html))


def _own_image(found):
    """The image with its attributes in one order; nothing of one that is not ours."""
    written = {"alt": ""} | dict(ATTRIBUTE.findall(found[1]))
    kept = [
        f'{name}="{written[name]}"'
        for name, pattern in IMAGE_ATTRIBUTES.items()
        if name in written and pattern.fullmatch(written[name])
    ]
    return f"<img {' '.join(kept)}>" if kept[0].startswith("src=") else ""


def safe(text: str) -> str:
    """Stored rich text, ready for a page. Cleaned again: what stands in the database may be old."""
    return mark_safe(sanitised(text))  # noqa: S308  sanitised by nh3


def plain(text: str, *, images: bool = False) -> str:
    """The words alone, with those that describe images; `images`: told as such."""
    text = IMAGE.sub(lambda found: f" {_described(found, images=images)} ", text)
    return " ".join(unescape(nh3.clean(BLOCK_END.sub(r"\1 ", text), tags=set())).split())


def _described(found, *, images):
    alt = dict(ATTRIBUTE.findall(found[1])).get("alt", "").replace("<", "&lt;")
    return image_in_words(alt) if images else alt


def image_in_words(alt: str) -> str:
    """What stands for an image where there are words alone."""
    alt = " ".join(alt.split())
    return _("[image: %(alt)s]") % {"alt": alt} if alt else _("[image]")


def _one_block_a_line(html: str) -> str:
    """Line ends after blocks, so that the source reads well where no editor covers it."""
    return BLOCK_END.sub(r"\1\n", html).strip()
