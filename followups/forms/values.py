"""What a form shows before anybody touched it: of a new follow-up, of a stored one."""

import datetime

from django.utils import timezone

from crm.clock_phrases import read_time
from crm.forms.look_ups import Written, as_id
from crm.models import Company, Person, Preferences, Project, Sale, User, UserGroup
from crm.phrases import PhraseError, read_date
from crm.prepared import Prepared
from followups.lookups import email_option, option_of
from followups.models import FollowUp, Kind, Priority, Resource, Visibility

HALF_HOUR = datetime.timedelta(minutes=30)
ONE_DAY = datetime.timedelta(days=1)
# What a record brings along where nothing else is chosen.
RELATED = {
    "company": (None,),
    "person": ("company",),
    "sale": ("company", "person__company", "project__company"),
    "project": ("company",),
}
RECORDS = {"company": Company, "person": Person, "sale": Sale, "project": Project}
TEXTS = ("title", "location")


def stored_values(followup, participants):
    """The form's values of what is stored. `participants`: its rows, with whom they are."""
    zone = followup.zone
    values = {
        name: getattr(followup, name)
        for name in (
            *("kind", "type", "title", "location", "agenda", "internal_notes", "owner"),
            *("company", "person", "sale", "project", "priority", "availability"),
            *("time_zone", "due_on", "due_time"),
        )
    }
    values |= {"all_day": followup.is_all_day, "completed": followup.is_completed}
    values["visibility"] = visibility_value(followup.visibility, followup.visible_group)
    values |= _stored_times(followup, zone)
    guests = [row for row in participants if row.role not in ("organiser", "resource")]
    values["participants"] = [option_of_participant(row) for row in guests]
    values["resources"] = [option_of(row.resource) for row in participants if row.resource_id]
    return values


def _stored_times(followup, zone):
    if followup.is_all_day:
        last = followup.ends_on - ONE_DAY
        return {
            "date": followup.starts_on,
            "end_date": last if last != followup.starts_on else None,
        }
    if not followup.is_timed:
        return {}
    start, end = followup.starts_at.astimezone(zone), followup.ends_at.astimezone(zone)
    return {
        "date": start.date(),
        "start": start.time(),
        "end_date": end.date() if end.date() != start.date() else None,
        "end": end.time(),
    }


def option_of_participant(row):
    if row.email:
        return email_option(row.email)
    return option_of(row.user or row.person)


def visibility_value(visibility, group):
    return f"group:{group.public_id}" if visibility == Visibility.GROUP else str(visibility)


class NoActiveType(LookupError):
    """The administrator has put away every type of that kind."""


def new_values(user, kind, types, now, query):
    """The values of a new follow-up; `query` fills in what the page before knew."""
    zone = user.preferences.zone
    type_ = types.default_for(kind)
    if type_ is None:
        raise NoActiveType(kind)
    values = {
        "kind": kind,
        "type": type_,
        "owner": user,
        "priority": next(iter(USUAL_PRIORITY.instances()), None),
        "availability": type_.availability,
        "agenda": type_.agenda,
        "all_day": type_.is_all_day and not query.get("start"),
        "visibility": preferred_visibility(user),
        "time_zone": user.preferences.time_zone,
    }
    values |= {name: query[name] for name in TEXTS if query.get(name)}
    values |= _linked(query) or _as_before(query, user)
    values |= _diaries(query, user)
    return values | _new_times(kind, types.minutes(kind, type_), now.astimezone(zone), user, query)


def _usual_priority(_asked):
    return Priority.objects.filter(is_default=True)[:1]


USUAL_PRIORITY = Prepared(_usual_priority)


def preferred_visibility(user):
    """Everyone, only the owner, or as on the last one that this person made."""
    preferred = user.preferences.default_visibility
    if preferred != Preferences.Visibility.LAST:
        return str(preferred)
    made = FollowUp.objects.made_by(user).select_related("visible_group")
    last = made.order_by("-pk").first()
    if last is None:
        return str(Visibility.EVERYBODY)
    group = last.visible_group
    if group and not group.members.filter(pk=user.pk).exists():
        return str(Visibility.OWNER)
    return visibility_value(last.visibility, group)


def _linked(query):
    """Company, contact, sale and project by id, or by the text that was typed for them."""
    found = {}
    for name, model in RECORDS.items():
        key, text = as_id(query.get(name)), query.get(f"{name}_text", "")
        records = model.objects.select_related(*RELATED[name])
        record = records.filter(public_id=key).first() if key else None
        written = record or Written(text or ("" if key else query.get(name, "")))
        if written != Written():
            found[name] = written
    sale = found.get("sale")
    if getattr(sale, "project", None):
        found.setdefault("project", sale.project)
    contact = getattr(sale, "person", None)
    if contact and "person" not in found and found.get("company") in (None, contact.company):
        found["person"] = contact
    if found and "company" not in found:
        linked = (getattr(record, "company", None) for record in found.values())
        found["company"] = next(filter(None, linked), None)
    return found


def _as_before(query, user):
    """With whom and about what the follow-up `after` was: this one is the next step."""
    key = as_id(query.get("after"))
    if not key:
        return {}
    before = FollowUp.objects.visible_to(user).filter(public_id=key)
    before = before.select_related("company", "person__company", "sale", "project").first()
    return {name: getattr(before, name) for name in RECORDS} if before else {}


def _diaries(query, user):
    """A colleague's diary makes them the owner; several, a group or a room come along."""
    keys = [key for key in map(as_id, query.getlist("diary")) if key]
    if not keys:
        return {}
    users = list(User.objects.active().filter(public_id__in=keys).by_name())
    rooms = Resource.objects.active().filter(public_id__in=keys)
    values = {"resources": [option_of(room) for room in rooms]}
    if len(keys) == 1 and users:
        return values | {"owner": users[0]}
    groups = UserGroup.objects.filter(public_id__in=keys)
    users += User.objects.active().filter(user_groups__in=groups).by_name()
    guests = [option_of(guest) for guest in users if guest != user]
    return values | {"participants": list(dict.fromkeys(guests))}


def _new_times(kind, minutes, local_now, user, query):
    today = local_now.date()
    day = read_or_none(read_date, query.get("date"), today) or today
    start = read_or_none(read_time, query.get("start"))
    end = read_or_none(read_time, query.get("end"))
    last = read_or_none(read_date, query.get("end_date"), today)
    made = kind == Kind.CALL and query.get("made")
    if made:
        asked = start
        day, start = made_at(day, start, local_now, user.preferences)
        end = end if start == asked else None
    elif start is None and kind == Kind.APPOINTMENT:
        day, start = next_start(day, local_now, user.preferences)
    values = {"date": day, "start": start, "end": end, "due_on": None if made else day}
    values["completed"] = bool(made)
    if start and end is None:
        values |= end_after(day, start, minutes)
    if last and last != day:
        values["end_date"] = last
    return values


def made_at(day, start, local_now, preferences):
    """A call is made now; of an earlier day its time, else the beginning of that working day."""
    now = local_now.time().replace(second=0, microsecond=0)
    if day >= local_now.date():
        return local_now.date(), start if start and start <= now else now
    return day, start or preferences.work_week.at_work_on(day)[0]


def next_start(day, local_now, preferences):
    """Today the next half hour, on another day the beginning of the working day."""
    if day != local_now.date():
        return day, preferences.work_week.at_work_on(day)[0]
    clock = local_now.replace(tzinfo=None, second=0, microsecond=0)
    minutes = -clock.minute % 30
    coming = clock + datetime.timedelta(minutes=minutes or 30)
    return coming.date(), coming.time()


def end_after(day, start, minutes):
    end = datetime.datetime.combine(day, start) + datetime.timedelta(minutes=minutes)
    values = {"end": end.time()}
    return values | {"end_date": end.date()} if end.date() != day else values


def read_or_none(read, text, *arguments):
    try:
        return read(text, *arguments) if text else None
    except PhraseError:
        return None


def with_remembered(values, changes, followup):
    """What the kind cannot hold is offered again on the way back: taken from the history."""
    if followup.kind != Kind.APPOINTMENT or values.get("due_on"):
        return values
    forgotten = next((change.before for change in changes if change.before.get("due_on")), {})
    local = timezone.localdate(followup.starts_at, followup.zone) if followup.is_timed else None
    due_on = forgotten.get("due_on")
    return values | {
        "due_on": datetime.date.fromisoformat(due_on) if due_on else local or followup.starts_on,
        "due_time": _time(forgotten.get("due_time")),
    }


def _time(text):
    return datetime.time.fromisoformat(text) if text else None
