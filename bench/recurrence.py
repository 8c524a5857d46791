"""What a month of a series costs when it is 20 years old, beside one that is young."""

import statistics
import time
from datetime import UTC, datetime

from followups.recurrence import expand

ROUNDS = 300
FLAT = 1.1
MONTH = (datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC))
STARTS = {
    "old": datetime.fromisoformat("2006-05-12 09:00"),
    "young": datetime.fromisoformat("2026-05-01 09:00"),
}
RULES = {
    "Every day": "FREQ=DAILY",
    "Every workday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "Every second week": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
    "Last Friday of the month": "FREQ=MONTHLY;BYDAY=-1FR",
    "Last workday of the month": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "A date every year": "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10",
    "Every day, 10,000 times": "FREQ=DAILY;COUNT=10000",
    "Last Friday, 1,000 times": "FREQ=MONTHLY;BYDAY=-1FR;COUNT=1000",
}


def section(rounds=ROUNDS):
    """A table for the page: CPU time, old and young in turn."""
    lines = [
        "\n## One month of a series\n",
        f"CPU time of its dates, 20 years after its start and one month. Goal: at most {FLAT}.\n",
        "| Rule | old, µs | young, µs | old : young |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join(lines + [line(name, rule, rounds) for name, rule in RULES.items()])


def line(name, rule, rounds):
    spent = {age: [] for age in STARTS}
    for _ in range(rounds):
        for age, start in STARTS.items():
            spent[age].append(cpu_of(rule, start))
    old, young = (statistics.median(spent[age]) * 1e6 for age in ("old", "young"))
    verdict = "✓" if old / young <= FLAT else "✗"
    return f"| {name} | {old:.0f} | {young:.0f} | {old / young:.2f} {verdict} |"


def cpu_of(rule, start):
    before = time.process_time()
    list(expand(rule, start, "Europe/Oslo", MONTH))
    return time.process_time() - before
