"""`./run check`: everything that can be said about the code without running the tests."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from jobs import environment

BIN = Path(sys.executable).parent
PYTHON = [sys.executable]
MANAGE = [*PYTHON, "manage.py"]
TEMPLATES = sorted((environment.ROOT / "templates").rglob("*.html"))
SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.settings"}

CHECKS: dict[str, list] = {
    "format of Python": [BIN / "ruff", "format", "--check", "--quiet", ".", "run"],
    "lint of Python": [BIN / "ruff", "check", "--quiet", ".", "run"],
    "types": [BIN / "mypy"],
    "imports run one way": [BIN / "lint-imports"],
    "settings": [*MANAGE, "check", "--fail-level", "WARNING"],
    "no migration is missing": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "translations are fresh": [*PYTHON, "-m", "jobs.translations", "--check"],
    "templates compile": [*PYTHON, "-m", "jobs.templates"],
    "format of templates": [BIN / "djade", "--target-version", "5.2", "--check", *TEMPLATES],
    "lint of templates": [BIN / "djlint", "templates", "--lint", "--quiet"],
    "no code from outside": [*PYTHON, "-m", "jobs.outside"],
    "spelling": [BIN / "codespell"],
    "uv.lock is fresh": [environment.uv(), "lock", "--check", "--quiet"],
}


def main() -> None:
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as at_once:
        runs = [at_once.submit(run, name, command) for name, command in CHECKS.items()]
        failed = [name for name in map(report, as_completed(runs)) if name]
    print(f"\n{len(CHECKS) - len(failed)} passed, {len(failed)} failed", flush=True)
    for name in failed:
        print(f"  failed: {name}")
    sys.exit(bool(failed))


def run(name: str, command: list) -> tuple[str, float, subprocess.CompletedProcess]:
    start = time.monotonic()
    done = subprocess.run(
        command,
        env=environment.clean_environment() | SETTINGS,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return name, time.monotonic() - start, done


def report(finished) -> str | None:
    """Prints one line for a check, and its output if it failed; gives the name of a failed one."""
    name, seconds, done = finished.result()
    print(f"{'FAILED' if done.returncode else 'ok':6} {name} ({seconds:.1f} s)", flush=True)
    if not done.returncode:
        return None
    print("".join(f"       {line}\n" for line in done.stdout.splitlines()), flush=True)
    return name


if __name__ == "__main__":
    main()
