"""Two people edited the same record: what differs, and the one that is chosen."""

from dataclasses import dataclass

from django.utils.text import capfirst

from crm import changes
from crm.forms.custom_fields import put
from crm.history import text_of

CHOICE = "choose_"


@dataclass(frozen=True)
class Difference:
    """`is_mine`: the sender changed it, so theirs is the one to give way unless one says so."""

    name: str
    label: str
    mine: str
    theirs: str
    is_mine: bool


def differences(form, theirs):
    """Where what was sent differs from what is stored now."""
    seen = changes.seen(theirs, form.seen_version)
    found = []
    for name in form.own_names:
        field = theirs._meta.get_field(name)
        mine, stored = form.cleaned_data[name], getattr(theirs, name)
        if mine == stored or (not mine and not stored):
            continue
        key = getattr(mine, "pk", mine)
        found.append(
            Difference(
                name=CHOICE + name,
                label=str(capfirst(form.fields[name].label)),
                mine=text_of(field, mine),
                theirs=text_of(field, stored),
                is_mine=seen is None or key != getattr(seen, field.attname),
            )
        )
    return found + [
        Difference(
            name=CHOICE + field.form_name,
            label=field.name,
            mine=field.text(form.instance.custom.get(field.key)),
            theirs=field.text(theirs.custom.get(field.key)),
            is_mine=seen is None
            or form.instance.custom.get(field.key) != seen.custom.get(field.key),
        )
        for field in form.custom_fields
        if form.instance.custom.get(field.key) != theirs.custom.get(field.key)
    ]


def with_choices(data, form):
    """What was sent, with the stored value wherever the sender chose theirs."""
    data = data.copy()
    for name, field in form.fields.items():
        if data.get(CHOICE + name) == "theirs":
            put(data, name, field, form.get_initial_for_field(field, name))
    return data


def sent_values(data):
    """(name, value) of all that was sent, to be sent again with the choices."""
    return [
        (name, value)
        for name, values in data.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "version") and not name.startswith(CHOICE)
    ]
