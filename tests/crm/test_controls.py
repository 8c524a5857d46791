from django import forms
from django.utils.safestring import mark_safe

from crm.templatetags.controls import attributes, control

NASTY = '"><script>'


def test_attributes_are_written_with_their_values_escaped():
    written = attributes(
        {"id": "a", "required": True, "disabled": False, "rows": 4, "title": NASTY}
    )

    assert written == ' id="a" required rows="4" title="&quot;&gt;&lt;script&gt;"'


def test_a_list_shows_its_choices_and_groups_with_the_chosen_one_marked():
    choices = [("", "None"), ("Calls", [(10, "Outgoing"), (11, "Incoming")]), ("x", NASTY)]
    field = forms.Select(choices=choices, attrs={"class": "form-select"})

    written = field.render("type", 11)

    assert written == (
        '<select name="type" class="form-select"><option value="">None</option>'
        '<optgroup label="Calls"><option value="10">Outgoing</option>'
        '<option value="11" selected>Incoming</option></optgroup>'
        '<option value="x">&quot;&gt;&lt;script&gt;</option></select>'
    )


def test_a_control_has_nothing_between_its_attributes_and_its_end():
    assert forms.TextInput().render("q", None, {"id": "q"}) == '<input type="text" name="q" id="q">'


def test_a_control_shows_its_value_escaped():
    assert forms.NumberInput().render("n", 0) == '<input type="number" name="n" value="0">'
    assert forms.TextInput().render("q", NASTY) == (
        '<input type="text" name="q" value="&quot;&gt;&lt;script&gt;">'
    )
    assert forms.HiddenInput().render("q", mark_safe("a &amp; b")) == (
        '<input type="hidden" name="q" value="a &amp; b">'
    )


class OneField(forms.Form):
    size = forms.ChoiceField(choices=[("", "None"), ("l", "Large")])
    note = forms.CharField(widget=forms.Textarea(attrs={"class": "tall"}), required=False)


def test_a_field_has_the_look_of_its_kind_and_says_that_it_is_wrong():
    form = OneField({"size": "x"})

    assert 'class="form-select is-invalid"' in control(form["size"])
    assert 'aria-invalid="true"' in control(form["size"])
    assert 'class="tall form-control"' in control(form["note"])
