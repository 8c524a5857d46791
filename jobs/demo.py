"""`./run demo`: a diary full of made-up colleagues and customers, with its own data in var/demo."""

import argparse
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import django
from django.core.management import call_command

from jobs.environment import ROOT

DATA = ROOT / "var" / "demo"
SIGN_INS = [("ingrid", "salesperson"), ("lars", "her manager"), ("admin", "administrator")]
PASSWORD = "dagbok"


def main() -> None:
    options = arguments()
    if not is_free(options.port):
        sys.exit(
            f"Port {options.port} is in use. Another one: ./run demo --port {options.port + 1}"
        )
    if options.fresh:
        shutil.rmtree(DATA, ignore_errors=True)
    prepare()
    with processes(web(options.port), worker()) as started:
        wait_for_answer(options.port, started)
        print(welcome(options.port), flush=True)
        wait_for_end(started)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--fresh", action="store_true", help="throw away the demo data, start over")
    return parser.parse_args()


def is_free(port: int) -> bool:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def prepare() -> None:
    """Brings the demo's database and static files up to date, and fills an empty database."""
    DATA.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"sqlite:///{DATA / 'dagbok.sqlite3'}",
        "DAGBOK_DATA_DIR": str(DATA),
        "DAGBOK_LOG_LEVEL": os.environ.get("DAGBOK_LOG_LEVEL", "WARNING"),
    }
    with static_files_collected():
        django.setup()
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not has_people():
            call_command("demo")


@contextlib.contextmanager
def static_files_collected() -> Iterator[None]:
    """Collects and compresses them beside the block, unless they are as they were."""
    stamp, now = DATA / "static.stamp", state_of_static_files()
    if stamp.is_file() and stamp.read_text() == now:
        yield
        return
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    collecting = subprocess.Popen(command)
    yield
    if collecting.wait():
        sys.exit("The static files could not be collected; the reason stands above.")
    stamp.write_text(now)


def state_of_static_files() -> str:
    files = [path for path in (ROOT / "static").rglob("*") if path.is_file()]
    newest = max([ROOT / "uv.lock", *files], key=lambda path: path.stat().st_mtime_ns)
    return f"{len(files)} {newest.stat().st_mtime_ns}"


def has_people() -> bool:
    from crm.models import User  # noqa: PLC0415  Django has to be set up first

    return User.objects.exists()


def web(port: int) -> list[str]:
    server = ["gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "8"]
    return [sys.executable, "-m", *server, "--no-control-socket", "--log-level", "warning"]


def worker() -> list[str]:
    return [sys.executable, "manage.py", "run_huey", "--quiet"]


@contextlib.contextmanager
def processes(*commands: list[str]) -> Iterator[list[subprocess.Popen]]:
    """Runs the commands beside each other until the block ends, however it ends."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where the shell ignores it
    for end in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(end, lambda *_: sys.exit(0))
    started = [subprocess.Popen(command, start_new_session=True) for command in commands]
    try:
        yield started
    except KeyboardInterrupt:
        print("\nThe demo stops; its data stays in var/demo.", flush=True)
    finally:
        for process in started:
            stop(process)


def stop(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for_answer(port: int, started: list[subprocess.Popen]) -> None:
    for _ in range(600):
        refuse_dead(started)
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=30).close()
            return
        except urllib.error.HTTPError as error:
            sys.exit(f"The sign-in page answers with {error.code}; the reason stands above.")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass  # not there yet
        time.sleep(0.1)
    sys.exit("The page does not answer.")


def wait_for_end(started: list[subprocess.Popen]) -> None:
    while True:
        refuse_dead(started)
        time.sleep(0.5)


def refuse_dead(started: list[subprocess.Popen]) -> None:
    for process in started:
        if process.poll() is not None:
            sys.exit(f"A part of the demo ended with {process.returncode}: {process.args!r}")


def welcome(port: int) -> str:
    people = "\n".join(f"  {name:8} {PASSWORD:8} {role}" for name, role in SIGN_INS)
    return (
        f"\nDagbok runs at http://localhost:{port}/\n\nSign in with a name and the password:\n"
        f"{people}\n\nCtrl+C stops it. ./run demo --fresh starts over with new data.\n"
    )


if __name__ == "__main__":
    main()
