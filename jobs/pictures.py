"""`./run pictures`: the pictures of the README and of the user guide, taken anew from the demo."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from jobs import browser, environment
from jobs.environment import ROOT

TAKEN = ROOT / "var" / "pictures" / "guide"
DOCS = ROOT / "docs"
LANGUAGES = ["en", "nb"]
PILLOW = "pillow>=12"  # makes the files small; needed for nothing else


def main() -> None:
    if not browser.is_there():
        sys.exit(browser.HOW_TO_GET_ONE)
    shutil.rmtree(TAKEN, ignore_errors=True)
    for language in LANGUAGES:
        take(language)
    make_small(TAKEN, DOCS / "pictures")
    (DOCS / "pictures" / "screenshot.png").replace(DOCS / "screenshot.png")
    (DOCS / "pictures" / "screenshot.nb.png").unlink()


def take(language: str) -> None:
    """In an installation of this language, so that types and demo data speak it as well."""
    surroundings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    surroundings["DAGBOK_LANGUAGE"] = language
    pytest = [sys.executable, "-m", "pytest", "-q", "-m", "pictures", "tests/browser/test_guide.py"]
    subprocess.run(pytest, cwd=ROOT, env=surroundings, check=True)


def make_small(taken: Path, kept: Path) -> None:
    """Keeps the pictures with fewer colours, in an environment of its own that has Pillow."""
    python = [environment.uv(), "run", "--quiet", "--no-project", "--python", sys.executable]
    command = [*python, "--with", PILLOW, "-m", "jobs.palette", str(taken), str(kept)]
    subprocess.run(command, cwd=ROOT, env=environment.clean_environment(), check=True)


if __name__ == "__main__":
    main()
