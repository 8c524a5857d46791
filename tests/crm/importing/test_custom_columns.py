"""Columns of a file fill the administrator's own fields, by the rules of these."""

from crm.models import Company, Person
from tests.factories import choice_of, make_company, make_field


def only(model=Company):
    return model.objects.get()


def test_a_column_of_that_name_fills_the_field(steps):
    height = make_field("company", "decimal", "Height, m")
    seen = make_field("company", "date", "Visited")
    happy = make_field("company", "tick", "Happy")

    steps.imported("Name;Height, m;Visited;Happy\nMoonbeam;2,5;2026-06-09;yes\n")

    assert only().custom == {height.key: "2.5", seen.key: "2026-06-09", happy.key: True}


def test_our_own_export_is_read_back(steps):
    field = make_field("company", name="Nickname")

    source = steps.uploaded("name,custom.Nickname\nMoonbeam,Moon\n")

    assert source.matching == ["name", f"custom.{field.key}"]


def test_choices_are_told_by_their_names(steps):
    size = make_field("company", "choice", "Size", choices=["Small", "Large"])
    ways = make_field("company", "choices", "Ways", choices=["Letter", "Visit", "Fair"])

    steps.imported("Name,Size,Ways\nMoonbeam,LARGE,Letter; fair\n")

    chosen = dict.fromkeys([choice_of(ways, "Letter"), choice_of(ways, "Fair")], True)
    assert only().custom == {size.key: choice_of(size, "Large"), ways.key: chosen}


def test_lines_that_the_field_does_not_take_are_refused_with_the_reason(steps):
    make_field("company", "number", "Height")
    make_field("company", "choice", "Size", choices=["Small", "Large"])
    make_field("company", "tick", "Happy")
    make_field("company", "date", "Visited")

    source = steps.imported(
        "Name,Height,Size,Happy,Visited\nA,tall,,,\nB,,Huge,,\nC,,,perhaps,\nD,,,,someday\nE,3,,,\n"
    )

    reasons = {line.cells[0]: (line.column, line.reason) for line in source.refused_lines.all()}
    assert reasons["A"] == ("Height", "Write a whole number, for example 1 200.")
    assert reasons["B"] == ("Size", "“Huge” is none of the choices: Small, Large.")
    assert reasons["C"] == ("Happy", "Write “yes” or “no”.")
    assert reasons["D"][0] == "Visited"
    assert only().name == "E"


def test_what_has_to_be_filled_in_is_where_there_is_a_column_for_it(steps):
    make_field("company", name="Nickname", is_required=True)

    source = steps.imported("Name,Nickname\nMoonbeam,\nSunbeam,Sunny\n")
    steps.imported("Name\nStarbeam\n")

    assert source.refused_lines.get().reason == "This has to be filled in."
    assert sorted(Company.objects.values_list("name", flat=True)) == ["Starbeam", "Sunbeam"]


def test_a_contact_and_its_company_have_fields_of_their_own(steps):
    make_field("company", name="Nickname")
    mine, theirs = make_field("person", name="Nickname"), Company
    source = steps.uploaded(
        "Name;Company;Nickname;Company: Nickname\nPenny Rung;Moonbeam;Pen;Moon\n", kind="both"
    )
    steps.matched(source)
    steps.run(source)

    assert only(Person).custom == {mine.key: "Pen"}
    assert list(only(theirs).custom.values()) == ["Moon"]


def test_a_duplicate_is_filled_where_it_says_nothing_or_overwritten_and_undone(client, steps):
    nickname, height = make_field("company", name="Nickname"), make_field("company", name="Height")
    make_company("Moonbeam", custom={nickname.key: "Moon"})
    text = "Name,Nickname,Height\nMoonbeam,Beam,3\n"

    steps.imported(text, choice="fill")
    assert only().custom == {nickname.key: "Moon", height.key: "3"}
    source = steps.imported(text, choice="overwrite")
    assert only().custom == {nickname.key: "Beam", height.key: "3"}
    assert Company.objects.matching("beam").exists()

    steps.undo(source)
    assert only().custom == {nickname.key: "Moon", height.key: "3"}


def test_the_preview_shows_the_values_in_words(client, steps):
    make_field("company", "tick", "Happy")

    source = steps.matched(steps.uploaded("Name,Happy\nMoonbeam,x\n"))

    page = client.get(f"/import/{source.public_id}/preview/").text
    assert '<th scope="col">Happy</th>' in page
    assert "<td>Yes</td>" in page


def test_a_field_that_is_put_away_meanwhile_is_left_out(client, steps):
    field = make_field("company", name="Nickname")
    source = steps.matched(steps.uploaded("Name,Nickname\nMoonbeam,Moon\n"))
    type(field).objects.update(is_active=False)

    assert client.get(f"/import/{source.public_id}/preview/").status_code == 200
    steps.run(source)

    assert only().custom == {}
