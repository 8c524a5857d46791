"""What templates and scripts name must be there: classes, symbols, modules; and nothing else."""

import json
import re

import pytest
from crispy_forms.bootstrap import InlineRadios
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import render_crispy_form
from django import forms
from django.conf import settings
from django.template.loader import render_to_string

from crm import styles

ROOT = settings.BASE_DIR
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
TEMPLATES = [
    path for path in sorted((ROOT / "templates").rglob("*.html")) if "admin" not in path.parts
]
SOURCES = [path for app in ("crm", "followups", "diary") for path in (ROOT / app).rglob("*.py")]
SPRITE = ROOT / "static" / "icons.svg"

# Names that crispy-forms and Django write and that need no look of their own.
WITHOUT_LOOK = {
    *("textinput", "numberinput", "emailinput", "urlinput", "passwordinput", "dateinput"),
    *("timeinput", "datetimeinput", "clearablefileinput", "textarea", "select", "selectmultiple"),
    *("radioselect", "checkboxinput", "checkboxselectmultiple", "form-horizontal", "fu-l", "fu-f"),
    *("controls", "d-block", "help-block", "row-action", "requiredField", "alert-block"),
}

# What crispy-forms may write elsewhere, and names that are put together from parts.
CONTRACT = {"btn-secondary", "btn-outline-secondary", "btn-link", "alert-success", "form-select"}
UNIT = re.compile(r"(?:[secnwfh]|sw|of|from|to|ws|we|hrs|ni)\d+")


class EveryWidget(forms.Form):
    text = forms.CharField(help_text="Help")
    long_text = forms.CharField(widget=forms.Textarea)
    number = forms.IntegerField()
    mail = forms.EmailField()
    address = forms.URLField(assume_scheme="https")
    password = forms.CharField(widget=forms.PasswordInput)
    date = forms.DateField()
    time = forms.TimeField()
    moment = forms.DateTimeField()
    file = forms.FileField()
    choice = forms.ChoiceField(choices=[("a", "A")])
    radio = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(choices=[("a", "A")])
    ticks = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    tick = forms.BooleanField(help_text="Help")

    def clean(self):
        raise forms.ValidationError("Something about the whole form")


def styled_classes():
    return {
        name for path in STYLES for name in re.findall(r"\.(-?[a-zA-Z][\w-]*)", path.read_text())
    }


def written_classes(html):
    return {name for found in re.findall(r'class="([^"]*)"', html) for name in found.split()}


def helper(*, inline):
    made = FormHelper()
    made.form_tag = made.include_media = False
    made.label_class, made.field_class = ("fu-l", "fu-f") if inline else ("", "")
    made.form_class = "form-horizontal" if inline else ""
    radios = InlineRadios("radio") if inline else "radio"
    made.layout = Layout(*(radios if name == "radio" else name for name in EveryWidget.base_fields))
    return made


@pytest.mark.parametrize("inline", [True, False])
@pytest.mark.parametrize("data", [None, {"number": "x"}], ids=["empty", "refused"])
def test_every_widget_of_a_form_has_a_look(inline, data):
    html = render_crispy_form(EveryWidget(data), helper(inline=inline))

    assert written_classes(html) - WITHOUT_LOOK - styled_classes() == set()


def test_every_class_that_a_template_names_has_a_look():
    faults = []
    styled = styled_classes() | WITHOUT_LOOK
    for path in TEMPLATES:
        markup = re.sub(r"{#.*?#}", "", path.read_text())
        for found in re.findall(r'\bclass="([^"]*)"', re.sub(r"{%.*?%}|{{.*?}}", "\0", markup)):
            names = [name for name in found.replace("\0", " \0 ").split() if "\0" not in name]
            faults += [f"{path.relative_to(ROOT)}: {name}" for name in names if name not in styled]

    assert faults == []


def test_every_look_is_in_use():
    by_crispy = written_classes(
        "".join(
            render_crispy_form(EveryWidget(data), helper(inline=inline))
            for data in (None, {"number": "x"})
            for inline in (True, False)
        )
    )
    texts = [path.read_text() for path in [*TEMPLATES, *SCRIPTS, *SOURCES]]
    written = {name for text in texts for name in re.findall(r"[\w-]+", text)}
    unused = styled_classes() - written - by_crispy - CONTRACT

    assert {name for name in unused if not UNIT.fullmatch(name)} == set()


def test_units_reach_through_a_day_of_25_hours():
    styled = styled_classes()

    assert {f"{key}{unit}" for key in "se" for unit in range(301)} <= styled
    assert {f"h{step}" for step in range(5, 26)} <= styled


def symbols(path):
    return set(re.findall(r"\bph-[a-z]+(?:-[a-z]+)*\b", path.read_text()))


def test_the_sprite_holds_the_symbols_in_use_and_no_others():
    in_use = set().union(*(symbols(path) for path in [*TEMPLATES, *SCRIPTS, *SOURCES]))

    assert symbols(SPRITE) == in_use


def import_map():
    html = render_to_string("_importmap.html")
    return json.loads(
        re.search(r"<script type=\"importmap\"[^>]*>(.*?)</script>", html, re.DOTALL)[1]
    )


def test_the_import_map_names_every_module():
    modules = {f"app/{path.stem}" for path in SCRIPTS}

    assert set(import_map()["imports"]) == modules - {"app/app"} | {"vendor/htmx"}


def test_modules_import_what_is_there():
    mapped = set(import_map()["imports"])
    for path in SCRIPTS:
        imported = set(
            re.findall(r'(?:from\s|import\s|import\(|resolve\()\s*"([^"]+)"', path.read_text())
        )

        assert imported <= mapped, path.name


def test_scripts_bring_no_words_of_their_own():
    """Texts come from the page: no literal of a script holds two words that somebody would read."""
    sentence = re.compile(r"""(["'`])[A-Z][a-z]+(?: [a-z]+)+[.!?…]?\1""")

    assert [
        f"{path.name}: {found[0]}"
        for path in SCRIPTS
        for found in sentence.finditer(path.read_text())
    ] == []


def test_scripts_obey_the_content_security_policy():
    forbidden = re.compile(r"\beval\(|new Function|setAttribute\(.style|\.cssText|style=")

    assert [path.name for path in SCRIPTS if forbidden.search(path.read_text())] == []


def test_every_stylesheet_is_part_of_the_one_that_pages_link():
    assert sorted(styles.PARTS) == [f"css/{path.name}" for path in STYLES]
