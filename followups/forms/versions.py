"""Two people edited the same follow-up: both versions side by side, and the one that is chosen."""

from dataclasses import dataclass

from followups import told
from followups.history import followup_values

# The fields of the form behind each part that can differ.
FIELDS = {part: (part,) for part in told.PARTS if part != "deleted"} | {
    "type": ("kind", "type"),
    "when": ("date", "start", "end_date", "end", "duration", "all_day", "time_zone"),
    "deadline": ("due_on", "due_time"),
}
CHOICE = "choose_"


@dataclass(frozen=True)
class Difference:
    """`is_mine`: the sender changed it, so theirs is the one to give way unless one says so."""

    part: str
    label: str
    mine: str
    theirs: str
    is_mine: bool

    @property
    def name(self):
        return CHOICE + self.part


def differences(draft, theirs, form, moments):
    """Where what was sent in `form` differs from what is stored now."""
    newer = max(theirs.version - form.version, 0)
    changes = list(theirs.changes.all()[:newer])
    states = told.states_before(theirs, changes)
    now, seen = states[0], states[-1]
    mine = now | followup_values(draft.followup, draft.seats, draft.links)
    names = told.Names([mine, now], form.fields_by_type)
    found = [
        Difference(
            part=part,
            label=str(told.PARTS[part][0]),
            mine=told.part_text(part, mine, names, moments),
            theirs=told.part_text(part, now, names, moments),
            is_mine=part in told.differing(seen, mine),
        )
        for part in told.differing(now, mine)
        if part in FIELDS
    ]
    return found + [
        Difference(
            part=field.form_name,
            label=field.name,
            mine=field.text(mine["custom"].get(field.key)),
            theirs=field.text(now["custom"].get(field.key)),
            is_mine=mine["custom"].get(field.key) != seen.get("custom", {}).get(field.key),
        )
        for field in names.custom.differing(now["custom"], mine["custom"])
    ]


def take_choices(form):
    """Put the stored value wherever the sender chose theirs."""
    for part, names in FIELDS.items():
        if form.data.get(CHOICE + part) != "theirs":
            continue
        for name in names:
            form.put(form.data, name, form.initial.get(name))
        if part == "type":
            form.data["shown_type"] = str(form.initial["type"].pk)
    for field in form.custom_fields:
        if form.data.get(CHOICE + field.form_name) == "theirs":
            form.put(form.data, field.form_name, form.initial.get(field.form_name))


def sent_values(form):
    """(name, value) of all that was sent, to be sent again with the choices."""
    left_out = ("csrfmiddlewaretoken", "version", "reopen", *SHOWN, *OFFERED)
    return [
        (name, value)
        for name, values in form.data.lists()
        for value in values
        if name not in left_out and not name.startswith(CHOICE)
    ]


SHOWN = ("shown_when", "shown_due", "holds")
OFFERED = ("ends_next_day", "other_time", "other_room", "without_rooms")
