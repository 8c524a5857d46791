import os
import secrets


def kept_secret(path):
    """The secret key of this machine, made once and readable by its own user alone."""
    if not path.exists():
        new = path.with_suffix(f".{os.getpid()}")
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(48))
        if not path.exists():
            new.rename(path)
    return path.read_text().strip()
