"""The month at a glance, in the side panel: how full each day is, and the way to it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.templatetags.frame import SIDE, steps_left
from diary import layout, mini_days, rows, windows
from diary.addresses import SMALL, Address
from diary.diaries import OnShow
from diary.reader import Reader
from diary.windows import Window
from followups import wording
from followups.claims import spans_taken

FULL_FROM = timedelta(hours=4)
STEPS_OF_A_MONTH = 10


@dataclass
class MiniWeek:
    number: int
    name: str
    url: str
    is_chosen: bool
    days: SafeString
    strip: SafeString


@dataclass
class Table:
    """One month of it."""

    title: str
    url: str
    weeks: list[MiniWeek]


@dataclass
class MiniMonth:
    """The month of the chosen day and, in a wide panel, those after it."""

    before_name: str
    before_url: str
    after_name: str
    after_url: str
    today_url: str
    week_url: str
    weekdays: list[tuple[str, str]]
    months: list[Table]

    @property
    def weeks(self) -> list[MiniWeek]:
        return self.months[0].weeks


class MiniMonthMaker:
    """`day` is the chosen one, `shown` what the page shows; `count`: of months."""

    def __init__(
        self,
        on_show: OnShow,
        day: date,
        shown: Window,
        reader: Reader,
        address: Address,
        count: int,
    ):
        self.on_show = on_show
        self.day = day
        self.only_day = shown.first if shown.first == shown.last_day else None
        self.reader = reader
        self.address = address
        self.firsts = windows.months_from(day, count)
        self.windows = [
            windows.month_of(first, reader.zone, reader.first_weekday) for first in self.firsts
        ]
        self.window = Window(self.windows[0].first, self.windows[-1].last, reader.zone)
        self.booked = _("%(day)s, %(length)s booked")

    def month(self) -> MiniMonth:
        language, view = self.reader.language, self.address.view
        taken = fullness(self._spans(), self.window)
        before, after = windows.month_before(self.day), windows.next_month(self.day)
        return MiniMonth(
            before_name=wording.month(before, language),
            before_url=self._same_view(before),
            after_name=wording.month(after, language),
            after_url=self._same_view(after),
            today_url=self.address.at("day" if view == SMALL else view),
            week_url=self.address.at("week"),
            weekdays=weekday_names(self.window.days[:7], "ccccc", language),
            months=[
                self._table(first, window, taken)
                for first, window in zip(self.firsts, self.windows, strict=True)
            ],
        )

    def _table(self, first: date, window: Window, taken: dict[date, timedelta]) -> Table:
        is_first = first == self.firsts[0]
        return Table(
            title=wording.month(first, self.reader.language),
            url=self.address.at("month", self.day if is_first else first),
            weeks=[self._week(days, first.month, taken) for days in windows.weeks(window)],
        )

    def _spans(self) -> list[layout.Span]:
        users, resources = self.on_show.users, self.on_show.resources
        start, end = self.window.start, self.window.end
        return spans_taken(users=users, resources=resources, start=start, end=end)

    def _same_view(self, day: date) -> str:
        return self.address.at(self.address.view, day) if windows.within_bounds(day) else ""

    def _week(self, days: list[date], month: int, taken: dict[date, timedelta]) -> MiniWeek:
        number = windows.iso_week(days)
        made = [self._day(day, month, taken.get(day, timedelta())) for day in days]
        is_chosen = self.day in days
        return MiniWeek(
            number=number,
            name=wording.week_number(number),
            url=self.address.at("week", days[0]),
            is_chosen=is_chosen,
            days=rows.joined(mini_days.mini_day(day) for day in made),
            strip=rows.joined(mini_days.strip_day(day) for day in made if is_chosen),
        )

    def _day(self, day: date, month: int, taken: timedelta) -> mini_days.MiniDay:
        name = wording.weekday_and_day(day, self.reader.language)
        length = wording.length(int(taken.total_seconds()) // 60) if taken else ""
        classes = {
            "out": day.month != month,
            "has": bool(taken),
            "busy": taken >= FULL_FROM,
        }
        return mini_days.MiniDay(
            day=day,
            weekday=wording.in_words(day, "EEE", self.reader.language),
            url=self.address.at("day", day),
            name=self.booked % {"day": name, "length": length} if taken else name,
            classes=" ".join(name for name, holds in classes.items() if holds),
            is_today=day == self.reader.today,
            is_shown=day == self.only_day,
        )


def months_beside(cookies: Mapping[str, str]) -> int:
    """How many months fit into the side panel, as wide as it was left."""
    steps = steps_left(cookies, SIDE) or min(SIDE.steps)
    return 1 + (steps - min(SIDE.steps)) // STEPS_OF_A_MONTH


def fullness(spans: list[layout.Span], window: Window) -> dict[date, timedelta]:
    """How much of each day is taken, what overlaps counted once; a day has the hours it has."""
    taken: dict[date, timedelta] = defaultdict(timedelta)
    days = window.days
    midnights = [windows.midnight(day, window.zone) for day in (*days, window.last)]
    for start, end in layout.merged(spans):
        at = max(bisect_right(midnights, start) - 1, 0)
        while at < len(days) and midnights[at] < end:
            taken[days[at]] += min(end, midnights[at + 1]) - max(start, midnights[at])
            at += 1
    return taken


def weekday_names(days: list[date], pattern: str, language: str) -> list[tuple[str, str]]:
    """(M, Monday) for the heads of the columns; `pattern` is that of the short one."""
    return [
        (wording.in_words(day, pattern, language), wording.in_words(day, "EEEE", language))
        for day in days
    ]
