"""Norwegian bokmål is complete, on every page, and a reader gets the language they want."""

import re
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path

import allauth
import django
import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from crm.models import SaleReason, Stage
from followups.models import DeclineReason, FollowUpType, Priority
from followups.usual import create_usual_types_and_priorities
from jobs.translations import read, untranslated
from tests.factories import (
    NOW,
    make_all_day,
    make_appointment,
    make_call,
    make_company,
    make_document,
    make_full_export,
    make_group,
    make_import,
    make_person,
    make_project,
    make_resource,
    make_sale,
    make_selection,
    make_task,
    make_user,
)
from tests.walk import World, addresses

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sd]|{\w*}|<[^>]+>")
WEEK = "/diary/week/2026-06-10/"


def catalogue(language):
    return read(settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po")


def forms(message):
    """The text and its plural as (text, translation)."""
    texts = message.id if message.pluralizable else (message.id,)
    translations = message.string if message.pluralizable else (message.string,)
    return list(zip(texts, translations, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_a_translation_and_none_is_a_guess(language):
    assert [message.id for message in untranslated(catalogue(language))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_what_is_filled_in(language):
    differing = [
        (text, translated)
        for message in catalogue(language)
        if message.id
        for text, translated in forms(message)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(translated))
    ]

    assert differing == []


def test_an_installation_in_norwegian_starts_with_norwegian_types_and_priorities(db, settings):
    settings.LANGUAGE_CODE = "nb"
    FollowUpType.objects.all().delete()
    Priority.objects.all().delete()

    create_usual_types_and_priorities(FollowUpType.objects, Priority.objects)

    assert list(FollowUpType.objects.values_list("name", "kind")) == [
        ("Møte (eksternt)", "appointment"),
        ("Møte (internt)", "appointment"),
        ("Telefonmøte", "appointment"),
        ("Videomøte", "appointment"),
        ("Demo", "appointment"),
        ("Reise", "appointment"),
        ("Egen tid", "appointment"),
        ("Oppgave", "task"),
        ("Tilbudsoppfølging", "task"),
        ("Utgående samtale", "call"),
        ("Innkommende samtale", "call"),
    ]
    assert list(Priority.objects.values_list("name", "is_default")) == [
        ("Høy", False),
        ("Middels", True),
        ("Lav", False),
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("nb-NO,nb;q=0.9,en;q=0.8", "nb"), ("no", "nb"), ("en-GB,en", "en"), ("fi", "en"), ("", "en")],
)
def test_the_browser_decides_for_whoever_has_chosen_no_language(client, db, asked, expected):
    client.force_login(make_user(language=""))

    page = client.get(WEEK, headers={"accept-language": asked}).text

    assert f'<html lang="{expected}"' in page
    assert ("Oppfølginger" in page, "Follow-ups" in page) == (expected == "nb", expected == "en")


@pytest.mark.parametrize(("chosen", "asked"), [("nb", "en-GB"), ("en", "nb-NO")])
def test_the_chosen_language_wins_over_that_of_the_browser(client, db, chosen, asked):
    client.force_login(make_user(language=chosen))

    page = client.get(WEEK, headers={"accept-language": asked}).text

    assert f'<html lang="{chosen}"' in page
    assert ("Denne uken" in page, "This week" in page) == (chosen == "nb", chosen == "en")


# -- a walk through every page -----------------------------------------------------------------


@pytest.fixture
def world(db, time_machine):
    """A little of everything, all of it an administrator's own, in Norwegian."""
    time_machine.move_to(NOW, tick=False)
    translate_usual_rows()
    owner = make_user("admin", language="nb", is_staff=True, is_superuser=True)
    colleague = make_user("lars", first_name="Lars", last_name="Brekke")
    group, room = make_group("Nordsalg", [owner, colleague]), make_resource("Galdhøpiggen")
    company = make_company(owner=owner)
    links = {
        "company": company,
        "person": make_person(company=company, mobile="+47 00 00 00 01"),
        "sale": make_sale(company=company),
        "project": make_project(company=company),
    }
    followups = [
        make_appointment(owner, users=[colleague], resources=[room], **links),
        make_appointment(owner, start="2026-06-09 10:00", end="2026-06-09 11:00"),
        make_appointment(owner, start="2026-06-10 22:00", end="2026-06-11 01:00"),
        make_appointment(colleague, users=[owner], visibility="group", visible_group=group),
        make_all_day(owner, last="2026-06-12", availability="free", visibility="owner"),
        make_task(owner, due_on="2026-06-02", **links),
        make_task(owner),
        make_call(owner, **links),
        make_call(owner, start="2026-06-10 09:00", end="2026-06-10 09:15"),
    ]
    batches = [followup.changes.get().batch for followup in followups]
    customers = "Navn;Poststed\nMånestråle;Oslo\n;Bergen\n"
    with translation.override("nb"):
        steps = ("uploaded", "checked", "running", "done")
        imports = [make_import(owner, customers, upto=step) for step in steps]
    make_full_export(owner)
    return World(
        owner=owner,
        group=group,
        room=room,
        followups=followups,
        batches=batches,
        documents=[make_document(owner=owner)],
        selections=[
            make_selection(owner=owner, members=[company]),
            make_selection(owner=owner, query="q=moon"),
        ],
        imports=imports,
        words=("finnes ikke",),
        **links,
    )


USUAL = (DeclineReason, FollowUpType, Group, Priority, SaleReason, Stage)


def translate_usual_rows():
    """What the migrations have written, as an installation in Norwegian has it."""
    with translation.override("nb"):
        for row in chain(*(model.objects.all() for model in USUAL)):
            row.name = gettext(row.name)
            row.save()


class Words(HTMLParser):
    """Every text of a page that somebody reads or hears."""

    SPOKEN = {"aria-label", "title", "placeholder", "alt"}
    SILENT = {"script", "style", "textarea"}

    def __init__(self):
        super().__init__()
        self.found, self.silent = set(), False

    def handle_starttag(self, tag, attrs):
        self.silent = tag in self.SILENT
        for name, value in ((name, value or "") for name, value in attrs):
            is_text = name.startswith("data-") and (" " in value or value.istitle())
            if value and (is_text or name in self.SPOKEN):
                self.found.add(value.strip())

    def handle_endtag(self, tag):
        self.silent = False

    def handle_data(self, data):
        if not self.silent:
            self.found.add(" ".join(data.split()).strip(" :*,"))


# Words that are Norwegian as well.
NORWEGIAN_TOO = {"person"}
# What Django writes in English: names of permissions, kept in the database; an icon's name.
ENGLISH_FOR_GOOD = re.compile(r".+ \| Can .+|Search|English")


def english():
    """A pattern of the English texts, ours and of those whose pages we show, said otherwise."""
    patterns = set()
    for path in sources():
        with path.open("rb") as file:
            for message in read_po(file, locale="nb"):
                if message.id:
                    patterns |= {pattern(text) for text, said in forms(message) if text != said}
    return re.compile("|".join(sorted(filter(None, patterns))), re.IGNORECASE)


def sources():
    packages = [Path(package.__file__).parent for package in (django, allauth)]
    yield settings.BASE_DIR / "locale/nb/LC_MESSAGES/django.po"
    for package in packages:
        for part in (".", "conf", "contrib/admin", "contrib/auth"):
            path = package / part / "locale/nb/LC_MESSAGES/django.po"
            if path.exists():
                yield path


def pattern(text):
    """Matches `text` however it is filled in; None for what is hardly more than filled in."""
    letters = re.findall(r"[A-Za-z]{3,}", PLACEHOLDER.sub("", text))
    if NORWEGIAN_TOO.issuperset(map(str.lower, letters)):
        return None
    parts = PLACEHOLDER.split(" ".join(text.split()))
    return ".+".join(map(re.escape, parts))


def test_no_page_says_anything_in_english_to_a_norwegian(client, world):
    client.force_login(world.owner)
    is_english, seen, left = english(), set(), {}

    for name, address in addresses(world):
        if name in ("admin:logout", "account_logout"):
            continue
        response = client.get(address)
        if "html" not in response.headers.get("Content-Type", ""):
            continue
        words = Words()
        words.feed(response.text)
        seen |= words.found
        said = {text for text in words.found if is_english.fullmatch(text)}
        left |= {text: address for text in said if not ENGLISH_FOR_GOOD.fullmatch(text)}

    assert left == {}
    # the walk does look where the words are
    assert {"To-do-liste", "Legg til deltakere", "8 dager over frist", "Ressursgrupper"} <= seen


def test_signing_in_and_errors_are_norwegian_before_anybody_is_known(client, db):
    norwegian = {"accept-language": "nb"}

    wrong = {"login": "ingrid", "password": "feil"}
    refused = client.post(reverse("account_login"), wrong, headers=norwegian).text
    missing = client.get("/finnes-ikke/", headers=norwegian).text

    assert "Brukernavnet eller passordet er ikke riktig." in refused
    assert "Glemt passordet?" in refused
    assert "Det er ingenting her" in missing


def test_a_password_that_is_too_short_is_refused_in_norwegian(client, db):
    client.force_login(make_user(language="nb"))

    page = client.post(
        reverse("account_change_password"),
        {"oldpassword": "dagbok", "password1": "kort", "password2": "kort"},
    ).text

    assert "Passordet er for kort. Det må ha minst 12 tegn." in page
