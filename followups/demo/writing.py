"""What stands in the follow-ups of a sales team: titles, agendas, notes."""

from typing import NamedTuple


class Shape(NamedTuple):
    """A sort of thing people plan. `type` is its place among the types of its kind, in the order
    of `followups.usual`; in another list any type of the kind serves."""

    kind: str
    type: int
    weight: float
    minutes: tuple[int, ...]  # empty: a deadline alone
    titles: tuple[str, ...]
    with_customer: bool = False
    guests: float = 0  # how often colleagues come
    room: float = 0  # how often it takes a room
    quarters: tuple[int, ...] = ()  # when it may start, in quarters of an hour; () working hours
    days: tuple[int, ...] = ()  # all day, so many days


VISIT = Shape(
    "appointment",
    0,
    20,
    (45, 60, 60, 90, 90, 120),
    (
        "Kick-off: {sale}",
        "Contract review",
        "Walk-through at {short}",
        "Site visit, {short}",
        "Quarterly review, {short}",
        "Quarterly figures",
        "Decision meeting: {sale}",
        "Risk workshop",
        "Price talks, {short}",
        "First meeting with {short}",
        "Negotiation: {sale}",
        "Yard walk, {short}",
    ),
    with_customer=True,
    guests=0.35,
    room=0.35,
)
INTERNAL = Shape(
    "appointment",
    1,
    12,
    (30, 30, 45, 60, 60),
    (
        "Campaign planning",
        "Campaign plan",
        "Board prep",
        "Handover: {sale}",
        "Price list, new version",
        "Hiring: last round",
        "Lessons from {short}",
        "Sales support, wish list",
    ),
    guests=0.9,
    room=0.55,
)
PHONE_MEETING = Shape(
    "appointment",
    2,
    4,
    (30, 30, 45),
    ("Price check with {short}", "By phone: {sale}", "Status with {short}", "Terms, {short}"),
    with_customer=True,
)
VIDEO = Shape(
    "appointment",
    3,
    8,
    (30, 45, 60, 60),
    ("Pricing workshop, {short}", "Q&A: {sale}", "On video: {short}", "Onboarding, {short}"),
    with_customer=True,
    guests=0.3,
)
DEMO = Shape(
    "appointment",
    4,
    6,
    (45, 60, 60, 90),
    (
        "Demo: route planner",
        "Demo: stock count",
        "Demo: cold-chain tracking",
        "Product demo for {short}",
        "Demo: {sale}",
    ),
    with_customer=True,
    guests=0.25,
    room=0.4,
)
TRAVEL = Shape(
    "appointment",
    5,
    2,
    (60, 90, 120, 180),
    ("Drive to {town}", "Train to {town}", "Journey to {town}"),
    with_customer=True,
)
FLIGHT = Shape(
    "appointment",
    5,
    0.6,
    (75, 105),
    ("Flight to {town}", "Plane to {town}"),
    with_customer=True,
    quarters=(25, 26, 72, 74, 78),
)
NIGHT_TRAIN = Shape(
    "appointment",
    5,
    0.25,
    (510, 555),
    ("Night train to {town}", "Sleeper to {town}"),
    with_customer=True,
    quarters=(86, 87, 90),
)
OWN_TIME = Shape(
    "appointment",
    6,
    5,
    (30, 60, 60, 90, 120),
    ("Proposal writing", "Prepare tender reply", "Write up notes", "Write a quote", "Call list"),
)
ALL_DAY = Shape(
    "appointment",
    5,
    0.8,
    (),
    ("Travel: {town}", "Trade fair, {town}", "Course in {town}", "Customer days, {town}"),
    with_customer=True,
    days=(1, 1, 1, 2, 3),
)
TASK = Shape(
    "task",
    0,
    9,
    (),
    (
        "Send minutes",
        "Send delivery dates to {short}",
        "Risk list, {short}",
        "Order samples for {short}",
        "Book dock tour, {short}",
        "Send minutes to {short}",
    ),
    with_customer=True,
)
OWN_TASK = Shape(
    "task",
    0,
    4,
    (),
    (
        "Update forecast",
        "Forecast for the board",
        "Expense report",
        "Travel expenses",
        "Tidy the sales",
    ),
)
TIMED_TASK = Shape(
    "task",
    0,
    3,
    (30, 45, 60),
    ("Price list for {short}", "Fill in the tender form", "Check the contract of {short}"),
    with_customer=True,
)
QUOTE = Shape(
    "task",
    1,
    5,
    (),
    ("Quote Q-{number}", "Follow up quote Q-{number}", "Chase quote Q-{number}"),
    with_customer=True,
)
CALL_OUT = Shape(
    "call",
    0,
    14,
    (),
    (
        "Delivery date",
        "Ask about Q3 volume",
        "Confirm carrier",
        "Samples arrived?",
        "Renewal, {short}",
        "Reference call",
        "Ring about the delivery date",
        "How did the demo land?",
        "Settle the volume with {short}",
    ),
    with_customer=True,
)
CALL_IN = Shape(
    "call",
    1,
    5,
    (10, 15, 15, 20, 30),
    ("Question about the invoice", "Asked about delivery times", "Asked for a quote", "Complaint"),
    with_customer=True,
)
SHAPES = [
    VISIT,
    INTERNAL,
    PHONE_MEETING,
    VIDEO,
    DEMO,
    TRAVEL,
    FLIGHT,
    NIGHT_TRAIN,
    OWN_TIME,
    ALL_DAY,
    TASK,
    OWN_TASK,
    TIMED_TASK,
    QUOTE,
    CALL_OUT,
    CALL_IN,
]
STAND_UP = Shape("appointment", 1, 0, (30,), ("Sales stand-up",), guests=1, quarters=(33, 34))
PIPELINE = Shape("appointment", 1, 0, (60,), ("Pipeline review",), guests=1, quarters=(42,))

PRIVATE_TITLES = ["Dentist", "Parents' evening", "Physiotherapist", "Bank appointment", "Optician"]
AGENDAS = [
    "<ol><li>The morning queue: 14 vans</li><li>Steep-street filter</li><li>Samples</li></ol>",
    "<p>Where are we, what is missing, who does it by when?</p>",
    "<ul><li>Status</li><li>Volume and price</li><li>Next steps</li></ul>",
    "<p>They want to see <strong>their own data</strong> this time.</p>",
    "<ol><li>Open points of the contract</li><li>Delivery in two parts</li></ol>",
]
NOTES = [
    "<p>Mention the reference in Gränna. Nothing about the old price.</p>",
    "<p>Goes by way of purchasing first; the managing director decides.</p>",
    "<p>Likes to be called before nine.</p>",
    "<p>Budget is there until the end of the quarter.</p>",
]
PRODUCTS = [
    "Route planning",
    "Stock count",
    "Cold-chain tracking",
    "Shift scheduling",
    "Returns portal",
    "Warehouse map",
    "Fleet board",
    "Route planning, phase 2",
    "Stock control",
    "Pallet tracking",
]
PROJECTS = [
    "Nordic Umbrella Expo",
    "Roll-out Tåkeheimen",
    "New price list",
    "Dock scheduling pilot",
    "Customer days",
    "Move to the new warehouse",
    "Autumn campaign",
    "Reference customers",
]
DOCUMENTS = ["Quote Q-{number}", "Contract, {sale}", "Minutes, {short}", "Cover letter Q-{number}"]
DOCUMENT_KINDS = ["Quote", "Contract", "Minutes", "Letter"]
JOB_TITLES = [
    "Managing director",
    "Chief executive",
    "Head of purchasing",
    "Purchasing manager",
    "Logistics manager",
    "Warehouse manager",
    "Project manager",
    "Controller",
]
