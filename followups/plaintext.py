"""Rich text as it is read and typed where no editor covers it: lines, and lists with dashes."""

import re
from html import escape
from html.parser import HTMLParser

from django.utils.html import urlize

from followups.richtext import image_in_words

OWN_BLOCK = {"p", "ul", "ol", "blockquote"}
DASH = re.compile(r"\s*[-*•]\s+(.*)")
NUMBERED = re.compile(r"\s*([0-9]{1,3})[.)]\s+(.*)")
BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def as_text(html):
    """What `html` (sanitised) says, a paragraph or list at a time, with empty lines between."""
    return "\n\n".join(text for text, _source in blocks(html))


def from_text(text, html=""):
    """HTML of typed `text`. Parts of it that stand in `html` alike keep their formatting.

    An image stays where the words for it stand.
    """
    reader = read(html)
    known = dict(reader.found)
    parts = BLANK_LINES.split(text.replace("\r\n", "\n").strip())
    return "\n".join(
        known.get(tidy(part)) or _marked_up(part, reader.images) for part in parts if part
    )


def blocks(html):
    """[(text, source)] of the paragraphs and lists, in their order."""
    return read(html).found


def read(html):
    reader = Blocks()
    reader.feed(html)
    reader.close_block()
    return reader


def tidy(text):
    return "\n".join(line.strip() for line in text.strip().split("\n"))


class Blocks(HTMLParser):
    """Cuts rich text into blocks; lines that are not in a paragraph or list are one together."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.text, self.source = [], "", ""
        self.depth = 0
        self.lists, self.links = [], []
        self.images = {}  # {the words for it: its source}

    def handle_starttag(self, tag, attrs):
        if tag in OWN_BLOCK and not self.depth:
            self.close_block()
        if tag not in ("br", "img"):
            self.depth += 1
        self.source += self.get_starttag_text()
        if tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._start_item()
        elif tag == "a":
            self.links.append((dict(attrs).get("href") or "", len(self.text)))
        elif tag == "img":
            self._image(dict(attrs).get("alt") or "")
        elif tag in ("br", "div", "p", "blockquote"):
            self._new_line(always=tag == "br")
        self._end_of_lines()

    def handle_endtag(self, tag):
        self.depth -= 1
        self.source += f"</{tag}>"
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "a" and self.links:
            self._end_link(*self.links.pop())
        elif tag in ("div", "p", "li"):
            self._new_line()
        if tag in OWN_BLOCK and not self.depth:
            self.close_block()
        self._end_of_lines()

    def handle_data(self, data):
        self.source += escape(data, quote=False)
        words = re.sub(r"\s+", " ", data)
        self.text += words.lstrip() if not self.text or self.text.endswith("\n") else words

    def _start_item(self):
        self._new_line()
        if self.lists and self.lists[-1] is not None:
            self.lists[-1] += 1
            self.text += f"{self.lists[-1]}. "
        else:
            self.text += "- "

    def _image(self, alt):
        """Words that stand for this image alone; those of one like it have a number."""
        words, number = image_in_words(alt), 2
        while words in self.images:
            words, number = image_in_words(f"{alt} ({number})"), number + 1
        self.images[words] = self.get_starttag_text()
        self.text += words

    def _end_link(self, address, start):
        """The address behind the words, unless they say it themselves."""
        if address and not address.endswith(self.text[start:].strip()):
            self.text += f" ({address})"

    def _new_line(self, *, always=False):
        if always or (self.text and not self.text.endswith("\n")):
            self.text = self.text.rstrip(" ") + "\n"

    def _end_of_lines(self):
        """An empty line ends what stands outside of paragraphs and lists."""
        if not self.depth and self.text.endswith("\n\n"):
            self.close_block()

    def close_block(self):
        for text, source in self._paragraphs():
            self.found.append((text, source))
        self.text = self.source = ""

    def _paragraphs(self):
        text = tidy(self.text)
        parts = BLANK_LINES.split(text)
        if len(parts) > 1:  # empty lines inside: they are paragraphs of their own when typed
            return [(part, _marked_up(part, self.images)) for part in parts]
        return [(text, self.source.strip())] if text else []


def _marked_up(part, images):
    """A list of lines that all begin with a dash or count from 1; else lines of a paragraph."""
    lines = [line for line in part.split("\n") if line.strip()]
    dashed = [DASH.fullmatch(line) for line in lines]
    counted = [NUMBERED.fullmatch(line) for line in lines]
    if all(dashed):
        return _list("ul", [match[1] for match in dashed], images)
    counts = len(lines) > 1 and all(counted)
    if counts and [int(match[1]) for match in counted] == list(range(1, len(lines) + 1)):
        return _list("ol", [match[2] for match in counted], images)
    return f"<p>{'<br>'.join(_inline(line, images) for line in lines)}</p>"


def _list(tag, items, images):
    return f"<{tag}>{''.join(f'<li>{_inline(item, images)}</li>' for item in items)}</{tag}>"


def _inline(line, images):
    words = re.split(f"({'|'.join(map(re.escape, images))})", line.strip()) if images else [line]
    return "".join(images.get(part) or urlize(part, autoescape=True) for part in words).strip()
