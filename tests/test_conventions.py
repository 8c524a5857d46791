"""House rules that a reader may rely on everywhere, kept by looking at the code."""

import ast
import re
from pathlib import Path

from django.conf import settings

ROOT = settings.BASE_DIR
APPS = ["config", "crm", "followups", "diary"]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODULES = {
    str(path.relative_to(ROOT)): ast.parse(path.read_text())
    for app in APPS
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
}

# Behind these doors the rows themselves are read and written; nobody else may.
DOORS = re.compile(
    r"followups/(models/.*|visibility|changes|steps|claims|seats|activities|activities_of_record|history|merging|demo/.*)(\.py)?"
)
GUARDED = {"FollowUp", "Appointment", "Task", "PhoneCall", "Participant", "Series", "Change"}
MANAGERS = {"objects", "_base_manager", "_default_manager"}
QUESTIONS = {"visible_to", "editable_by", "tickable_by", "trashed_by_owner", "in_diaries", "none"}
QUESTIONS |= {"made_by", "next_of_sales", "with_next_step", "without_next_step"}
WRITING = {"save", "delete", "update", "create", "get_or_create", "update_or_create"}
WRITING |= {"bulk_create", "bulk_update"}

MAY_ASK_THE_CLOCK = re.compile(
    r".*/(views(/.*|\.py)|management/commands/.*|tasks\.py|middleware\.py)"
)
CLOCKS = {"timezone.now", "timezone.localtime", "timezone.localdate", "datetime.datetime.now"}
CLOCKS |= {"datetime.now", "datetime.date.today", "date.today", "time.time"}


def calls(tree):
    """Every call in a module as (line, dotted name, number of arguments)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func), len(node.args) + len(node.keywords)


def outside_the_doors():
    return {name: tree for name, tree in MODULES.items() if not DOORS.fullmatch(name)}


def test_follow_ups_are_read_through_visibility_alone():
    faults = []
    for name, tree in outside_the_doors().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
                model, manager, question = ast.unparse(node).rsplit(".", 2)
                if model in GUARDED and manager in MANAGERS and question not in QUESTIONS:
                    faults.append(f"{name}:{node.lineno} {ast.unparse(node)}")

    assert faults == []


def test_nobody_reaches_follow_ups_through_the_back_door_of_a_relation():
    """user.followups.all(), company.followups in a template, resource.claims ..."""
    faults = [
        f"{name}:{node.lineno} {ast.unparse(node)}"
        for name, tree in outside_the_doors().items()
        for node in attributes_of_relations(tree)
    ]
    in_markup = re.compile(r"{[{%][^}]*\.(followups|claims)\b")

    assert faults + [found for path in TEMPLATES for found in places(path, in_markup)] == []


def attributes_of_relations(tree):
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    asked = {id(node.value) for node in attributes if node.attr in QUESTIONS}
    return [
        node
        for node in attributes
        if node.attr in {"followups", "claims"} and id(node) not in asked
    ]


def test_follow_ups_are_written_through_changes_alone():
    faults = []
    for name, tree in outside_the_doors().items():
        for line, call, _ in calls(tree):
            owner, _, verb = call.rpartition(".")
            if verb in WRITING and re.search(r"\b(followups?|participants?|series)\b", owner):
                faults.append(f"{name}:{line} {call}")

    assert faults == []


def test_only_views_commands_and_tasks_ask_for_the_clock():
    faults = [
        f"{name}:{line} {call}"
        for name, tree in MODULES.items()
        if not MAY_ASK_THE_CLOCK.fullmatch(name)
        for line, call, arguments in calls(tree)
        if call in CLOCKS and not arguments
    ]

    assert faults == []


def test_modules_bear_the_name_of_their_idea():
    nameless = {"services", "service", "helpers", "utils", "common", "misc", "base"}

    assert [name for name in MODULES if nameless & set(Path(name).with_suffix("").parts)] == []


def test_functions_and_files_can_be_read_at_once():
    long_files = [name for name in MODULES if len((ROOT / name).read_text().splitlines()) > 400]
    long_functions = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno > 60
    ]

    assert long_files + long_functions == []


def test_migrations_say_what_they_do():
    migrations = [path.name for app in APPS for path in (ROOT / app).glob("migrations/0*.py")]

    assert [name for name in migrations if "_auto_" in name] == []


def test_fragments_say_what_they_need():
    fragments = [path for path in TEMPLATES if path.name.startswith("_")]

    assert [str(path) for path in fragments if not path.read_text().startswith("{#")] == []


def test_templates_obey_the_content_security_policy():
    forbidden = re.compile(
        r"""<[^>]*\s(?:style|on[a-z]+)\s*=|javascript:|<style\b|<script\b(?![^>]*\b(?:src|nonce)=)""",
        re.IGNORECASE,
    )

    assert [found for path in TEMPLATES for found in places(path, forbidden)] == []


def places(path, pattern):
    text = path.read_text()
    for found in pattern.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield f"{path.relative_to(ROOT)}:{line} {found.group()[:60]}"


NOT_SHOWN = re.compile(
    r"{%\s*blocktrans.*?{%\s*endblocktrans\w*\s*%}|{%\s*comment.*?{%\s*endcomment\s*%}"
    r"|{%\s*block\s+\w*(?:attributes|class|query)\s*%}.*?{%\s*endblock[^%]*%}"
    r"|{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->|<script\b.*?</script>|<kbd>.*?</kbd>|&\w+;",
    re.DOTALL,
)
SPOKEN_ATTRIBUTE = re.compile(r"""\b(?:aria-label|title|placeholder|alt)=["']([^"']*)["']""")
TAG = re.compile(r"<[^>]*>", re.DOTALL)


def test_every_text_of_a_template_can_be_translated():
    faults = []
    for path in TEMPLATES:
        markup = NOT_SHOWN.sub(" ", path.read_text())
        texts = [TAG.sub(" ", markup).replace("Dagbok", ""), *SPOKEN_ATTRIBUTE.findall(markup)]
        words = re.findall(r"[^\W\d_]{2,}", " ".join(texts))
        faults += [f"{path.relative_to(ROOT)}: {word}" for word in words]

    assert faults == []


def test_a_custom_element_lives_in_the_file_of_its_name():
    faults = []
    for path in sorted((ROOT / "static" / "js").rglob("*.js")):
        script = path.read_text()
        for element in re.findall(r"customElements\.define\(\s*[\"']([\w-]+)", script):
            if element != path.stem:
                faults.append(f"{path.name} defines <{element}>")
        if not script.startswith(("//", "/*")):
            faults.append(f"{path.name} does not say what it does on its first line")

    assert faults == []
