"""What comes next for the reader, and their plan of a day or a week, in the side panel."""

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple, Self

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.models.companies import full_address
from crm.prepared import Prepared
from diary import diaries, lines, windows
from diary.addresses import Address
from diary.agenda import Agenda
from diary.diaries import OnShow
from diary.entries import Entries, Entry
from diary.lines import Line, is_all_day, is_due
from diary.reader import Reader
from diary.windows import ONE_DAY, Window
from followups import wording
from followups.facts import way_to
from followups.models import FollowUp, Kind

NEAR = timedelta(days=14)


PANELS = ("day", "next", "week", "preview")


class PanelChoice(NamedTuple):
    panel: str
    name: str
    url: str
    is_current: bool


@dataclass
class Plan:
    title: str
    lines: SafeString
    choices: list[PanelChoice]

    @property
    def is_preview(self) -> bool:
        """What is chosen in the calendar shows here, in place of a card beside it."""
        return any(choice.is_current for choice in self.choices if choice.panel == "preview")


@dataclass
class UpNext:
    """The next thing with a time of the reader's, today or tomorrow."""

    entry: Entry
    starts_in: str
    company_url: str = ""
    person: str = ""
    first_name: str = ""
    phone: str = ""
    way_to: str = ""  # where to drive to
    brief_url: str = ""


@dataclass(frozen=True)
class Ahead:
    """The days that the side panel tells of: those of its plan, and today with tomorrow."""

    panel: str
    planned: Window
    soon: Window

    @classmethod
    def of(cls, address: Address, reader: Reader, remembered: str = "") -> Self:
        """`remembered`: the panel that the reader chose last on such a page."""
        usual = "day" if address.view == "month" else "next"
        panel = address.get("panel") or (remembered if remembered in PANELS else usual)
        day = address.day or reader.today
        if panel == "week":
            planned = windows.week_of(day, reader.zone, reader.first_weekday)
        else:
            planned = windows.day_of(day if panel == "day" else day + ONE_DAY, reader.zone)
        return cls(panel, planned, Window(reader.today, reader.today + 2 * ONE_DAY, reader.zone))

    def beside(self, shown: Window) -> Window:
        """`shown` and those of these days that lie near it: all that one query is to fetch."""
        found = shown
        for window in (self.planned, self.soon):
            first, last = min(found.first, window.first), max(found.last, window.last)
            if last - first <= shown.last - shown.first + NEAR:
                found = Window(first, last, shown.zone)
        return found


class NextDays:
    """The reader's own days, from the lines of the page where those are theirs and cover them.

    `fetched`: the window of these lines, which may be wider than what the page shows.
    """

    def __init__(
        self,
        on_show: OnShow,
        ahead: Ahead,
        fetched: Window,
        found: list[Line],
        address: Address,
        entries: Entries,
    ):
        self.entries = entries
        self.reader: Reader = entries.reader
        self.address = address
        self.panel, self.planned, self.soon = ahead.panel, ahead.planned, ahead.soon
        self.shown = fetched if on_show.is_own else None
        self.on_page = found
        self.fetched = self._fetch([self.planned, self.soon])

    def _fetch(self, wanted: list[Window]) -> list[Line]:
        """The lines of the windows that the page does not cover; one query when they lie near."""
        missing = [window for window in wanted if not self._on_page(window)]
        if not missing:
            return []
        first, last = min(each.first for each in missing), max(each.last for each in missing)
        if last - first <= NEAR:
            missing = [Window(first, last, self.reader.zone)]
        own = diaries.own(self.reader.user)
        return [line for window in missing for line in lines.fetch(own, window, self.reader)]

    def _on_page(self, window: Window) -> bool:
        shown = self.shown
        return shown is not None and shown.first <= window.first and window.last <= shown.last

    def _of(self, window: Window) -> list[Line]:
        found = self.on_page if self._on_page(window) else self.fetched
        return [line for line in found if lines.touches(line, window)]

    # -- the plan of a day or week -------------------------------------------------------------

    def plan(self) -> Plan:
        return Plan(
            title=self._title(),
            lines=Agenda(self.planned, self.entries).html(self._of(self.planned)),
            choices=self._choices(),
        )

    def _choices(self) -> list[PanelChoice]:
        names = (_("Day"), _("Next day"), _("Week"), _("Preview"))
        return [
            PanelChoice(panel, name, self.address.with_(panel=panel).here, panel == self.panel)
            for panel, name in zip(PANELS, names, strict=True)
        ]

    def _title(self) -> str:
        if self.panel == "preview":
            return _("Preview")
        if self.panel == "week":
            return wording.week_number(windows.iso_week(self.planned.days))
        return wording.short_day(self.planned.first, self.reader.language)

    # -- up next -------------------------------------------------------------------------------

    def up_next(self) -> UpNext | None:
        coming = [line for line in self._of(self.soon) if self._is_coming(line)]
        if not coming:
            return None
        line = min(coming, key=lambda line: line.starts_at)
        found = UpNext(self.entries.timed(line), self._starts_in(line))
        self._add_customer(found, line)
        return found

    def _is_coming(self, line: Line) -> bool:
        return (
            not is_due(line)
            and not is_all_day(line)
            and line.completed_at is None
            and line.starts_at > self.reader.now
        )

    def _starts_in(self, line: Line) -> str:
        if line.starts_at.astimezone(self.reader.zone).date() > self.reader.today:
            return _("tomorrow")
        minutes = -int((self.reader.now - line.starts_at).total_seconds() // 60)
        return _("in %(length)s") % {"length": wording.length(minutes)}

    def _add_customer(self, found: UpNext, line: Line) -> None:
        asked = {"viewer": self.reader.user.pk, "public_id": line.public_id}
        known, *others = CUSTOMER.rows(**asked)
        customer = Customer._make(known)
        rooms = {customer.room, *(other[-1] for other in others)} - {None}
        address = full_address(customer.address, customer.postcode, customer.city)
        found.way_to = way_to(line.location, rooms, address, is_online=bool(line.video_url))
        if line.kind == Kind.APPOINTMENT and (line.company_name or line.person_name):
            found.brief_url = reverse("followups:follow-up-brief", args=[line.public_id])
        if customer.company:
            found.company_url = reverse("crm:company-detail", args=[customer.company])
        found.person = (line.person_name or "").strip()
        found.first_name = customer.first_name or line.company_name or ""
        found.phone = customer.mobile or customer.phone or customer.company_phone or ""


class Customer(NamedTuple):
    """Who to call about a follow-up and where they are; one row for each who takes part."""

    company: object | None
    company_phone: str | None
    address: str | None
    postcode: str | None
    city: str | None
    first_name: str | None
    phone: str | None
    mobile: str | None
    room: str | None


def _customer(asked):
    customer = FollowUp.objects.visible_to(asked.viewer).filter(public_id=asked.public_id)
    return customer.values_list(
        "company__public_id",
        "company__phone",
        "company__address",
        "company__postcode",
        "company__city",
        "person__first_name",
        "person__phone",
        "person__mobile",
        "participants__resource__name",
    )


CUSTOMER = Prepared(_customer)
