"""Rows of an Activities list as texts in the reader's language, made once for the template."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from crm.addresses import BLANK, pattern
from crm.templatetags.icons import icon
from followups import wording
from followups.models import Kind, Visibility
from followups.models.rules import midnight, wall_clock

ICONS = {
    Kind.APPOINTMENT: "ph-calendar-blank",
    Kind.TASK: "ph-check-square",
    Kind.CALL: "ph-phone",
}


@dataclass(slots=True)
class Line:
    public_id: str
    url: str
    tick_url: str  # empty where the reader may not tick it
    is_own: bool
    is_completed: bool
    classes: str
    date: str
    time: str
    type_id: int
    type_name: str
    icon: str
    title: str
    company_url: str
    company_name: str
    contact_url: str
    contact_name: str
    owner: str
    initials: str
    status: str
    is_high: bool
    opens: str = ""  # how the link of a document does it; that of a follow-up opens its form


def activity_lines(rows, reader, now, *, ticks_all):
    """`rows` of `activities` as lines. `ticks_all`: the list is the reader's own diary."""
    wordings = Reading(reader, now)
    return [wordings.line(row, ticks_all or row.owner_id == reader.pk) for row in rows]


class Reading:
    """Who reads, where and when: what the texts of a list depend on."""

    def __init__(self, reader, now):
        self.pk = reader.pk
        self.preferences = reader.preferences
        self.zone = self.preferences.zone
        self.now = now
        self.today = timezone.localdate(now, self.zone)
        self.language = get_language()
        self.addresses = {
            name: pattern(name)
            for name in (
                "followups:follow-up-detail",
                "followups:follow-up-complete",
                "followups:follow-up-reopen",
                "crm:company-detail",
                "crm:person-detail",
            )
        }

    def address(self, name, public_id):
        return self.addresses[name].replace(BLANK, str(public_id)) if public_id else ""

    def line(self, row, ticks):
        ends = self.ends(row)
        is_overdue = row.completed_at is None and ends is not None and ends < self.now
        verb = "reopen" if row.completed_at else "complete"
        public_id = str(row.public_id)
        return Line(
            public_id=public_id,
            url=self.address("followups:follow-up-detail", public_id),
            tick_url=self.address(f"followups:follow-up-{verb}", public_id) if ticks else "",
            is_own=row.owner_id == self.pk,
            is_completed=row.completed_at is not None,
            classes=self.classes(row, is_overdue),
            date=self.day(row.listed_on),
            time=self.time(row),
            type_id=row.type_id,
            type_name=row.type_name,
            icon=icon(ICONS[row.kind], "m"),
            title=row.title,
            company_url=self.address("crm:company-detail", row.company_id),
            company_name=row.company_name or "",
            contact_url=self.address("crm:person-detail", row.person_id),
            contact_name=f"{row.person_first_name or ''} {row.person_last_name or ''}".strip(),
            owner=f"{row.owner_first_name} {row.owner_last_name}".strip(),
            initials=f"{row.owner_first_name[:1]}{row.owner_last_name[:1]}".upper(),
            status=self.status(row, ends, is_overdue),
            is_high=bool(row.is_high),
        )

    def ends(self, row):
        """The instant after which it is overdue, as `TimeRules.is_overdue` has it."""
        zone = ZoneInfo(row.time_zone)
        if row.due_on and not (row.kind == Kind.CALL and row.starts_at):
            return wall_clock(row.due_on, row.due_time, zone)
        return midnight(row.ends_on, zone) if row.ends_on else row.ends_at

    def classes(self, row, is_overdue):
        found = []
        if row.completed_at:
            found.append("done")
        elif is_overdue and self.preferences.marks_overdue:
            found.append("over")
        if row.visibility == Visibility.OWNER:
            found.append("own")
        return " ".join(found)

    def day(self, day):
        if day == self.today:
            return _("Today")
        if day.year != self.today.year:
            return wording.in_words(day, "brief day month year", self.language)
        return wording.brief_day(day, self.language)

    def time(self, row):
        clock = self.preferences.clock
        if (row.due_on and row.kind != Kind.CALL) or row.is_planned_call:
            due = row.due_time
            return wording.clock(due.hour, due.minute, clock) if due else ""
        return wording.time_of(row.starts_at.astimezone(self.zone), clock) if row.starts_at else ""

    def status(self, row, ends, is_overdue):
        if row.completed_at:
            return _("Completed")
        if is_overdue:
            return self.overdue(row)
        if row.due_on == self.today and not (row.kind == Kind.CALL and row.starts_at):
            return _("Due today")
        if row.starts_at and row.starts_at <= self.now < row.ends_at:
            return _("In progress")
        if ends is None:
            return _("Not scheduled")
        return ""

    def overdue(self, row):
        if not row.due_on or (row.kind == Kind.CALL and row.starts_at):
            return _("Not completed")
        days = (self.today - row.due_on).days
        if days < 1:
            return _("Overdue")
        return ngettext("%(days)s day overdue", "%(days)s days overdue", days) % {"days": days}
