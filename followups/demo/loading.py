"""Entries into the database, many at a time, through the row rules of every other change."""

import datetime
import uuid

from crm.custom_fields import Fields
from followups.demo.tables import Table
from followups.history import differences, followup_values
from followups.models import Alarm, Change, FollowUp, Participant
from followups.seats import fill_row

CHUNK = 5000
FAR = datetime.datetime.max.replace(tzinfo=datetime.UTC)


class Loading:
    """Writes entries in chunks. With `history`, each gets its past changes as well.

    What would happen to them after the instant `now` has not happened yet.
    """

    def __init__(self, staff, *, history, now=None):
        self.now = now or FAR
        self.history, self.waiting, self.written = history, [], 0
        self.custom_fields = Fields("followup")
        self.zones = {user.pk: user.preferences.zone for user in staff.colleagues}
        things = [*staff.rooms, staff.car, staff.projector]
        self.resources = {thing.pk: thing for thing in things}
        self.tables = {model: Table(model) for model in (FollowUp, Participant, Alarm, Change)}

    def add(self, entry):
        self.waiting.append(entry)
        if len(self.waiting) >= CHUNK:
            self.flush()

    def flush(self):
        entries, self.waiting = self.waiting, []
        changes = [change for entry in entries for change in self._live(entry)]
        self._insert(FollowUp, [entry.followup for entry in entries])
        rows = [self._rows(entry) for entry in entries]
        self._insert(Participant, [row for few in rows for row in few])
        self._insert(
            Alarm,
            [
                Alarm(participant=few[0], minutes_before=entry.alarm)
                for entry, few in zip(entries, rows, strict=True)
                if entry.alarm is not None
            ],
        )
        for change in changes:
            change.followup_id = change.followup.pk
        self._insert(Change, changes)
        self.written += len(entries)

    def finish(self):
        self.flush()
        for table in self.tables.values():
            table.finish()

    def _insert(self, model, instances):
        self.tables[model].insert(instances)

    def _live(self, entry):
        """Let everything happen to it that was planned; returns its `Change` rows."""
        followup = entry.followup
        followup.uid = f"{followup.public_id}@dagbok"
        followup.modified_at, followup.modified_by_id = followup.created_at, followup.owner_id
        values = followup_values(followup, entry.seats) if self.history else None
        changes = [self._change(entry, Change.Verb.CREATE, followup.created_at, {}, values)]
        for revision in sorted(entry.later, key=lambda revision: revision.at):
            if revision.at > self.now:
                break
            revision.act()
            followup.version += 1
            followup.modified_at = revision.at
            if self.history:
                before, values = values, followup_values(followup, entry.seats)
                changes.append(self._change(entry, revision.verb, revision.at, before, values))
        followup.write_keys(self.custom_fields)
        return changes if self.history else []

    def _change(self, entry, verb, at, before, after):
        if not self.history:
            return None
        changed = differences(before, after)
        return Change(
            followup=entry.followup,
            batch=uuid.uuid5(entry.followup.public_id, f"{verb} {at}"),
            verb=verb,
            actor_id=entry.followup.owner_id,
            at=at,
            before=changed.before,
            after=changed.after,
        )

    def _rows(self, entry):
        """One claim for each seat, the owner's first."""
        return [
            fill_row(Participant(), seat, entry.followup, self.zones, self.resources)
            for seat in entry.seats
        ]
