"""The settings under which the tests run: those of an installation, with a few things quicker."""

import os

os.environ.setdefault("DAGBOK_SECRET_KEY", "only for tests")
os.environ["DAGBOK_LOG_LEVEL"] = "ERROR"

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
HUEY["immediate"] = True  # noqa: F405
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
