"""How many follow-ups each colleague has on each day."""

import datetime
import itertools
import math

FULL, FEW = 8, 2
YEARS_BACK, YEARS_AHEAD = 4, 1


class Workload:
    """Shares `total` follow-ups out over the days from `first` to `last`.

    `planned[user, day]` stand there already. `fixed(team, user, day)` gives a number for a day,
    those included, or None where `weight(day)` decides.
    """

    def __init__(self, total, teams, planned, first, last):
        self.total = total - planned.total()
        self.teams, self.planned = teams, planned
        self.days = [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]

    def fixed(self, team, user, day):
        return None

    def weight(self, user, day):
        raise NotImplementedError

    def _to_come(self, day, team, user):
        wanted = self.fixed(team, user, day)
        return None if wanted is None else max(FEW, wanted - self.planned[user, day])

    def shares(self):
        """(day, team, [(user, how many)]), day after day; the numbers add up to `total`."""
        cells = [
            (day, team, user) for day in self.days for team in self.teams for user in team.members
        ]
        fixed = [self._to_come(*cell) for cell in cells]
        weights = [
            self.weight(user, day) if number is None else 0
            for number, (day, _, user) in zip(fixed, cells, strict=True)
        ]
        rest = self.total - sum(filter(None, fixed))
        scale = rest / sum(weights)
        numbers = zip(fixed, _rounded(weights, scale), cells, strict=True)
        for (day, team), group in itertools.groupby(numbers, lambda row: row[2][:2]):
            yield day, team, [(cell[2], share if n is None else n) for n, share, cell in group]


def _rounded(weights, scale):
    """Whole numbers that never drift from the running sum of the weights."""
    total, given = 0.0, 0
    for weight in weights:
        total += weight
        upto = math.floor(total * scale + 0.5)
        yield upto - given
        given = upto


def is_weekend(day):
    return day.weekday() >= 5


class AroundToday(Workload):
    """Eight people: full weeks around today, thinner ones before and after."""

    def __init__(self, total, teams, planned, today):
        super().__init__(
            total,
            teams,
            planned,
            today - datetime.timedelta(days=75),
            today + datetime.timedelta(days=60),
        )
        self.today = today

    def fixed(self, team, user, day):
        return (FULL if user.username != "admin" else 3) if day == self.today else None

    def weight(self, user, day):
        if is_weekend(day):
            return 0.02
        away = (day - self.today).days
        share = 0.4 if user.username == "admin" else 1
        if -12 <= away <= 7:
            return share
        return share * (0.35 if -40 <= away <= 21 else 0.12)


class OverYears(Workload):
    """Any number over five years: four back, one ahead.

    To compare sizes, the month of today of the first team and today of everybody are equally
    full at every size; the rest is spread evenly.
    """

    def __init__(self, total, teams, planned, today):
        super().__init__(
            total,
            teams,
            planned,
            today - datetime.timedelta(days=365 * YEARS_BACK + 1),
            today + datetime.timedelta(days=365 * YEARS_AHEAD),
        )
        self.today = today
        first = today.replace(day=1)
        self.month_from = first - datetime.timedelta(days=first.weekday())
        self.month_to = self.month_from + datetime.timedelta(days=42)

    def fixed(self, team, user, day):
        if day == self.today:
            return FULL
        in_month = self.month_from <= day < self.month_to and team is self.teams[0]
        return FULL if in_month and not is_weekend(day) else None

    def weight(self, user, day):
        return 0.02 if is_weekend(day) else 1
