"""Installing what is missing, where that is ours to do: as root on Debian and its relatives."""

import os
import shutil
import subprocess
import sys


def install(package: str) -> None:
    """Installs the package if it may; whether it worked shows in what is there afterwards."""
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {package} ...", file=sys.stderr, flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    for command in ["update"], ["install", "-y", "--no-install-recommends", package]:
        subprocess.run([*apt, *command], env=quiet, stdout=subprocess.DEVNULL, check=False)
