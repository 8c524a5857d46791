"""Sales with their next steps, as texts in the reader's language: in cards, lists and pages."""

from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

from crm.models import Sale
from followups.activity_lines import Reading
from followups.models import FollowUp
from followups.visibility import PLANNED


@dataclass
class SaleLine:
    sale: Sale
    day: str
    is_late: bool  # the day of the decision has passed
    step: FollowUp | None = None  # the next one, where the reader may see it
    step_text: str = ""  # what stands in its place
    step_day: str = ""
    is_overdue: bool = False
    may_postpone: bool = False

    @property
    def is_undecided(self):
        return self.sale.status in (Sale.Status.OPEN, Sale.Status.STALLED)

    @property
    def is_stepless(self):
        """An open one that nothing is planned for."""
        return self.sale.status == Sale.Status.OPEN and not self.step and not self.step_text

    @property
    def said(self):
        """The step as one text: Fri 12 Jun: Send the quote; "" where none is needed."""
        if self.step:
            return f"{self.step_day}: {self.step.title}"
        return self.step_text or (_("none") if self.is_stepless else "")


def sale_lines(rows, reader, now):
    """A `SaleLine` of each; one query for the steps of all."""
    reading = Reading(reader, now)
    steps = FollowUp.objects.next_of_sales([sale.pk for sale in rows], reader)
    return [sale_line(sale, steps.get(sale.pk), reader, reading) for sale in rows]


def sale_line(sale, step, reader, reading):
    line = SaleLine(sale, reading.day(sale.sale_on), sale.sale_on < reading.today)
    if not line.is_undecided:
        return line
    if sale.status == Sale.Status.STALLED and sale.reopen_on:
        line.step_text = _("Re-open %(day)s") % {"day": reading.day(sale.reopen_on)}
        line.is_overdue = sale.reopen_on <= reading.today
    elif step is PLANNED:
        line.step_text = _("planned")
    elif step:
        line.step, line.step_day = step, reading.day(step.listed_on)
        line.is_overdue = step.is_overdue(reading.now)
        line.may_postpone = step.owner_id == reader.pk
    return line


def step_html(line, address):
    """The step in a cell of a list; `address`: the one that opens it."""
    if line.is_stepless:
        return f'<span class="none">{escape(line.said)}</span>'
    look = "late" if line.is_overdue else "mut"
    if not line.step:
        return f'<span class="{look}">{escape(line.said)}</span>' if line.said else ""
    said = escape(line.said)
    return f'<a class="{look}" href="{address}" title="{said}" data-dialog>{said}</a>'
