"""Static files of an installation: hashed, compressed, and the styles in one piece."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from crm import styles

SPACE = re.compile(rb"/\*.*?\*/|\n\s*", re.DOTALL)


class WholeStyles:
    """Opens all parts as one file, without comments and indentation."""

    def __init__(self, paths):
        self.parts = [paths[name] for name in styles.PARTS]

    def open(self, name):
        whole = b""
        for storage, path in self.parts:
            with storage.open(path) as part:
                whole += SPACE.sub(b"", part.read())
        return ContentFile(whole)


class OnePieceStorage(CompressedManifestStaticFilesStorage):
    """One request for the styles instead of fifteen, and a third fewer bytes."""

    def post_process(self, paths, dry_run=False, **options):
        if set(styles.PARTS) <= set(paths):
            paths = {**paths, styles.WHOLE: (WholeStyles(paths), styles.WHOLE)}
        return super().post_process(paths, dry_run=dry_run, **options)
