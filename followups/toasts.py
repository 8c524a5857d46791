"""What a change says when it is done."""

from django.utils.translation import gettext as _

from crm.models import User
from followups.models import Resource
from followups.moments import Moments
from followups.told import PARTS

NAMED = 3


def saved_text(followup, reader, now):
    """Saved: Demo, Wed 10 June, 13:00–14:00."""
    return told_of(_("Saved: %(title)s, %(when)s"), followup, reader, now)


def told_of(sentence, followup, reader, now):
    when = Moments.of(reader, now).when(followup)
    return sentence % {"title": followup.title, "when": when}


def conflicts_text(taken, reader, now):
    """Who is busy then: times alone, no more is told. Empty when nobody is."""
    moments = Moments.of(reader, now)
    spans = {}
    for block in taken:
        spans.setdefault(block.user_id, []).append((block.starts_at, block.ends_at))
    others = spans.keys() - {reader.pk}
    names = {reader.pk: reader} | (User.objects.in_bulk(others) if others else {})
    said = [
        _("%(name)s is busy %(hours)s")
        % {"name": names[key], "hours": ", ".join(moments.hours(*span) for span in merged(found))}
        for key, found in list(spans.items())[:NAMED]
    ]
    if len(spans) > NAMED:
        said.append(_("and %(count)s more") % {"count": len(spans) - NAMED})
    return f"{', '.join(said)}." if said else ""


def merged(spans):
    """The same stretches of time, with those that overlap or touch as one."""
    whole = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return whole


def with_rooms_lost(text, taken):
    """`text`, and which rooms were taken meanwhile."""
    rooms = Resource.objects.filter(pk__in={block.resource_id for block in taken})
    lost = [
        _("%(room)s was booked by somebody else meanwhile and is left off.") % {"room": room}
        for room in rooms
    ]
    return " ".join([text, *lost])


def undo_refused_text(change, moments):
    """Who changed what since, and when; without a change it was taken back already."""
    if change is None:
        return _("It was taken back already.")
    touched = [
        str(label)
        for label, fields in PARTS.values()
        if any(name in change.after for name in fields)
    ]
    return _("Not undone: %(name)s changed this since, %(when)s: %(what)s.") % {
        "name": change.actor,
        "when": moments.moment(change.at),
        "what": ", ".join(touched),
    }
