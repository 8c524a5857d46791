"""SQLite gives dates and times as texts; a page has five hundred, and each is read once.

What stands here takes the place of the converters that Django registers, and gives the same.
"""

import sqlite3
from functools import lru_cache

from django.db.backends.sqlite3.base import decoder
from django.utils import dateparse

for name in ("date", "time", "datetime"):
    read = decoder(getattr(dateparse, f"parse_{name}"))
    sqlite3.register_converter(name, lru_cache(16384)(read))
