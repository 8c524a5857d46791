"""Which quarters of an hour are taken, and what instants they are."""

import datetime
from typing import NamedTuple

from followups.models.rules import wall_clock

QUARTERS_A_DAY = 96
QUARTER_TIMES = [datetime.time(n // 4, n % 4 * 15) for n in range(QUARTERS_A_DAY)]
ONE_DAY = datetime.timedelta(days=1)


class Slot(NamedTuple):
    """`length` quarters of an hour from the quarter `first` of the local date `day` on."""

    day: datetime.date
    first: int
    length: int

    @property
    def end(self):
        return self.first + self.length

    def instants(self, zone):
        """(start, end) by the clock on the wall, whatever the clocks do that night."""
        return _instant(self.day, self.first, zone), _instant(self.day, self.end, zone)

    def masks(self):
        """(date, bits) for each date it touches; bit n is the quarter n."""
        first, end, day = self.first, self.end, self.day
        while end > 0:
            upto = min(end, QUARTERS_A_DAY)
            yield day, (1 << upto) - (1 << first)
            first, end, day = 0, end - QUARTERS_A_DAY, day + ONE_DAY


def _instant(day, quarter, zone):
    days, rest = divmod(quarter, QUARTERS_A_DAY)
    return wall_clock(day + days * ONE_DAY, QUARTER_TIMES[rest], zone)


class Bookings:
    """Whose time is taken: one number of 96 bits for each day of a colleague or a resource."""

    def __init__(self):
        self.days = {}

    def is_free(self, who, slot):
        return all(not self.days.get((day, who), 0) & bits for day, bits in slot.masks())

    def take(self, who, slot):
        for day, bits in slot.masks():
            self.days[day, who] = self.days.get((day, who), 0) | bits

    def forget_before(self, day):
        self.days = {key: bits for key, bits in self.days.items() if key[0] >= day}
