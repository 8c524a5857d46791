"""The rows of the calendar as HTML, made as strings.

A week can hold hundreds of them, and a template makes each three times as dear. This module is the
one place where the diary writes HTML in Python: every text of people goes through `escape`; the
rest are numbers, addresses and texts of our own. The classes are those of static/css: units of
five minutes, columns of the overlap rule.
"""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.templatetags.icons import icon
from diary.entries import Entry
from diary.layout import HOUR, Bar, Box, Hours

Link = tuple[str, str]
# Types, companies and places come again and again on a page.
escape = lru_cache(4096)(html.escape)


def joined(rows: Iterable[str]) -> SafeString:
    return SafeString("".join(rows))


def worked(hours: Hours) -> str:
    """The classes of what marks these working hours."""
    return f"ws{hours.first // HOUR} we{hours.last // HOUR}"


# -- Day and Week -------------------------------------------------------------------------------

GATHERED = (
    '<li class="ev {columns}" data-type=""><a href="{url}" title="{names}">'
    '<strong aria-hidden="true">+{count}</strong><span class="vh">{more}: {names}</span></a></li>'
)
NOW = '<li class="now s{unit}" aria-hidden="true"><now-line></now-line></li>'
CHIP = '<li><a class="{classes}" href="{url}" title="{names}">{arrow}{text}{heard}</a></li>'


def box(at: Box, entry: Entry) -> str:
    """A timed item where the grid draws it."""
    lap = " lap" if at.is_lapped else ""
    room = f" ni{len(entry.icons)}" if len(entry.icons) > 1 else ""
    before, after = link(entry)
    whom = span("co", ", ".join(filter(None, (entry.whose, entry.company))), " ")
    return (
        f'<li class="ev {columns(at)}{lap}{room}"{data(entry)}>{before}'
        f"<strong>{escape(entry.title)}</strong>"
        f'<span class="meta"><time>{entry.time}</time>{spoken(entry)}{whom}</span>'
        f"{span('meta place', entry.place)}{icons(entry.icons)}{after}</li>"
    )


def gathered(at: Box, entries: list[Entry], url: str) -> str:
    """Several items for which there was no column: "+3", which opens the day."""
    count = len(entries)
    return GATHERED.format(
        columns=columns(at),
        url=escape(url),
        names=names_of(entries),
        count=count,
        more=ngettext("%(count)s more", "%(count)s more", count) % {"count": count},
    )


def chip(texts: list[str], url: str, *, is_late: bool) -> str:
    """What lies before or after the shown hours, at their edge: "18:30 Flight" or "+2 later"."""
    if not texts:
        return ""
    names = escape(", ".join(texts))
    text = _("+%(count)s later") if is_late else _("+%(count)s earlier")
    several = len(texts) > 1
    return CHIP.format(
        classes="later" if is_late else "later earlier",
        url=escape(url),
        names=names,
        arrow=icon("ph-caret-down" if is_late else "ph-caret-up", "s"),
        text=text % {"count": len(texts)} if several else names,
        heard=f'<span class="vh">: {names}</span>' if several else "",
    )


# -- the lane: whole days and what is due -------------------------------------------------------

GAP = '<li class="gap" aria-hidden="true"></li>'
BAR = (
    '<li class="{classes}"{data}>{link[0]}{icons}{title}<span class="vh">, {words}</span>{link[1]}'
    "{lasts}</li>"
)
AGAIN = '<li class="bar-ev {part}"{data}>{link[0]}<span class="again">{name}</span>{link[1]}</li>'
DUE = (
    '<li class="due {state}"{data}>{tick}{link[0]}{title}<span class="vh">, {words}</span></a></li>'
)
TICK = (
    '<button class="tick" type="submit" {action} role="checkbox" aria-checked="{checked}"'
    ' aria-label="{name}"></button>'
)


def bar(at: Bar, entry: Entry, lasts: str = "") -> str:
    """The first day of a bar; `lasts` says how long it goes on where that is not seen."""
    return BAR.format(
        classes=f"bar-ev start n{at.days}" if at.days > 1 else "bar-ev",
        data=data(entry),
        link=link(entry),
        icons="".join(icon(name, "s") for name in entry.icons[:1]),
        title=escape(entry.title),
        words=escape(", ".join((entry.time, *entry.words, *filter(None, (entry.whose,))))),
        lasts=span("mut", lasts, " "),
    )


def bar_again(entry: Entry, *, ends_here: bool) -> str:
    """A later day of a bar: drawn under the title of the first, out of the tab order."""
    return AGAIN.format(
        part="end" if ends_here else "mid",
        data=data(entry),
        link=link(entry, ' tabindex="-1"'),
        name=escape(_("%(title)s, continued") % {"title": entry.title}),
    )


def due(entry: Entry, *, with_company: bool = False) -> str:
    """A task or planned call on the day it is due, ticked where it stands."""
    title = f"{entry.time} {entry.title}" if entry.time else entry.title
    if with_company and entry.company:
        title = f"{title}, {entry.company}"
    return DUE.format(
        state=entry.state,
        data=data(entry, state=""),
        tick=tick(entry),
        link=link(entry),
        title=escape(title),
        words=escape(", ".join(entry.words)),
    )


def tick(entry: Entry) -> str:
    """The box that completes or re-opens; dead where the reader may do neither."""
    action = f'form="ticks" formaction="{entry.tick_url}"' if entry.tick_url else "disabled"
    return TICK.format(
        action=action,
        checked="true" if entry.state == "done" else "false",
        name=escape(entry.tick_name),
    )


# -- Month, Overview and the side panel ---------------------------------------------------------

LINE = (
    '<li{data}>{link[0]}<span class="dot"></span><time>{time}</time>'
    "<span>{title}{spoken}</span>{link[1]}</li>"
)
MORE = '<a class="more" href="{url}" aria-label="{name}">+{count}</a>'
BLOCKS_GATHERED = (
    '<li class="blk s{start} e{end} {place}" data-type=""><a href="{url}" title="{names}">'
    '<span aria-hidden="true">+{count}</span><span class="vh">{names}</span></a></li>'
)
TRACK = (
    '<div class="rowh"><span class="av" aria-hidden="true">{mark}</span>'
    '<span><b><a href="{url}">{name}</a></b><small>{detail}{outside}</small></span>{new}</div>\n'
    '<ul class="track" aria-label="{name}">{blocks}{now}</ul>\n'
)
NEW = '<a class="add" href="{url}" data-dialog aria-label="{name}">{icon}</a>'
OUTSIDE = ' <a class="link" href="{url}">{text}</a>'
TRACK_NOW = '<li class="vnow s{unit}" aria-hidden="true"></li>'
AGENDA = (
    '<li{data}><time>{time}</time><a href="{url}"><strong>{title}</strong><small>{whom}</small>'
    "</a></li>"
)


def line(entry: Entry, *, first_day: bool = True) -> str:
    """A timed item in the cell of a month."""
    return LINE.format(
        data=data(entry, state="", type_id=None),
        link=link(entry, f' class="mi {entry.state}" data-type="{entry.type_id}"'),
        time=entry.time_on(first_day=first_day),
        title=escape(entry.title),
        spoken=spoken(entry),
    )


def more(count: int, url: str, day: str) -> str:
    name = ngettext("%(count)s more on %(day)s", "%(count)s more on %(day)s", count)
    text = escape(name % {"count": count, "day": day})
    return MORE.format(url=escape(url), name=text, count=count)


def block(at: Box, entry: Entry, place: str = "") -> str:
    """An item in somebody's row of the Overview, at half height where two overlap."""
    half = ("up", "dn")[at.column] if at.columns > 1 else ""
    lock = icon("ph-lock-simple", "s") if "ph-lock-simple" in entry.icons else ""
    before, after = link(entry)
    return (
        f'<li class="blk s{at.start} e{at.end} {place or half}"{data(entry)}>{before}{lock}'
        f'<span>{escape(entry.title)}<span class="vh">, {entry.time}</span>{spoken(entry)}</span>'
        f"{after}</li>"
    )


def blocks_gathered(at: Box, entries: list[Entry], url: str, place: str = "dn") -> str:
    return BLOCKS_GATHERED.format(
        start=at.start,
        end=at.end,
        place=place,
        url=escape(url),
        names=names_of(entries),
        count=len(entries),
    )


def whole_day(hours: Hours, entries: list[Entry], url: str) -> str:
    """What lasts all day, as a strip above the rest of the row."""
    at = Box(*hours, [])
    if len(entries) > 1:
        return blocks_gathered(at, entries, url, "whole")
    return block(at, entries[0], "whole") if entries else ""


@dataclass(slots=True)
class Track:
    """One diary of the Overview: whose it is, and its day."""

    name: str
    detail: str
    mark: str  # initials, or a symbol of ours
    url: str
    outside: str  # what lies outside the shown hours, in words, and the way to it
    new_url: str
    new_name: str
    all_hours_url: str
    blocks: list[str]
    now_unit: int | None


def track(made: Track) -> str:
    outside = OUTSIDE.format(url=escape(made.all_hours_url), text=made.outside)
    return TRACK.format(
        mark=made.mark if isinstance(made.mark, SafeString) else escape(made.mark),
        url=escape(made.url),
        name=escape(made.name),
        detail=escape(made.detail),
        outside=outside if made.outside else "",
        new=NEW.format(
            url=escape(made.new_url), name=escape(made.new_name), icon=icon("ph-plus", "m")
        ),
        blocks="".join(made.blocks),
        now="" if made.now_unit is None else TRACK_NOW.format(unit=made.now_unit),
    )


def agenda(entry: Entry, time: str) -> str:
    """A line of the side panel."""
    return AGENDA.format(
        data=data(entry),
        time=time,
        url=entry.url,
        title=escape(entry.title),
        whom=escape(entry.company or "".join(entry.words[:1])),
    )


GLANCE = (
    '<li data-type="{type_id}"><time>{time}</time><div><strong>{title}</strong>'
    "<small>{whom}</small></div></li>"
)


def glance(entry: Entry, time: str) -> str:
    """The same where nothing is clicked."""
    return GLANCE.format(
        type_id=entry.type_id,
        time=time,
        title=escape(entry.title),
        whom=escape(", ".join(filter(None, (entry.whose, entry.company)))),
    )


# -- parts --------------------------------------------------------------------------------------


def columns(at: Box) -> str:
    return f"s{at.start} e{at.end} c{at.column} n{at.columns} w{at.width} f{at.clear}"


def data(entry: Entry, *, state: str | None = None, type_id: str | None = "") -> str:
    """The attributes that styles and scripts ask for; those of a hidden line say nothing."""
    parts = [] if type_id is None else [f' data-type="{entry.type_id}"']
    if state is None and entry.state:
        parts.append(f' data-state="{entry.state}"')
    if entry.url:
        parts.append(" data-row")
    return "".join(parts)


def link(entry: Entry, attributes: str = "") -> Link:
    """Around the text: a link to the follow-up, a plain box where there is nothing to open."""
    if not entry.url:
        return f"<div{attributes}>", "</div>"
    hint = f' title="{escape(entry.hint)}"' if entry.hint else ""
    return f'<a href="{entry.url}"{hint}{attributes}>', "</a>"


def icons(names: tuple[str, ...]) -> str:
    shown = "".join(icon(name, "s") for name in names)
    return f'<span class="ico">{shown}</span>' if shown else ""


def span(classes: str, text: str, before: str = "") -> str:
    return f'<span class="{classes}">{before}{escape(text)}</span>' if text else ""


def spoken(entry: Entry) -> str:
    """For screen readers, after the time."""
    return span("vh", entry.spoken, " " if entry.until else ", ")


def names_of(entries: list[Entry]) -> str:
    return escape(", ".join(f"{entry.time} {entry.title}" for entry in entries))
