"""No code, style, font or picture of our pages is loaded from another site."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from jobs.environment import ROOT

VENDOR = ROOT / "static" / "vendor"  # kept as it came: tests/test_vendor.py
ELSEWHERE = r"""["'(=\s](?:https?:)?//[\w.-]+\.\w+"""
LOADING_TAG = r"<(?:script|link|img|iframe|source|video|audio|object|embed|use|image)\b[^>]*?"
LOADS_FROM_ELSEWHERE = {
    "*.html": re.compile(LOADING_TAG + ELSEWHERE, re.IGNORECASE),
    "*.svg": re.compile(LOADING_TAG + ELSEWHERE, re.IGNORECASE),
    "*.css": re.compile(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", re.IGNORECASE),
    "*.js": re.compile(r"[\"'`](?:https?:)?//(?!www\.w3\.org/)[\w.-]+\.\w+"),
}


def main() -> None:
    sys.exit("\n".join(outside_code()) or None)


def outside_code() -> Iterator[str]:
    for folder in ("templates", "static"):
        for pattern, loads in LOADS_FROM_ELSEWHERE.items():
            for path in sorted((ROOT / folder).rglob(pattern)):
                if not path.is_relative_to(VENDOR):
                    yield from places(path, loads)


def places(path: Path, loads: re.Pattern) -> Iterator[str]:
    text = path.read_text()
    for found in loads.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield f"{path.relative_to(ROOT)}:{line}: loads from elsewhere: {found.group()[:80]}"


if __name__ == "__main__":
    main()
