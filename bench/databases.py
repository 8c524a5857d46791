"""A database for each size, kept in var/bench from run to run as long as it would be the same."""

import hashlib
import os
import shutil
from dataclasses import dataclass

import psycopg

from jobs.environment import ROOT

FOLDER = ROOT / "var" / "bench"
MADE_BY = ["crm/models", "crm/migrations", "followups/models", "followups/migrations"]
MADE_BY += ["followups/demo", "bench/growth.py"]


@dataclass(frozen=True)
class Database:
    vendor: str  # "sqlite" or "postgresql"
    size: int
    server: str = ""  # of PostgreSQL

    @property
    def name(self):
        return f"dagbok_bench_{self.size}"

    @property
    def folder(self):
        return FOLDER / f"{self.vendor}-{self.size}"

    @property
    def url(self):
        if self.vendor == "sqlite":
            return f"sqlite:///{self.folder / 'dagbok.sqlite3'}"
        return f"{self.server.rsplit('/', 1)[0]}/{self.name}"

    def environment(self):
        settings = {"DATABASE_URL": self.url, "DAGBOK_DATA_DIR": str(self.folder)}
        return os.environ | settings | {"PYTHONPATH": str(ROOT)}

    def prepare(self):
        """An empty database, unless there is one with the same data from an earlier run."""
        if self._is_ready():
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        if self.vendor == "postgresql":
            self._in_server(f"DROP DATABASE IF EXISTS {self.name}")
            self._in_server(f"CREATE DATABASE {self.name}")

    def _is_ready(self):
        mark = self.folder / "stamp"
        is_same = mark.exists() and mark.read_text() == stamp()
        return is_same and (self.vendor == "sqlite" or self._exists())

    def _exists(self):
        return bool(self._in_server(f"SELECT 1 FROM pg_database WHERE datname = '{self.name}'"))

    def _in_server(self, statement):
        with psycopg.connect(self.server, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []


def stamp():
    """Changes whenever the code does that makes the data."""
    digest = hashlib.sha256()
    for made_by in MADE_BY:
        path = ROOT / made_by
        for file in sorted(path.glob("**/*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return digest.hexdigest()
