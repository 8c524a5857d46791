"""Settings of an installation, as it is, with the floors among the addresses."""

import os

os.environ.setdefault("DAGBOK_LOG_LEVEL", "ERROR")

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, TEMPLATES

ROOT_URLCONF = "bench.urls"
DEBUG = False
own, bare = BASE_DIR / "bench/templates", BASE_DIR / "bench/calendar_alone"
TEMPLATES = [
    {**TEMPLATES[0], "DIRS": [*TEMPLATES[0]["DIRS"], own]},
    # The same templates with a bare page around the calendar.
    {**TEMPLATES[0], "DIRS": [bare, *TEMPLATES[0]["DIRS"]], "NAME": "calendar alone"},
]
