"""The history of a follow-up and two versions of it side by side, in words."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.custom_fields import Fields
from crm.models import Company, Person, Project, Sale, User, UserGroup
from followups.history import followup_values, restore_values
from followups.links import links_of
from followups.models import FollowUp, FollowUpType, Priority, Resource, Visibility
from followups.richtext import plain
from followups.seats import seats_of

LATEST = 50
LONGEST = 300

# What a reader sees as one thing: its name, and the stored fields that make it up.
PARTS = {
    "type": (gettext_lazy("Type"), ("kind", "type")),
    "title": (gettext_lazy("Title"), ("title",)),
    "company": (gettext_lazy("Company"), ("company",)),
    "person": (gettext_lazy("Contact"), ("person",)),
    "deadline": (gettext_lazy("Deadline"), ("due_on", "due_time")),
    "when": (
        gettext_lazy("Time"),
        ("starts_at", "ends_at", "starts_on", "ends_on", "time_zone"),
    ),
    "location": (gettext_lazy("Place"), ("location",)),
    "sale": (gettext_lazy("Sale"), ("sale",)),
    "project": (gettext_lazy("Project"), ("project",)),
    "agenda": (gettext_lazy("Agenda"), ("agenda",)),
    "internal_notes": (gettext_lazy("Internal notes"), ("internal_notes",)),
    "owner": (gettext_lazy("Owner"), ("owner",)),
    "participants": (gettext_lazy("Participants"), ("participants",)),
    "resources": (gettext_lazy("Resource"), ("participants",)),
    "availability": (gettext_lazy("Show as"), ("availability",)),
    "priority": (gettext_lazy("Priority"), ("priority",)),
    "links": (gettext_lazy("Links"), ("links",)),
    "visibility": (gettext_lazy("Visible for"), ("visibility", "visible_group")),
    "completed": (gettext_lazy("Completed"), ("completed_at",)),
    "deleted": (gettext_lazy("In the trash"), ("deleted_at",)),
}
RECORDS = {
    "type": FollowUpType,
    "company": Company,
    "person": Person,
    "sale": Sale,
    "project": Project,
    "owner": User,
    "priority": Priority,
    "visible_group": UserGroup,
}
LINKED = {
    "document": gettext_lazy("Document"),
    "other": gettext_lazy("Follow-up"),
    "sale": gettext_lazy("Sale"),
    "project": gettext_lazy("Project"),
}
SEATED = {"user": User, "person": Person, "resource": Resource}


class Was(NamedTuple):
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One change as a line: who, when, what; then what was and is."""

    who: str
    when: str
    what: str
    parts: list[Was]


class Names:
    """What the rows are called that some stored values point to; one query a model.

    `custom`: the administrator's own fields, which name what stands in them.
    """

    def __init__(self, states, custom=None):
        self.custom = custom or Fields("followup")
        wanted = {}
        for state in states:
            for name, model in RECORDS.items():
                wanted.setdefault(model, set()).add(state.get(name))
            for seat in state.get("participants", ()):
                for name, model in SEATED.items():
                    wanted.setdefault(model, set()).add(seat[name])
        self.rows = {
            model: model._base_manager.in_bulk(keys - {None})
            for model, keys in wanted.items()
            if keys - {None}
        }

    def of(self, model, key):
        row = self.rows.get(model, {}).get(key)
        return str(row) if row else (_("somebody or something deleted") if key else "")


def part_text(part, state, names, moments):
    """What `part` says in the stored values `state`; empty for nothing."""
    if part == "links":
        return _linked(state)
    if part in ("participants", "resources"):
        return _seated(part, state, names)
    followup = FollowUp()
    restore_values(followup, state, ())
    if part == "when":
        return moments.span(followup)
    if part == "deadline":
        return moments.deadline(followup)
    if part == "completed":
        return moments.moment(followup.completed_at) if followup.completed_at else _("No")
    if part == "deleted":
        return _("Yes") if followup.deleted_at else _("No")
    if part == "availability":
        return followup.get_availability_display()
    if part == "visibility":
        group = names.of(UserGroup, state.get("visible_group"))
        is_group = followup.visibility == Visibility.GROUP
        return group if is_group else followup.get_visibility_display()
    if part in RECORDS:
        return names.of(RECORDS[part], state.get(part))
    return plain(str(state.get(part) or ""), images=True)


def _linked(state):
    """The kinds of what it links to: not everybody who reads this may see the rest."""
    return ", ".join(
        link["url"] or str(next(LINKED[name] for name in LINKED if link[name]))
        for link in state.get("links") or ()
    )


def _seated(part, state, names):
    role_of_rooms = part == "resources"
    said = [
        seat["email"] or next(names.of(SEATED[who], seat[who]) for who in SEATED if seat[who])
        for seat in state.get("participants", ())
        if (seat["role"] == "resource") == role_of_rooms and seat["role"] != "organiser"
    ]
    return ", ".join(sorted(said))


def differing(before, after):
    """The parts in which two states differ."""
    return [
        part
        for part, (_label, fields) in PARTS.items()
        if any(_value(part, before, name) != _value(part, after, name) for name in fields)
    ]


def _value(part, state, name):
    """What counts as different: of those who take part only who they are."""
    if name == "links":
        return state.get(name) or []
    if name != "participants":
        return state.get(name)
    rooms = part == "resources"
    return sorted(
        str((seat["user"], seat["resource"], seat["person"], seat["email"]))
        for seat in state.get(name, ())
        if (seat["role"] == "resource") == rooms and seat["role"] != "organiser"
    )


def states_before(followup, changes):
    """The stored values now, then before each of `changes`, the newest first."""
    states = [followup_values(followup, seats_of(followup), links_of(followup))]
    for change in changes:
        states.append(states[-1] | change.before if change.before else {})
    return states


def history(followup, changes, reader, moments, custom=None):
    """`changes` (the newest first) as `Told` lines.

    What was and is while fewer people might see it stays with the owner, also when it was opened
    to more of them later.
    """
    states = states_before(followup, changes)
    names = Names(states, custom)
    lines = []
    for change, after, before in zip(changes, states, states[1:], strict=False):
        shows = reader.pk == followup.owner_id or _was_open(before, after)
        parts = differing(before, after) if before and shows else ()
        lines.append(
            Told(
                who=str(change.actor),
                when=moments.moment(change.at),
                what=change.get_verb_display(),
                parts=[
                    *(_was(part, before, after, names, moments) for part in parts),
                    *(_custom_parts(before, after, names) if before and shows else ()),
                ],
            )
        )
    return lines


def _was_open(*states):
    return all(state.get("visibility") == Visibility.EVERYBODY for state in states)


def _was(part, before, after, names, moments):
    texts = (part_text(part, state, names, moments) for state in (before, after))
    return Was(str(PARTS[part][0]), *(Truncator(text).chars(LONGEST) for text in texts))


def _custom_parts(before, after, names):
    """What differs in the administrator's own fields."""
    for label, *texts in names.custom.parts(before.get("custom", {}), after.get("custom", {})):
        yield Was(label, *(Truncator(text).chars(LONGEST) for text in texts))


def latest_changes(followup):
    return list(followup.changes.select_related("actor")[:LATEST])
