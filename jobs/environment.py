"""The Python environment in .venv, kept equal to uv.lock. Standard library only."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TOOLS = ROOT / ".tools"
UV = "uv==0.13.9"

# An activated environment is none of our business: ours is always .venv.
FOREIGN = ("VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT", "PYTHONHOME", "CONDA_PREFIX")


def bring(*groups: str) -> None:
    """Installs what uv.lock says for these dependency groups, unless it is already there."""
    lock = hashlib.sha256((ROOT / "uv.lock").read_bytes()).hexdigest()
    stamp = VENV / ".synced"
    there = stamp.read_text().split() if stamp.is_file() else []
    needed = {lock, *(f"--group={group}" for group in groups), *extras()}
    if needed <= set(there) and PYTHON.exists():
        return
    parts = sorted(part for part in {*needed, *there} if part.startswith("--"))
    _sync(parts)
    stamp.write_text(" ".join([lock, *parts]))


def extras() -> list[str]:
    """What the addresses of database and queue ask for."""
    postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    redis = bool(os.environ.get("REDIS_URL"))
    return ["--extra=postgres"] * postgres + ["--extra=redis"] * redis


def _sync(parts: list[str]) -> None:
    print("Bringing the environment in .venv up to date ...", file=sys.stderr, flush=True)
    command = [uv(), "sync", "--quiet", "--frozen", "--inexact", "--no-default-groups", *parts]
    command += ["--no-python-downloads", "--python", base_python(), "--project", str(ROOT)]
    # The machine's own certificates: company networks often add one. Older uv: UV_NATIVE_TLS.
    certificates = {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
    if subprocess.run(command, env=clean_environment() | certificates, check=False).returncode:
        sys.exit("The environment could not be made; the reason stands above.")


def uv() -> str:
    """The uv in .tools, else the one on the PATH, else one that pip puts into .tools."""
    return _own_uv() or shutil.which("uv") or _install_uv()


def _own_uv() -> str | None:
    return shutil.which("uv", path=str(TOOLS / "bin"))


def _install_uv() -> str:
    pip = [base_python(), "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
        sys.exit("pip is missing. On Debian: sudo apt install python3-pip (or put uv on the PATH)")
    target = ["install", "--quiet", "--disable-pip-version-check", "--target", str(TOOLS), UV]
    quiet = {"PIP_USER": "0", "PIP_ROOT_USER_ACTION": "ignore"}
    done = subprocess.run([*pip, *target], env=clean_environment() | quiet, check=False)
    if done.returncode or not (uv := _own_uv()):
        sys.exit(f"pip could not install {UV}; the reason stands above.")
    return uv


def base_python() -> str:
    """The interpreter behind an activated environment, which may come without pip."""
    return getattr(sys, "_base_executable", None) or sys.executable


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in FOREIGN}


def become(command: list[str]) -> None:
    """Goes on as this command, in place of the present process."""
    environment = clean_environment()
    if os.name == "nt":
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)
    os.execve(command[0], command, environment)
