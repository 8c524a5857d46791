"""The command line of the benchmark, and the rounds."""

import argparse
import contextlib
import json
import subprocess
import sys
from collections import defaultdict

from bench import recurrence
from bench.databases import Database, stamp
from bench.report import Results, print_table, write_page
from jobs import postgres
from jobs.environment import ROOT

ROUNDS, QUICK_ROUNDS, WARM_UP = 100, 15, 3


def main(arguments):
    options = parse(arguments)
    with contextlib.ExitStack() as stack:
        databases = list(chosen(options, stack))
        workers = [stack.enter_context(Worker(database)) for database in databases]
        results = measure(workers, QUICK_ROUNDS if options.quick else ROUNDS, options.only)
    for result in results:
        print_table(result, results, options.by)
    series = recurrence.section()
    print(series)
    if not options.quick and not options.only:
        write_page(results, ROOT / "docs" / "benchmark.md", options.by, series)


def parse(arguments):
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("--sizes", default="2000,500000", help="follow-ups, 2000…500000")
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--only", default="", help="pages whose name begins like this")
    parser.add_argument(
        "--by",
        choices=["p50", "cpu_p50"],
        default="p50",
        help="what the ratios compare; CPU where other work disturbs the machine",
    )
    parser.add_argument("--quick", action="store_true", help="few rounds, docs stay as they are")
    return parser.parse_args(arguments)


def chosen(options, stack):
    sizes = [int(size) for size in options.sizes.split(",")]
    for vendor in options.databases.split(","):
        server = ""
        if vendor == "postgresql":
            server = stack.enter_context(postgres.server())
            if not server:
                sys.exit(postgres.HOW_TO_GET_ONE)
        elif vendor != "sqlite":
            sys.exit(f"Unknown database {vendor}: sqlite or postgresql.")
        yield from (Database(vendor, size, server) for size in sizes)


class Worker:
    """A process that measures on one database."""

    def __init__(self, database):
        self.database = database

    def __enter__(self):
        self.database.prepare()
        print(f"{self.database.vendor}, {self.database.size} follow-ups ...", flush=True)
        command = [sys.executable, "-m", "bench.worker", str(self.database.size), stamp()]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.database.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.facts = self.ask(do="facts")
        return self

    def __exit__(self, *error):
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write('{"do": "end"}\n')
            self.process.stdin.close()
        self.process.wait()

    def ask(self, **order):
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"A worker ended with {self.process.wait()}; the reason stands above.")
        return json.loads(answer)


def measure(workers, rounds, only):
    """Round after round, each worker in turn, so that all of them meet the same machine."""
    results = [Results(worker.database, worker.facts) for worker in workers]
    names = [fact["name"] for fact in workers[0].facts]
    for number, name in enumerate(names):
        if not name.startswith(only):
            continue
        samples = [defaultdict(list) for _ in workers]
        for turn in range(WARM_UP + rounds):
            for worker, sample in zip(workers, samples, strict=True):
                for who, measured in worker.ask(do="round", number=number).items():
                    if turn >= WARM_UP:
                        sample[who].append(measured)
        for result, sample in zip(results, samples, strict=True):
            result.take(number, sample)
        print(f"  {name}", flush=True)
    return results
