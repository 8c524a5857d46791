"""Works out the occurrences of a recurrence rule: RFC 5545, without Django.

    expand("FREQ=MONTHLY;BYDAY=-1FR", datetime(2026, 1, 30, 9), "Europe/Oslo", (start, end))

- The rule is wall-clock time of the zone, through every change of the clocks (`clock`).
- The rule alone decides: a start that it does not name is not an occurrence, nor counted.
- Parts that the rule leaves open come from the start, as RFC 5545 says.
- UNTIL as a date is the end of that local day, as a time with Z that instant, both included.
- COUNT counts before dates are left out or added, and two times that are one instant twice.
- Answers are in the zone of the series: compare them with stored instants in UTC, since Python
  calls times of different zones unequal in the hour that comes twice.
- What is not supported is refused by name, what takes too much when it does (`refusals`).

The cost is that of the window: the periods before it are skipped by arithmetic, also under
COUNT, where only years and uneven months are counted one by one, without their days.
"""

from followups.recurrence.expanding import expand
from followups.recurrence.parse import parse
from followups.recurrence.refusals import RuleRefused, Steps, TooMuch

__all__ = ["RuleRefused", "Steps", "TooMuch", "expand", "parse"]
