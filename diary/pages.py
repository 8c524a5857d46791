"""What every page of the diary has around its calendar: heading, ways onward, side panel."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from diary import lines, windows
from diary.addresses import SMALL, VIEWS, Address
from diary.diaries import OnShow
from diary.entries import Entries
from diary.lines import Line, Lines
from diary.mini_month import MiniMonth, MiniMonthMaker
from diary.next_days import Ahead, NextDays
from diary.reader import Reader
from diary.windows import ONE_DAY, Window
from followups import changes, wording

UNDOABLE_FOR = timedelta(hours=1)
BEFORE = {
    "day": gettext_noop("Previous day"),
    "week": gettext_noop("Previous week"),
    "month": gettext_noop("Previous month"),
    "overview": gettext_noop("Previous day"),
}
AFTER = {
    "day": gettext_noop("Next day"),
    "week": gettext_noop("Next week"),
    "month": gettext_noop("Next month"),
    "overview": gettext_noop("Next day"),
}


@dataclass(frozen=True)
class Step:
    """A way to another page: where to, and what it is called."""

    url: str
    name: str
    key: str = ""
    is_current: bool = False


@dataclass
class Page:
    """One page of the diary, before its calendar is drawn.

    `found`: what stands in the window `fetched`, which holds that of the page and, in one's own
    diary, the days `ahead` that the side panel tells of.
    """

    reader: Reader
    address: Address
    on_show: OnShow
    window: Window
    ahead: Ahead
    fetched: Window
    found: list[Line]

    def __post_init__(self) -> None:
        self.day = self.address.day or self.reader.today
        self.entries = Entries(self.reader, self.on_show)

    @cached_property
    def lines(self) -> list[Line]:
        if self.fetched == self.window:
            return self.found
        return [line for line in self.found if lines.touches(line, self.window)]

    @cached_property
    def sorted_lines(self) -> Lines:
        return lines.sort(self.lines, self.reader, once=self.on_show.only is None)

    @property
    def view(self) -> str:
        return self.address.view

    # -- heading -------------------------------------------------------------------------------

    @property
    def heading(self) -> str:
        language = self.reader.language
        if self.view == "week":
            return wording.period(self.window.first, self.window.last_day, language)
        if self.view == "month":
            return wording.month(self.day, language)
        is_this_year = self.day.year == self.reader.today.year
        name = wording.weekday_and_day if is_this_year else wording.long_day
        return wording.capitalised(name(self.day, language))

    @property
    def week(self) -> str:
        if self.view != "month":
            return wording.week_number(windows.iso_week(self.window.days))
        first, *_others, last = windows.weeks(self.window)
        numbers = {"first": windows.iso_week(first), "last": windows.iso_week(last)}
        return _("Weeks %(first)s–%(last)s") % numbers

    @property
    def week_url(self) -> str:
        """Of the week that a page of one day lies in."""
        return (
            self.address.at("week", self.day) if self.window.first == self.window.last_day else ""
        )

    @property
    def title(self) -> str:
        """Of the window or tab of the browser."""
        own = "" if self.on_show.is_own else f"{self.on_show.name}: "
        return f"{own}{self.heading}, {self.week}"

    @property
    def calendar_name(self) -> str:
        return _("Calendar, %(period)s") % {"period": self.heading}

    @property
    def printed(self) -> str:
        local = self.reader.now.astimezone(self.reader.zone)
        return _("%(name)s, printed %(day)s at %(time)s") % {
            "name": self.on_show.name,
            "day": wording.in_words(local.date(), "day month year", self.reader.language),
            "time": wording.clock(local.hour, local.minute, self.reader.clock),
        }

    # -- ways onward ---------------------------------------------------------------------------

    @property
    def views(self) -> list[Step]:
        names = (_("Day"), _("Week"), _("Month"), _("Overview"))
        return [
            Step(self.address.at(view, self.address.day), name, view[0].upper(), view == self.view)
            for view, name in zip(VIEWS, names, strict=True)
        ]

    @property
    def before(self) -> Step:
        return self._step(self._days_before_and_after()[0], _(BEFORE[self.view]), "J")

    @property
    def after(self) -> Step:
        return self._step(self._days_before_and_after()[1], _(AFTER[self.view]), "L")

    @property
    def today(self) -> Step:
        return Step(self.address.at(self.view), _("Today"), "T")

    @property
    def this_week(self) -> Step:
        return Step(self.address.at("week"), _("This week"))

    @property
    def small_calendar_url(self) -> str:
        return self.address.at(SMALL, self.day)

    def _days_before_and_after(self) -> tuple[date, date]:
        if self.view == "month":
            return windows.month_before(self.day), windows.next_month(self.day)
        if self.view == "week":
            return self.window.first - 7 * ONE_DAY, self.window.first + 7 * ONE_DAY
        return self.day - ONE_DAY, self.day + ONE_DAY

    def _step(self, day: date, name: str, key: str) -> Step:
        url = self.address.at(self.view, day) if windows.within_bounds(day) else ""
        return Step(url, name, key)

    @property
    def choices(self) -> list[Step]:
        """How much is shown: the working week alone, all hours of the day."""
        offered = {
            "day": ("hours",),
            "week": ("days", "hours"),
            "month": (),
            "overview": ("hours",),
        }[self.view]
        return [self._choice(name) for name in offered]

    def _choice(self, filter_name: str) -> Step:
        text, name = {
            "days": ("working", _("Working week")),
            "hours": ("all", _("All hours")),
        }[filter_name]
        is_current = bool(self.address.get(filter_name))
        other = self.address.with_(**{filter_name: "" if is_current else text})
        return Step(other.here, name, is_current=is_current)

    @cached_property
    def undo(self) -> Step | None:
        """To take back what the reader did last, while it is fresh."""
        last = changes.last_undoable(self.reader.user, self.reader.now - UNDOABLE_FOR)
        if last is None:
            return None
        name = _("Undo (%(what)s)") % {"what": last.text}
        return Step(reverse("followups:change-undo", args=[last.batch]), name, "Z")

    @property
    def owners_url(self) -> str:
        query = [("view", self.view), ("date", self.day.isoformat()), *self.address.pairs]
        return f"{reverse('diary:owners')}?{urlencode(query)}"

    @property
    def diary_query(self) -> str:
        """Whose diary something new stands in; nothing in one's own."""
        pairs = [("diary", key) for key in self.on_show.keys]
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def form_key(self) -> uuid.UUID:
        """The one-time key of the card for quick add."""
        return uuid.uuid4()

    @property
    def new_query(self) -> str:
        """What the New menu knows: the day on show and whose diary it is."""
        day = self.reader.today if self.reader.today in self.window else self.day
        pairs = [("date", day.isoformat()), *(("diary", key) for key in self.on_show.keys)]
        return f"&{urlencode(pairs)}"

    @cached_property
    def create_url(self) -> str:
        return reverse("followups:follow-up-create", args=["appointment"])

    def new_url(self, day: date) -> str:
        """To plan something on that day in the diary on show."""
        return f"{self.create_url}?date={day.isoformat()}&{self._whose_and_back}"

    @cached_property
    def _whose_and_back(self) -> str:
        diaries = [("diary", key) for key in self.on_show.keys]
        return urlencode([*diaries, ("next", self.address.here)])

    # -- side panel ----------------------------------------------------------------------------

    def mini_month(self, months: int) -> MiniMonth:
        shown = (self.on_show, self.day, self.window, self.reader, self.address)
        return MiniMonthMaker(*shown, months).month()

    def next_days(self) -> NextDays:
        known = (self.ahead, self.fetched, self.found)
        return NextDays(self.on_show, *known, self.address, self.entries)

    # -- the card below ------------------------------------------------------------------------

    @property
    def shows_sales(self) -> bool:
        """A resource sells nothing; below its diary stand its activities."""
        return self.address.get("card") == "sales" and self.card_owner["user"] is not None

    @property
    def card_owner(self) -> dict[str, Any]:
        """Whose activities stand below: the owner's; one's own below several diaries."""
        only = self.on_show.only
        if only is None:
            return {"user": self.reader.user, "resource": None}
        return {"user": only.user, "resource": only.resource}
