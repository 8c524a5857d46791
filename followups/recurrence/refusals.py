"""What is not expanded is refused by name, and nothing is expanded without end."""

MOST_INSTANCES = 2_000
MOST_STEPS = 10_000


def gettext_noop(text: str) -> str:
    """Marks a text for the catalogues; who shows it translates it."""
    return text


class RuleRefused(ValueError):
    """A rule, or what belongs to it, that is not expanded: `part` says which, the text says why.

    `reason` and `values` are that text before it is put together, for whoever translates it.
    """

    def __init__(self, part: str, reason: str, **values: object):
        self.part, self.reason, self.values = part, reason, {"part": part, **values}
        super().__init__(reason % self.values)


class TooMuch(RuleRefused):
    """The rule is right, but it would take more instances or more steps than there may be."""


class Steps:
    """Counts the periods that were looked at, and ends what takes too many."""

    def __init__(self, most: int = MOST_STEPS):
        self.most, self.taken = most, 0

    def take(self) -> None:
        self.taken += 1
        if self.taken > self.most:
            reason = gettext_noop("This rule takes more than %(most)s steps to work out.")
            raise TooMuch("RRULE", reason, most=self.most)
