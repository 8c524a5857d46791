"""Figures, goals, and the page that tells them."""

import datetime
import os
import platform
import statistics
from dataclasses import dataclass, field

import django

# Ratios and bounds of the design; see the page's own explanations below.
CALENDAR_TO_LEAN, FLAT = 1.5, 1.15
CALENDAR_QUERIES, PAGE_QUERIES = 4, 12
FIRST_VIEW, LATER_VIEW = 60_000, 15_000


@dataclass
class Line:
    """One page on one database."""

    facts: dict
    seconds: dict = field(default_factory=dict)  # who: latencies, in the order of the rounds
    cpu: dict = field(default_factory=dict)

    def p50(self, who="page"):
        return statistics.median(self.seconds[who]) * 1000

    def p95(self, who="page"):
        return statistics.quantiles(self.seconds[who], n=20)[-1] * 1000

    def cpu_p50(self, who="page"):
        return statistics.median(self.cpu[who]) * 1000

    def ratio(self, who, other, by, of=None):
        """`who` to `other`, that of the line `of` where one is given; `by`: "p50" or "cpu_p50"."""
        return getattr(self, by)(who) / getattr(of or self, by)(other)

    @property
    def writes(self):
        return self.facts["writes"]


class Results:
    """Of one database and size."""

    def __init__(self, database, facts):
        self.database, self.lines = database, [Line(fact) for fact in facts]

    def take(self, number, sample):
        line = self.lines[number]
        line.seconds = {who: [row[0] for row in rows] for who, rows in sample.items()}
        line.cpu = {who: [row[1] for row in rows] for who, rows in sample.items()}

    @property
    def title(self):
        vendor = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[self.database.vendor]
        return f"{vendor}, {self.database.size:,} follow-ups"

    def smaller(self, results):
        """The same on the smallest size, None for that itself."""
        same = [r for r in results if r.database.vendor == self.database.vendor]
        smallest = min(same, key=lambda result: result.database.size)
        return smallest if smallest is not self else None


HEADINGS = [
    "Page",
    "rows",
    "queries",
    "p50 ms",
    "p95 ms",
    "CPU ms",
    "plain floor",
    "page : plain",
    "calendar",
    "lean floor",
    "calendar : lean",
    "to small",
    "KB",
    "KB sent",
    "KB first view",
]


def cells(line, small, by):
    facts = line.facts
    yield facts["name"]
    yield str(facts["rows"])
    yield (
        marked(facts["page_queries"], PAGE_QUERIES, "{}")
        if not line.writes
        else str(facts["page_queries"])
    )
    yield f"{line.p50():.1f}"
    yield f"{line.p95():.1f}"
    yield f"{line.cpu_p50():.1f}"
    yield f"{getattr(line, by)('plain'):.1f}"
    yield marked(line.ratio("page", "plain", by), facts["goal"])
    if "calendar" in line.seconds:
        yield f"{getattr(line, by)('calendar'):.1f}"
        yield f"{getattr(line, by)('lean'):.1f}"
        yield marked(line.ratio("calendar", "lean", by), CALENDAR_TO_LEAN)
    else:
        yield from ("", "", "")
    yield marked(line.ratio("page", "page", by, small), FLAT) if small else ""
    if line.writes:
        yield from ("", "", "")
    else:
        yield f"{facts['raw'] / 1000:.0f}"
        yield marked(facts["sent"] / 1000, LATER_VIEW / 1000, "{:.1f}")
        first_view = facts["first_view"] / 1000
        yield marked(first_view, FIRST_VIEW / 1000, "{:.1f}") if first_view else ""


def marked(value, bound, form="{:.2f}"):
    return f"{form.format(value)} {'✓' if value <= bound else '✗'}"


def table(result, results, by):
    smaller = result.smaller(results)
    measured = [n for n, line in enumerate(result.lines) if line.seconds]
    return [
        list(cells(result.lines[n], smaller.lines[n] if smaller else None, by)) for n in measured
    ]


def print_table(result, results, by):
    rows = [HEADINGS, *table(result, results, by)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEADINGS))]
    print(f"\n{result.title}")
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


def write_page(results, path, by, series):
    compared = {"p50": "latencies", "cpu_p50": "CPU times"}[by]
    text = [INTRODUCTION.format(**machine(results), compared=compared)]
    for result in results:
        text += [f"\n## {result.title}\n", markdown(HEADINGS), markdown(["---"] * len(HEADINGS))]
        text += [markdown(row) for row in table(result, results, by)]
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([*text, series]) + "\n")


def markdown(row):
    return f"| {' | '.join(row)} |"


def machine(results):
    return {
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "architecture": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        "django": django.get_version(),
        "rounds": len(next(iter(results[0].lines[0].seconds.values()))),
    }


INTRODUCTION = """# Benchmark

Measured {date} with `./run bench` on {cores} {architecture} cores, {system}, Python {python},
Django {django}; {rounds} rounds. Ratios are of median {compared}. ✓ and ✗ say whether a goal is
kept.

Every request goes through the real handler and all middleware and asks for a compressed page.
A page and its floors take turns, and so do the databases and sizes, so that all of them meet the
same machine.

- *Plain floor*: a bare page with session, user, one query that returns as many rows, and an
  ordinary template. Goal: the whole page at most 1.5 times as long; a list of companies or of
  contacts and the page of one 2, the search in everything 3 times.
- *Lean floor*: the same rows written as strings. Goal: the calendar alone at most 1.5 times.
- For *Create* and *Move* the floor inserts as many rows in one transaction behind session and
  CSRF. Goal: at most 2 times.
- *To small*: against the smallest size of the same database. Goal: at most 1.15 times.
- From 100,000 follow-ups on there are 100,000 companies and as many contacts, and *Company* has
  20,000 activities, half of them with its *Contact*.
- At most 12 queries for a page, 4 of them for the calendar; session and user count.
- Sent compressed: 60 KB with all scripts and styles at the first view, 15 KB later.
"""
