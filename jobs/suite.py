"""`./run test`: every test on SQLite, journeys in a browser included, then on PostgreSQL."""

import os
import subprocess
import sys
import time

import pytest

from jobs import browser, debian, postgres

IN_CI = os.environ.get("CI", "").lower() in ("1", "true")
NO_TESTS = pytest.ExitCode.NO_TESTS_COLLECTED
PARALLEL = ["-n", "auto", "--dist", "worksteal"]


def main(arguments: list[str]) -> None:
    missing = [] if has_browser() else [browser.HOW_TO_GET_ONE]
    results = [run("SQLite", arguments, None)]
    with postgres.server() as url:
        if url:
            results.append(run("PostgreSQL", arguments, url))
        else:
            missing.append(postgres.HOW_TO_GET_ONE)
    for line in missing:
        print(f"NOT RUN: {line}")
    sys.exit(verdict(results, missing))


def has_browser() -> bool:
    if not browser.is_there():
        debian.install("chromium")
    return browser.is_there()


def run(name: str, arguments: list[str], url: str | None) -> int:
    """Runs pytest on one database; gives its exit code."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    if url:
        environment["DATABASE_URL"] = url
    print(f"\n== Tests on {name} ==", flush=True)
    start = time.monotonic()
    pytest_ = [sys.executable, "-m", "pytest", *PARALLEL, *arguments]
    code = subprocess.run(pytest_, env=environment, check=False).returncode
    print(f"== {name}: {time.monotonic() - start:.0f} seconds ==", flush=True)
    return code


def verdict(results: list[int], missing: list[str]) -> int:
    """0 if some test ran and none failed; what is missing counts in CI only."""
    if IN_CI and missing:
        return 1
    failed = [code for code in results if code not in (0, NO_TESTS)]
    if failed:
        return failed[0]
    return 0 if 0 in results else NO_TESTS


if __name__ == "__main__":
    main(sys.argv[1:])
