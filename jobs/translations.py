"""The catalogues in locale/ and the texts in the code, kept equal without gettext's programs.

`./run translations` adds new texts to every catalogue, drops unused ones and compiles; with
--check it only tells what it would do, and what is not translated yet. Texts of other packages
that we translate ourselves stand in locale/of_others.py as calls of gettext_noop.
"""

import datetime
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from jobs.environment import ROOT

APPS = ["config", "crm", "followups", "diary"]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    texts = texts_in_code()
    languages = [code for code, _ in settings.LANGUAGES if code != "en"]
    paths = [ROOT / "locale" / code / "LC_MESSAGES" / "django.po" for code in languages]
    if "--check" in arguments:
        sys.exit(shortened([fault for path in paths for fault in faults(path, texts)]))
    for path in paths:
        update(path, texts)


def shortened(faults: list[str], most: int = 20) -> str | None:
    more = [f"... and {len(faults) - most} more"] if len(faults) > most else []
    return "\n".join([*faults[:most], *more]) or None


def texts_in_code() -> Catalog:
    catalog = Catalog(charset="utf-8")
    for path in source_files():
        method = "python" if path.suffix == ".py" else django_template
        place = [(str(path.relative_to(ROOT)), 1)]
        with path.open("rb") as file:
            for _, message, comments, context in extract(method, file, KEYWORDS, ["Translators:"]):
                catalog.add(message, None, place, auto_comments=comments, context=context)
    return catalog


def source_files() -> Iterator[Path]:
    for app in APPS:
        yield from sorted((ROOT / app).rglob("*.py"))
    yield from (ROOT / "locale").glob("of_others.py")
    yield from sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())


def django_template(file, keywords, comment_tags, options) -> Iterator[tuple]:
    """A template as Django hands it to gettext: Python, once its lines are not indented."""
    calls = templatize(file.read().decode()).splitlines()
    python = "\n".join(line.lstrip() for line in calls)
    yield from extract_python(io.BytesIO(python.encode()), keywords, comment_tags, options)


def updated(path: Path, texts: Catalog) -> Catalog:
    """The catalogue in the file with exactly the texts of the code; new ones are empty."""
    catalog = read(path)
    created = catalog.creation_date
    catalog.update(texts, no_fuzzy_matching=True)
    catalog.creation_date = created
    catalog.obsolete.clear()
    return catalog


def read(path: Path) -> Catalog:
    language = path.parent.parent.name
    if not path.exists():
        return new_catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def new_catalog(language: str) -> Catalog:
    return Catalog(
        language,
        header_comment="# Written by hand, kept in order by ./run translations.",
        project="Dagbok",
        version="1",
        msgid_bugs_address="dagbok@localhost",
        last_translator="Dagbok <dagbok@localhost>",
        revision_date=datetime.datetime.now(datetime.UTC),
        language_team="Dagbok <dagbok@localhost>",
        fuzzy=False,
    )


def update(path: Path, texts: Catalog) -> None:
    catalog = updated(path, texts)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True, include_lineno=False)
    path.with_suffix(".mo").write_bytes(compiled(catalog))
    print(
        f"{path.relative_to(ROOT)}: {len(catalog)} texts, {len(list(untranslated(catalog)))} empty"
    )


def compiled(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def untranslated(catalog: Catalog) -> Iterator[Message]:
    for message in catalog:
        strings = message.string if message.pluralizable else [message.string]
        if message.id and (message.fuzzy or not all(strings or [""])):
            yield message


def faults(path: Path, texts: Catalog) -> Iterator[str]:
    name, catalog = path.relative_to(ROOT), read(path)
    in_file = {(message.context, message.id) for message in catalog}
    in_code = {(message.context, message.id) for message in texts}
    yield from sorted(f"{name}: new text: {text}" for _, text in in_code - in_file)
    yield from sorted(f"{name}: no longer used: {text}" for _, text in in_file - in_code)
    yield from (f"{name}: not translated: {message.id}" for message in untranslated(catalog))
    for message, errors in catalog.check():
        yield f"{name}: {message.id}: {'; '.join(map(str, errors))}"
    compiled_file = path.with_suffix(".mo")
    if not compiled_file.exists() or compiled_file.read_bytes() != compiled(catalog):
        yield f"{name} is not compiled: ./run translations"


if __name__ == "__main__":
    main(sys.argv[1:])
