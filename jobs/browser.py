"""Which Chromium the browser tests drive, and how to get one."""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

HOW_TO_GET_ONE = (
    "No Chromium found for the browser tests. On Debian and Ubuntu: sudo apt install chromium. "
    "Elsewhere: .venv/bin/playwright install chromium"
)


def system_chromium() -> str | None:
    """The Chromium of the operating system."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def is_there() -> bool:
    return bool(system_chromium()) or _playwright_brought_one()


def _playwright_brought_one() -> bool:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()
