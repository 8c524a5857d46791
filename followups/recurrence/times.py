"""Which times of day a rule chooses, in seconds from midnight on the wall clock."""

from collections.abc import Sequence
from datetime import datetime

from followups.recurrence.rule import HOURLY, MINUTELY, WITHIN_A_DAY, Rule

DAY, HOUR, MINUTE = 86_400, 3_600, 60
UNITS = {HOURLY: HOUR, MINUTELY: MINUTE}


class TimeSet:
    """The times of a day. Every 5 hours gives other ones on each day, all else the same."""

    def __init__(self, rule: Rule, start: datetime):
        self.rule = rule
        if rule.frequency in WITHIN_A_DAY:
            self.unit = UNITS.get(rule.frequency, 1)
            self.step = self.unit * rule.interval
            since_midnight = start.hour * HOUR + start.minute * MINUTE + start.second
            first = since_midnight // self.unit * self.unit % self.step
            self.anchor = start.toordinal() * DAY + first
        else:
            self.unit, self.step, self.anchor = DAY, DAY, 0
        self.within = self._within_unit()
        self._by_phase: dict[int, Sequence[int]] = {}

    @property
    def is_same_every_day(self) -> bool:
        return DAY % self.step == 0

    @property
    def takes_every_step(self) -> bool:
        """Whether no part of the rule leaves out steps of hours, minutes or seconds."""
        limits = ((self.rule.hours, HOUR), (self.rule.minutes, MINUTE), (self.rule.seconds, 1))
        return not any(values for values, unit in limits if unit >= self.unit)

    def on(self, day: int) -> Sequence[int]:
        phase = (self.anchor - day * DAY) % self.step
        if phase not in self._by_phase:
            self._by_phase[phase] = self._from(phase)
        return self._by_phase[phase]

    def number_before(self, day: int) -> int:
        """How many there are from the day of the start up to `day`, where every step is taken."""
        return -((self.anchor - day * DAY) // self.step) * len(self.within)

    def _from(self, phase: int) -> Sequence[int]:
        steps: Sequence[int] = range(phase, DAY, self.step)
        if self.unit < DAY and not self.takes_every_step:
            steps = [step for step in steps if self._is_allowed(step)]
        if self.within == (0,):
            return steps
        return [step + second for step in steps for second in self.within]

    def _is_allowed(self, step: int) -> bool:
        rule = self.rule
        return (
            (not rule.hours or step // HOUR in rule.hours)
            and (self.unit > MINUTE or not rule.minutes or step // MINUTE % 60 in rule.minutes)
            and (self.unit > 1 or not rule.seconds or step % MINUTE in rule.seconds)
        )

    def _within_unit(self) -> tuple[int, ...]:
        """The seconds from the beginning of each day, hour, minute or second that is taken."""
        rule = self.rule
        hours = rule.hours if self.unit > HOUR else (0,)
        minutes = rule.minutes if self.unit > MINUTE else (0,)
        seconds = rule.seconds if self.unit > 1 else (0,)
        every = [h * HOUR + m * MINUTE + s for h in hours for m in minutes for s in seconds]
        if rule.positions and self.unit < DAY:
            every = [every[at] for at in chosen(rule.positions, len(every))]
        return tuple(every)


def chosen(positions: Sequence[int], size: int) -> list[int]:
    """The places, from 0, of what BYSETPOS picks out of a set of this size."""
    places = {at - 1 if at > 0 else size + at for at in positions}
    return sorted(at for at in places if 0 <= at < size)
