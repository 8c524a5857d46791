import os
import shutil
import socket
import subprocess
import sys

import pytest

from jobs import environment
from jobs.environment import ROOT


def run(*arguments, **variables):
    ours = {"DATABASE_URL", "REDIS_URL"}
    inherited = {name: value for name, value in os.environ.items() if name not in ours}
    return subprocess.run(
        [sys.executable, ROOT / "run", *arguments],
        env=inherited | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def fresh_clone(monkeypatch, tmp_path):
    """A work tree with a lock file and nothing else; what would be installed is only noted."""
    synced = []
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(
        environment, "_sync", lambda parts: make_environment(tmp_path, synced, parts)
    )
    (tmp_path / "uv.lock").write_text("first")
    return synced


def make_environment(folder, synced, parts):
    (folder / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
    (folder / ".venv" / "bin" / "python").touch()
    synced.append(parts)


def test_a_used_port_is_told_in_one_line_with_another_to_try():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        demo = run("demo", "--port", str(port))

    assert demo.returncode == 1
    assert demo.stderr == f"Port {port} is in use. Another one: ./run demo --port {port + 1}\n"


def test_other_words_go_to_manage_py():
    assert run("version").stdout.startswith("5.2.")


def test_without_a_word_it_tells_the_words():
    assert "./run demo" in run().stderr


def test_an_activated_environment_is_ignored(tmp_path):
    answer = run(
        "shell", "--no-imports", "-c", "import sys; print(sys.prefix)", VIRTUAL_ENV=str(tmp_path)
    )

    assert answer.stdout.strip() == str(ROOT / ".venv")


def test_the_environment_is_made_once(fresh_clone):
    environment.bring("test")
    environment.bring("test")
    environment.bring()

    assert fresh_clone == [["--group=test"]]


def test_another_job_adds_its_group_and_keeps_the_first(fresh_clone):
    environment.bring("test")
    environment.bring("lint")

    assert fresh_clone == [["--group=test"], ["--group=lint", "--group=test"]]


def test_the_address_of_a_database_brings_its_driver(fresh_clone, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/dagbok")

    environment.bring()

    assert fresh_clone == [["--extra=postgres"]]


def test_a_new_lock_file_brings_the_environment_up_to_date(fresh_clone):
    environment.bring("test")
    (environment.ROOT / "uv.lock").write_text("second")
    environment.bring()

    assert fresh_clone == [["--group=test"], ["--group=test"]]


def test_an_environment_whose_python_is_gone_is_made_again(fresh_clone):
    environment.bring()
    environment.PYTHON.unlink()
    environment.bring()

    assert fresh_clone == [[], []]


def test_missing_pip_is_told_in_one_line(fresh_clone, monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "TOOLS", tmp_path / ".tools")
    no_pip = shutil.which("false")
    monkeypatch.setattr(environment, "base_python", lambda: no_pip)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(
        SystemExit, match=r"^pip is missing\. On Debian: sudo apt install python3-pip"
    ):
        environment.uv()
