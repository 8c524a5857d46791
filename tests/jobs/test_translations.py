import io

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from jobs.translations import KEYWORDS, compiled, django_template, faults, read

PAGE = """{% load i18n %}{# Translators: on a button #}
<a title="{% translate "It's here" %}">{{ n|default:_("None") }}</a> isn't code (
  {% translate "Show" context "verb" as show %}
    {% blocktranslate count n=n trimmed %}
      {{ n }} "hour"
    {% plural %}
      {{ n }} "hours"
    {% endblocktranslate %}
"""


def test_texts_of_a_template_are_found_with_their_contexts_and_plurals():
    found = extract(django_template, io.BytesIO(PAGE.encode()), KEYWORDS, ["Translators:"])

    assert [(text, comments, context) for _, text, comments, context in found] == [
        ("It's here", ["Translators: on a button"], None),
        ("None", [], None),
        ("Show", [], "verb"),
        (('%(n)s "hour"', '%(n)s "hours"'), [], None),
    ]


def test_new_lost_and_empty_texts_are_told(tmp_path, monkeypatch):
    path = catalogue(tmp_path, monkeypatch, {"Kept": "Beholdt", "Gone": "Borte", "Empty": ""})

    found = list(faults(path, texts("Kept", "Empty", "New")))

    name = "locale/nb/LC_MESSAGES/django.po"
    assert found == [
        f"{name}: new text: New",
        f"{name}: no longer used: Gone",
        f"{name}: not translated: Empty",
    ]


def test_a_catalogue_that_was_not_compiled_is_told(tmp_path, monkeypatch):
    path = catalogue(tmp_path, monkeypatch, {"Kept": "Beholdt"})
    path.with_suffix(".mo").write_bytes(b"old")

    assert list(faults(path, texts("Kept"))) == [
        "locale/nb/LC_MESSAGES/django.po is not compiled: ./run translations"
    ]


def texts(*ids):
    catalog = Catalog()
    for text in ids:
        catalog.add(text)
    return catalog


def catalogue(folder, monkeypatch, translated):
    monkeypatch.setattr("jobs.translations.ROOT", folder)
    path = folder / "locale" / "nb" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    catalog = Catalog("nb", fuzzy=False)
    for text, translation in translated.items():
        catalog.add(text, translation)
    with path.open("wb") as file:
        write_po(file, catalog)
    path.with_suffix(".mo").write_bytes(compiled(read(path)))
    return path
