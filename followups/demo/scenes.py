"""What stands around today whatever the dice say: one of everything, most of it Ingrid's."""

import datetime
from dataclasses import dataclass, field

from followups.demo import writing
from followups.demo.bokmal import said
from followups.demo.bookings import ONE_DAY, QUARTERS_A_DAY, Slot
from followups.demo.entries import Entry
from followups.models import Kind
from followups.seats import Seat


@dataclass
class Scene:
    """`day`: days from today. `at`, `to`: wall clock; `to` before `at` is on a later day."""

    day: int
    title: str
    at: str = ""
    to: str = ""
    kind: str = "appointment"
    type: int = 0
    owner: str = "ingrid"
    house: str = ""  # the name of the customer begins like this
    days: int = 0  # all day, so many days; of a timed one: on how many days it lies
    due: str = ""
    guests: dict[str, str] = field(default_factory=dict)  # user ID: answer
    with_person: bool = False
    brings: str = ""  # the resource
    is_done: bool = False
    is_high: bool = False
    group: str = ""  # who may see it
    alarm: int | None = None
    fields: dict[str, str] = field(default_factory=dict)  # as they stand in the follow-up


TEAM_ANSWERS = {
    "ingrid": "accepted",
    "jonas": "accepted",
    "amara": "tentative",
    "sofie": "accepted",
}
OWNER_ONLY = {"visibility": "owner"}
SCENES = [
    Scene(0, "Nordic Umbrella Expo, Oslo", type=5, days=3, fields={"availability": "free"}),
    Scene(0, "Send revised quote", kind="task", type=1, house="Tåkeheimen", is_high=True),
    Scene(0, "Order sample rungs", kind="task", house="Moonbeam"),
    Scene(0, "Ask about Q3 volume", kind="call", house="Sju Små", due="11:15"),
    Scene(0, "Delivery date", "08:30", "08:45", "call", house="Tåkeheimen", is_done=True),
    Scene(
        *(0, "Quarterly review", "09:15", "10:15"),
        house="Ugle",
        brings="Preikestolen",
        is_done=True,
    ),
    Scene(
        *(0, "Pipeline review", "10:30", "12:00"),
        type=1,
        owner="lars",
        guests=TEAM_ANSWERS,
        brings="Preikestolen",
        fields={"agenda": writing.AGENDAS[1]},
    ),
    Scene(
        *(0, "Pricing workshop", "11:00", "12:00"),
        type=3,
        house="Bumblebee",
        guests={"amara": "needs_action"},
        fields={"availability": "tentative", "video_url": "https://video.example/pricing"},
    ),
    Scene(0, "Physiotherapist", "12:00", "12:45", type=1, fields=OWNER_ONLY),
    Scene(
        *(0, "Demo: route planner", "13:00", "14:00"),
        type=4,
        house="Moonbeam",
        guests={"jonas": "accepted"},
        with_person=True,
        brings="Galdhøpiggen",
        alarm=15,
        fields={"agenda": writing.AGENDAS[0], "internal_notes": writing.NOTES[2]},
    ),
    Scene(
        *(0, "Campaign planning", "14:30", "15:30"),
        type=1,
        owner="amara",
        guests={"ingrid": "needs_action", "lars": "accepted"},
    ),
    Scene(0, "Prepare tender reply", "15:00", "16:30", type=6, house="Atlantis"),
    Scene(0, "Flight to Bodø", "18:30", "20:10", type=5, alarm=60),
    Scene(0, "Board prep", "09:00", "10:00", type=1, owner="lars", fields=OWNER_ONLY),
    Scene(0, "Salaries", "13:00", "14:30", type=1, owner="lars", group="Management"),
    Scene(0, "Showroom, when they are in town", house="Polkagris"),
    Scene(0, "Lunch some day", house="Whispering"),
    Scene(-1, "Update forecast", kind="task", is_high=True),
    Scene(-1, "Contract review", "14:00", "15:00", house="Elgstien", with_person=True),
    Scene(-1, "Samples arrived?", kind="call", house="Hvalrossen", due="15:15"),
    Scene(-2, "Send delivery dates", kind="task", house="Moonbeam", owner="jonas"),
    Scene(
        *(-2, "Night train to Bergen", "22:30", "06:45"),
        type=5,
        house="Tåkeheimen",
        days=2,
        is_done=True,
    ),
    Scene(1, "Quote Q-2041", "09:30", "10:15", "task", 1, house="Tåkeheimen", due="12:00"),
    Scene(1, "Risk workshop", "10:30", "12:00", house="Atlantis", guests={"jonas": "accepted"}),
    Scene(1, "Decision meeting", "13:00", "14:00", house="Sju Små", alarm=30, is_high=True),
    Scene(1, "1:1 with Lars", "13:30", "14:30", type=1, guests={"lars": "accepted"}),
    Scene(1, "Confirm carrier", kind="call", house="Polkagris"),
    Scene(1, "Server check at night", "23:00", "01:30", type=1, owner="henrik", days=2),
    Scene(2, "Expense report", kind="task"),
    Scene(2, "Dock tour", "09:00", "11:00", house="Atlantis", group="Sales Nordics"),
    Scene(5, "Road trip: dealers up north", "09:00", "15:00", type=5, days=3, brings="Pool car"),
    Scene(9, "Leave", type=6, owner="sofie", days=5, fields={"availability": "busy"}),
]


def play(calendar):
    """Entries for all scenes, in a calendar where nothing stands yet."""
    resources = [*calendar.staff.rooms, calendar.staff.car]
    groups = {team.group.name: team.group for team in calendar.staff.teams}
    groups |= {calendar.staff.managers.name: calendar.staff.managers}
    for scene in SCENES:
        entry = _entry(scene, calendar)
        slot = _set_time(scene, entry.followup, calendar)
        _seat(scene, entry, slot, calendar)
        if scene.brings:
            brought = said(scene.brings)
            resource = next(thing for thing in resources if thing.name.startswith(brought))
            calendar.book(entry, resource, slot)
        if scene.group:
            entry.followup.visibility = "group"
            entry.followup.visible_group = groups[said(scene.group)]
        if scene.is_done:
            entry.complete(entry.followup.ends_at, calendar.preferences)
        yield entry


def _entry(scene, calendar):
    owner = calendar.staff.named(scene.owner)
    made_at = Slot(calendar.today - 4 * ONE_DAY, 36, 1).instants(calendar.office)[0]
    followup = calendar.new(scene.kind, scene.type, owner, made_at)
    followup.title = said(scene.title)
    if scene.is_high:
        followup.priority = calendar.lists.high
    if scene.house:
        houses = calendar.customers
        followup_of = next(c for c in houses if c.company.name.startswith(scene.house))
        followup_of.mark(followup, followup_of.persons[0])
    for name, value in scene.fields.items():
        setattr(followup, name, said(value))
    return Entry.of(followup, alarm=scene.alarm)


def _set_time(scene, followup, calendar):
    """Sets times and deadline; returns the slot that it takes, if any."""
    day = calendar.today + scene.day * ONE_DAY
    if scene.kind != Kind.APPOINTMENT and not (scene.kind == Kind.CALL and scene.at):
        followup.due_on = day
        followup.due_time = datetime.time.fromisoformat(scene.due) if scene.due else None
    if not scene.at:
        if scene.days:
            followup.span_days(day, day + (scene.days - 1) * ONE_DAY)
        return None
    nights = max(scene.days - 1, 0)
    first, end = _quarter(scene.at), _quarter(scene.to) + nights * QUARTERS_A_DAY
    slot = Slot(day, first, end - first)
    followup.reschedule(*slot.instants(calendar.office))
    return slot


def _quarter(text):
    time = datetime.time.fromisoformat(text)
    return time.hour * 4 + time.minute // 15


def _seat(scene, entry, slot, calendar):
    if slot:
        calendar.bookings.take(entry.followup.owner_id, slot)
    for username, answer in scene.guests.items():
        guest = calendar.staff.named(username)
        entry.seats.append(Seat(user=guest.pk, answer=answer))
        calendar.bookings.take(guest.pk, slot)
    if scene.with_person:
        entry.seats.append(Seat(person=entry.followup.person_id, answer="accepted"))
