"""A walk through every address of the application. An address it does not know fails the walk."""

import datetime
import re
import uuid
from dataclasses import dataclass, field

from django.apps import apps
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

DAY = datetime.date(2026, 6, 10)
NOBODY = uuid.UUID("00000000-0000-4000-8000-000000000000")


@dataclass
class World:
    """Who and what the addresses are about."""

    owner: object
    company: object
    person: object
    sale: object
    project: object
    group: object
    room: object
    followups: list
    batches: list
    documents: list = field(default_factory=list)
    selections: list = field(default_factory=list)
    imports: list = field(default_factory=list)
    exports: list = field(default_factory=list)
    images: list = field(default_factory=list)
    words: tuple = ("confidential",)
    diaries: list = field(default_factory=list)
    twins: dict = field(default_factory=dict)  # what the company and the contact may be merged with

    def __post_init__(self):
        self.diaries = [f"diary={row.public_id}" for row in (self.owner, self.group, self.room)]


def plain(world):
    return [{}]


def days(world):
    return [{}, {"day": DAY}]


def followups(world):
    return [{"public_id": followup.public_id} for followup in world.followups]


def documents(world):
    return [{"public_id": document.public_id} for document in world.documents]


def selections(world):
    return [{"public_id": selection.public_id} for selection in world.selections]


def imports(world):
    return [{"public_id": source.public_id} for source in world.imports]


def exports(world):
    return [{"public_id": export.public_id} for export in world.exports]


def record(name):
    return lambda world: [{"public_id": getattr(world, name).public_id}]


def images(world):
    return [{"public_id": image.public_id} for image in world.images]


RECORDS = ("company", "person", "sale", "project")

# How to build each address: its arguments, as often as it takes.
ARGUMENTS = {
    "diary:home": plain,
    "diary:day": days,
    "diary:week": days,
    "diary:month": days,
    "diary:overview": days,
    "diary:day-list": lambda world: [{"day": DAY}],
    "diary:calendar": days,
    "diary:go": plain,
    "diary:owners": plain,
    **{
        f"crm:{name}-{page}": record(name)
        for name in RECORDS
        for page in ("detail", "edit", "archive", "restore")
    },
    **{
        f"crm:{name}-{page}": plain
        for name in RECORDS
        for page in ("list", "create", "owner", "save-filter", "choose-columns")
    },
    **{
        f"crm:selection-{page}": plain
        for page in ("list", "create", "owner", "save-filter", "remove-filter", "choose-columns")
    },
    **{
        f"crm:selection-{page}": selections
        for page in (
            *("detail", "edit", "archive", "restore"),
            *("add", "take-out", "freeze"),
        )
    },
    "crm:selection-export": lambda world: [{"kind": "csv"}, {"kind": "xlsx"}],
    "crm:selection-members": lambda world: [
        {"kind": kind, **one} for kind in ("csv", "xlsx") for one in selections(world)
    ],
    **{
        f"crm:{name}-{page}": plain for name in ("company", "person") for page in ("select", "keep")
    },
    "followups:selection-plan": selections,
    **{
        f"crm:{name}-export": lambda world: [{"kind": kind} for kind in ("csv", "xlsx")]
        for name in RECORDS
    },
    **{f"crm:{name}-remove-filter": plain for name in RECORDS},
    "crm:project-join": record("project"),
    "crm:sale-status": record("sale"),
    "followups:sale-peek": record("sale"),
    "crm:project-leave": lambda world: [
        {"public_id": world.project.public_id, "user": world.owner.public_id}
    ],
    **{
        f"crm:{name}-{page}": plain
        for name in ("company", "person")
        for page in ("alike", "duplicates", "tell-apart", "take-back", "merge")
    },
    "crm:document-create": plain,
    **{
        f"crm:document-{page}": documents
        for page in ("detail", "open", "edit", "archive", "restore")
    },
    "crm:import-start": plain,
    **{
        f"crm:import-{page}": imports
        for page in ("detail", "columns", "preview", "refused", "undo", "discard")
    },
    "crm:full-export": plain,
    **{f"crm:full-export-{page}": exports for page in ("download", "discard")},
    "crm:change-undo": lambda world: [{"batch": NOBODY}],
    "crm:preferences": plain,
    "followups:search": plain,
    "followups:follow-up-create": lambda world: [
        {"kind": kind} for kind in ("appointment", "task", "call")
    ],
    "followups:follow-up-detail": followups,
    "followups:follow-up-peek": followups,
    "followups:follow-up-brief": followups,
    "followups:follow-up-complete": followups,
    "followups:follow-up-reopen": followups,
    "followups:follow-up-postpone": followups,
    "followups:follow-up-delete": followups,
    "followups:follow-up-restore": followups,
    "followups:follow-up-copy": followups,
    "followups:planned-call-start": followups,
    "followups:call-start": plain,
    "followups:image-create": plain,
    "followups:image": images,
    "followups:note": plain,
    "followups:change-undo": lambda world: [{"batch": batch} for batch in world.batches],
    "followups:several-delete": plain,
    "followups:trash": plain,
    "followups:look-up": lambda world: [
        {"what": what} for what in ("people", "resources", "zones", "links")
    ],
    "followups:type-colours": plain,
    "account_login": plain,
    "account_logout": plain,
    "account_inactive": plain,
    "account_reauthenticate": plain,
    "account_change_password": plain,
    "account_reset_password": plain,
    "account_reset_password_done": plain,
    "account_reset_password_from_key": lambda world: [{"uidb36": "1", "key": "set-password"}],
    "account_reset_password_from_key_done": plain,
    "admin:index": plain,
    "admin:login": plain,
    "admin:logout": plain,
    "admin:password_change": plain,
    "admin:password_change_done": plain,
    "admin:autocomplete": plain,
    "admin:jsi18n": plain,
    "admin:view_on_site": lambda world: [{"content_type_id": 1, "object_id": 1}],
    "admin:app_list": lambda world: [{"app_label": "crm"}, {"app_label": "followups"}],
    "admin:auth_user_password_change": lambda world: [{"id": world.owner.pk}],
    "admin:(?P<url>.*)$": lambda world: [],
}


def queries(world, name):
    """Query strings that make an address show more than it does by itself."""
    if name in ("diary:day", "diary:week", "diary:month", "diary:overview"):
        cards = ["card=all", "card=all&show=tasks", "card=todo&show=followups"]
        cards.append("card=all&since=2026-01-01&until=2026-12-31&state=open")
        by_card = [f"{diary}&{card}" for diary in world.diaries for card in cards]
        shown = ["", *world.diaries, "&".join(world.diaries)]
        return shown + by_card if name == "diary:week" else shown
    if name == "diary:go":
        return ["", f"view=day&to={DAY}&{world.diaries[0]}", "to=nonsense"]
    if name.startswith("crm:") and not name.endswith("-list"):
        return queries_of_records(world, name)
    if name == "followups:follow-up-create":
        links = "&".join(
            f"{link}={getattr(world, link).public_id}"
            for link in ("company", "person", "sale", "project")
        )
        return ["", f"date={DAY}&start=13:00&end=14:00&{world.diaries[0]}&{links}"]
    if name in ("followups:look-up", "diary:owners") or name.endswith("-list"):
        return ["", *(f"q={word}" for word in world.words), "format=options"]
    if name == "admin:autocomplete":
        relation = "app_label=followups&field_name=followup&model_name="
        return [f"{relation}{model}&term=" for model in ("participant", "change")]
    if name.endswith("_changelist"):
        return ["", *(f"q={word}" for word in world.words), "o=1&all="]
    return [""]


def queries_of_records(world, name):
    if name.endswith(("-owner", "-select")):
        return ["", "all=1", *(f"all=1&q={word}" for word in world.words)]
    if name.endswith("-create"):
        return ["", "&".join(f"{link}={getattr(world, link).public_id}" for link in RECORDS)]
    if name.endswith(("-merge", "-alike", "-duplicates")):
        return queries_of_duplicates(world, *name.removeprefix("crm:").split("-"))
    if name.endswith("-detail"):
        narrowed = "since=2026-01-01&until=2026-12-31&state=open&whose=skunk&mine=on"
        return ["", "show=tasks", "show=documents", "page=2", "choose=1", narrowed]
    return [""]


def queries_of_duplicates(world, kind, page):
    if page == "merge":
        rows = (getattr(world, kind), world.twins.get(kind))
        one, twin = (getattr(row, "public_id", "") for row in rows)
        typed = [f"record={one}&other_text={word}" for word in world.words]
        return ["", f"record={one}", f"record={one}&record={twin}", *typed]
    words = [f"name={word}&first_name={word}&last_name={word}" for word in world.words]
    return ["", "show=different", "page=2", "name=Moonbeam&first_name=Penny&last_name=Rung", *words]


ADMIN = re.compile(r"admin:(?P<app>[a-z]+)_(?P<model>[a-z]+)_(?P<page>[a-z_]+)")


def admin_arguments(world, name):
    """Those of an address of one model; of follow-ups each of the world's, else the first row."""
    app, model_name, page = ADMIN.fullmatch(name).groups()
    if page in ("changelist", "add"):
        return [{}]
    model = apps.get_model(app, model_name)
    rows = world.followups if model_name == "followup" else model._default_manager.all()[:3]
    if page == "simple_history":
        versions = model.history.all()[:1]
        return [(row.id, row.pk) for row in versions]
    return [{"object_id": row.pk} for row in rows]


def names_of_addresses(resolver=None, spaces=()):
    """The name of every URL pattern; of a nameless one what it matches."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            space = (pattern.namespace,) if pattern.namespace else ()
            yield from names_of_addresses(pattern, (*spaces, *space))
        else:
            yield ":".join((*spaces, pattern.name or str(pattern.pattern)))


def arguments_of(world, name):
    if name in ARGUMENTS:
        return ARGUMENTS[name](world)
    if ADMIN.fullmatch(name):
        return admin_arguments(world, name)
    if name.startswith("admin:<path:object_id>"):  # the old address of a form; redirects
        return []
    raise AssertionError(f"Tell tests/walk.py how to walk to {name!r}")


def addresses(world):
    """(name, address) of everything there is to visit."""
    for name in sorted(set(names_of_addresses())):
        for arguments in arguments_of(world, name):
            is_named = isinstance(arguments, dict)
            named, listed = (arguments, ()) if is_named else ({}, arguments)
            path = reverse(name, args=listed, kwargs=named)
            for query in queries(world, name):
                yield name, f"{path}?{query}" if query else path
