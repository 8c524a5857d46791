"""A PostgreSQL server for the tests: one that answers already, or a private one."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg

from jobs import debian

HOW_TO_GET_ONE = (
    "No PostgreSQL found for the tests. On Debian and Ubuntu: sudo apt install postgresql. "
    "Elsewhere put its initdb on the PATH, or name a server: DATABASE_URL=postgres://..."
)
# A server for one test run: nothing has to outlive a power cut.
PRIVATE = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=127.0.0.1"
)


@contextlib.contextmanager
def server() -> Iterator[str | None]:
    """The address of a server on which the tests may make databases, or None."""
    if url := running():
        yield url
        return
    if not programs():
        debian.install("postgresql")
    if folder := programs():
        with private(folder) as url:
            yield url
    else:
        yield None


def running() -> str | None:
    """The server of DATABASE_URL, else the one on PGHOST and PGPORT, if it lets us in."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        return given
    host, port = os.environ.get("PGHOST", "127.0.0.1"), os.environ.get("PGPORT", "5432")
    url = f"postgres://postgres@{host}:{port}/postgres"
    return url if may_make_databases(url) else None


def may_make_databases(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            roles = "SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolcreatedb"
            return connection.execute(roles).fetchone() is not None
    except psycopg.OperationalError:
        return False


def programs() -> Path | None:
    """The folder with initdb and pg_ctl of the newest PostgreSQL installed."""
    if initdb := shutil.which("initdb"):
        return Path(initdb).resolve().parent
    debians = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debians, key=lambda path: int(path.parts[-3]), default=None)
    return newest and newest.parent


@contextlib.contextmanager
def private(programs: Path) -> Iterator[str]:
    """A server of our own on a free port; it and its data are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="dagbok-postgres-"))
    data, port = folder / "data", free_port()
    options = f"-p {port} -c unix_socket_directories={folder} {PRIVATE}"
    try:
        run = unprivileged(folder)
        run(
            programs / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        )
        run(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged(folder: Path) -> Callable[..., None]:
    """Runs commands in the folder, as the user postgres where root would be refused."""
    user: dict[str, Any] = {}
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        user = {"user": "postgres", "group": "postgres", "extra_groups": []}

    def run(*command) -> None:
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, **user)

    return run


def free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]
