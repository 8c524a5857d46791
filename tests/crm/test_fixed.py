import pytest
from django.template import Context, engines
from django.urls import set_script_prefix
from django.utils import translation


def template(source):
    return engines["django"].from_string(source).template


@pytest.fixture
def prefix():
    yield set_script_prefix
    set_script_prefix("/")


def test_a_fixed_text_is_said_in_the_language_of_each_reader():
    greeting = template("{% translate 'Search' %}")

    said = []
    for language in ("en", "nb", "en"):
        with translation.override(language):
            said.append(greeting.render(Context()))

    assert said == ["Search", "Søk", "Search"]


def test_a_fixed_address_follows_the_prefix_of_the_site(prefix):
    address = template("{% url 'crm:company-list' %}")

    at_root = address.render(Context())
    prefix("/crm/")

    assert at_root == "/companies/"
    assert address.render(Context()) == "/crm/companies/"


@pytest.mark.parametrize(
    "source",
    [
        "{% translate word %}",
        "{% translate 'x'|add:word %}",
        "{% translate 'x' as x %}{{ word }}{{ x }}",
        "{% url 'crm:company-list' as list %}{{ word }}{{ list }}",
        "{% static word %}",
        "{% load icons %}{% icon word %}",
        "{% load icons %}{% icon 'ph-x' word %}",
    ],
)
def test_what_hangs_on_a_variable_is_worked_out_anew(source):
    page = template(source)

    pages = {page.render(Context({"word": word})) for word in ("one", "two", "one")}

    assert len(pages) == 2


def test_a_name_given_to_a_text_is_there_on_every_page():
    page = template(
        "{% translate 'Search' as word %}{% url 'crm:company-list' as list %}{{ word }}{{ list }}"
    )

    assert [page.render(Context()) for _ in range(2)] == ["Search/companies/"] * 2


def test_a_kept_part_is_written_once_for_each_value():
    part = template("{% kept size=size %}{{ size }} {{ user }}{{ clock }}{% endkept %}")
    clock = iter("12345")

    pages = [
        part.render(Context({"size": size, "user": "ingrid", "clock": clock})) for size in "sms"
    ]

    assert pages == ["s ", "m ", "s "]
