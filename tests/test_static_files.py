import re

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.test import override_settings

from config.static_files import OnePieceStorage
from crm import styles
from crm.templatetags.frame import style_links

KEPT_IN_PARTS = re.compile(r"@import|/\*|\n\s")


@pytest.fixture
def collected(tmp_path):
    """The files of an installation, as collectstatic leaves them."""
    with override_settings(DEBUG=False):
        storage = OnePieceStorage(location=tmp_path, base_url="/static/")
        paths = {}
        for finder in get_finders():
            for path, source in finder.list(["admin", "*.svg"]):
                if path in styles.PARTS:
                    with source.open(path) as file:
                        storage.save(path, file)
                    paths[path] = (source, path)
        list(storage.post_process(paths))
        yield storage


def test_an_installation_serves_the_styles_in_one_piece(collected):
    name = collected.stored_name(styles.WHOLE)
    with collected.open(name) as file:
        written = file.read().decode()

    assert re.fullmatch(r"css/dagbok\.[0-9a-f]{12}\.css", name)
    assert KEPT_IN_PARTS.search(written) is None
    assert ".s300{--s:300}" in written
    assert written.index("@layer vendor, base") < written.index("@layer form")
    assert written.count("{") == written.count("}")
    assert collected.exists(f"{name}.br")


def test_where_code_is_written_every_part_is_linked():
    assert re.findall(r'href="/static/([^"]+)"', style_links()) == styles.PARTS
