"""Ways on that a form offers as buttons: other times or rooms, hours filled in, the next day."""

import datetime
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from crm.phrases import read_date
from followups import claims
from followups.forms.values import end_after, read_or_none
from followups.lookups import option_of
from followups.models import Kind, Resource
from followups.moments import Moments

ONE_DAY = datetime.timedelta(days=1)


class Offer(NamedTuple):
    """A submit button: pressed, the form comes back with `name`=`value`."""

    name: str
    value: str
    label: str


class Offers:
    """Part of the follow-up form: what the pressed button means, and which ones to show."""

    def __init__(self, *args, **kwargs):
        self.offers, self.problems = [], []
        super().__init__(*args, **kwargs)

    @property
    def only_fills_in(self):
        """Whether a button was pressed that fills in fields and saves nothing yet."""
        return any(name in self.data for name in ("working_day", "made_now"))

    def take_offer(self):
        """Change what was sent by what the pressed button says."""
        for name, take in (
            ("working_day", self._take_working_day),
            ("made_now", self._take_made_now),
            ("ends_next_day", self._take_next_day),
            ("other_time", self._take_other_time),
            ("other_room", self._take_other_room),
            ("without_rooms", self._take_without_rooms),
        ):
            if value := self.data.get(name):
                self.data["holds"] = "end"  # the button says both start and end
                take(value)

    def _fill(self, **values):
        for name, value in values.items():
            self.put(self.data, name, value)

    def _take_working_day(self, _value):
        today = self.fields["date"].today
        day = read_or_none(read_date, self.data.get("date"), today, get_language()) or today
        start, end = self.user.preferences.work_week.at_work_on(day)
        self._fill(start=start, end=end, end_date=None, all_day=False)

    def _take_made_now(self, _value):
        local = self.now.astimezone(self.user.preferences.zone)
        start = local.time().replace(second=0, microsecond=0)
        values = {"date": local.date(), "start": start, "end_date": None}
        self._fill(**values | end_after(local.date(), start, self.types.minutes(Kind.CALL)))

    def _take_next_day(self, value):
        if (day := as_moment(value)) and day.date() < datetime.date.max:
            self._fill(end_date=day.date() + ONE_DAY)

    def _take_other_time(self, value):
        start, end = (as_moment(text) for text in value.partition("/")[::2])
        if start and end:
            end_date = end.date() if end.date() != start.date() else None
            self._fill(date=start.date(), start=start.time(), end_date=end_date, end=end.time())

    def _take_other_room(self, value):
        taken, _slash, free = value.partition("/")
        tokens = [free if token == taken else token for token in self.data.getlist("resources")]
        self.data.setlist("resources", tokens)

    def _take_without_rooms(self, value):
        left_off = value.split()
        tokens = [token for token in self.data.getlist("resources") if token not in left_off]
        self.data.setlist("resources", tokens)

    # -- what is offered ---------------------------------------------------------------------

    def offer_next_day(self):
        day = self.cleaned_data["date"].isoformat()
        self.offers.append(Offer("ends_next_day", day, _("It ends the next day")))

    def refuse_rooms(self, error, followup):
        """Say which room is taken, and offer other rooms, other times, and to save without it."""
        start, end = followup.span_in(followup.zone)
        self.problems = claims.ways_out(error, start, end, Moments.of(self.user, self.now)) or [
            _("The room was booked by somebody else just now.")
        ]
        rooms = list(Resource.objects.filter(pk__in={taken.resource_id for taken in error.taken}))
        for room in rooms:
            self._offer_rooms(room, start, end)
        if len(rooms) == 1 and followup.is_timed:
            self._offer_times(rooms[0], followup)
        tokens = [option_of(room).token for room in rooms] or self.data.getlist("resources")
        self.offers.append(Offer("without_rooms", " ".join(tokens), _("Save without the room")))

    def _offer_rooms(self, room, start, end):
        for free in claims.free_resources(start, end, room.category)[:3]:
            value = f"{option_of(room).token}/{option_of(free).token}"
            self.offers.append(Offer("other_room", value, _("Book %(room)s") % {"room": free}))

    def _offer_times(self, room, followup):
        moments, length = Moments.of(self.user, self.now), followup.duration
        for at in claims.free_starts(room, followup.starts_at, length):
            local = [
                instant.astimezone(followup.zone).strftime("%Y-%m-%dT%H:%M")
                for instant in (at, at + length)
            ]
            label = moments.between(at, at + length)
            self.offers.append(Offer("other_time", "/".join(local), label))


def as_moment(text):
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
