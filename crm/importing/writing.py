"""An import is carried out: a chunk at a time, each whole or not at all, all of them one batch."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from crm import changes
from crm.importing.drafts import Draft, drafts_of
from crm.importing.judging import DUPLICATE, NEW, REFUSED, Judge, Verdict
from crm.models import Company, Import, Person, RefusedLine

CHUNK = 200


def write(source: Import, clock: Callable[[], datetime]) -> None:
    """Go on where it stands: after a crash nothing is done twice, and nothing left out."""
    drafts = list(drafts_of(source))
    judge = Judge.over(source, drafts, touched(source))
    writer = Writer(source, judge)
    for start in range(source.done, len(drafts), CHUNK):
        if not writer.write(start, drafts[start : start + CHUNK], at=clock()):
            return  # somebody else does it, or it was stopped


def touched(source: Import) -> Iterator[int]:
    """What an earlier attempt wrote."""
    model = Company if source.kind == Import.Kind.COMPANIES else Person
    rows = model.history.filter(history_change_reason=str(source.batch))
    return rows.values_list("id", flat=True)


class Writer:
    """`companies`: {line: the company that it made}."""

    def __init__(self, source: Import, judge: Judge):
        self.source, self.judge = source, judge
        self.model: Any = judge.main.model
        self.companies: dict[int, Company] = {}

    @transaction.atomic
    def write(self, start: int, drafts: list[Draft], *, at: datetime) -> bool:
        stored = Import.objects.select_for_update().filter(
            pk=self.source.pk, status=Import.Status.RUNNING, done=start
        )
        if not (source := stored.first()):
            return False
        self.source, self.at = source, at
        verdicts = [self.judge.judge(draft, self.choice_for(draft)) for draft in drafts]
        self.refuse([each.draft for each in verdicts if each.what == REFUSED])
        self.make_companies([each for each in verdicts if each.makes_company])
        made = self.make([each for each in verdicts if each.what == NEW])
        updated = self.update(self.to_update(verdicts))
        refused = sum(each.what == REFUSED for each in verdicts)
        skipped = len(drafts) - made - updated - refused
        source.count(made=made, updated=updated, refused=refused, skipped=skipped)
        source.advance(start + len(drafts), at=at)
        if source.done >= source.total:
            source.end(Import.Status.DONE, at=at)
        source.save()
        return True

    def choice_for(self, draft: Draft) -> str:
        return self.source.exceptions.get(str(draft.number), self.source.choice)

    def refuse(self, drafts: list[Draft]) -> None:
        RefusedLine.objects.bulk_create(
            RefusedLine(
                source=self.source,
                number=draft.number,
                column=draft.faults[0][0],
                reason="; ".join(reason for _column, reason in draft.faults)[:500],
                cells=draft.line.cells,
            )
            for draft in drafts
        )

    def make_companies(self, verdicts: list[Verdict]) -> None:
        made = {
            each.draft.number: Company(
                **each.draft.company, custom=each.draft.company_custom, owner=self.source.owner
            )
            for each in verdicts
        }
        self.create(Company, list(made.values()))
        self.companies |= made
        self.source.count(companies_made=len(made))

    def make(self, verdicts: list[Verdict]) -> int:
        records = []
        for verdict in verdicts:
            draft = verdict.draft
            record = self.model(**draft.values, custom=draft.custom, owner=self.source.owner)
            if company := self.company_of(verdict):
                record.company_id = company
            records.append(record)
        self.create(self.model, records)
        return len(records)

    def create(self, model, records):
        user, batch = self.source.user, self.source.batch
        changes.create_many(model, records, by=user, at=self.at, batch=batch)

    def company_of(self, verdict: Verdict) -> int | None:
        found = verdict.company
        if found is None:
            return None
        return found.pk or self.companies[found.line or 0].pk

    def to_update(self, verdicts: list[Verdict]) -> list[Verdict]:
        return [
            each
            for each in verdicts
            if each.what == DUPLICATE and self.choice_for(each.draft) != Import.Choice.SKIP
        ]

    def update(self, verdicts: list[Verdict]) -> int:
        """Say in the records what the lines say; gives how many are other than before."""
        keys = [verdict.found.pk for verdict in verdicts if verdict.found]
        stored = self.model.objects.filter(pk__in=keys).select_for_update()
        records = {each.pk: each for each in stored}
        changed, fields = [], set()
        changes.remember(records.values())
        for verdict in verdicts:
            record = verdict.found and records.get(verdict.found.pk)
            if record and (names := self.fill(record, verdict)):
                changed.append(record)
                fields |= names
        user, batch = self.source.user, self.source.batch
        if changed:
            changes.save_many(self.model, changed, fields, by=user, at=self.at, batch=batch)
        return len(changed)

    def fill(self, record, verdict: Verdict) -> set[str]:
        """Set the fields that are empty, or all that the line has; gives their names."""
        overwrites = self.choice_for(verdict.draft) == Import.Choice.OVERWRITE
        values: dict[str, Any] = dict(verdict.draft.values)
        if company := self.company_of(verdict):
            values["company_id"] = company
        names = set()
        for name, value in values.items():
            present = getattr(record, name)
            if value != present and (overwrites or not present):
                setattr(record, name, value)
                names.add(name.removesuffix("_id"))
        custom = dict(verdict.draft.custom)
        custom = custom if overwrites else custom | record.custom
        if custom and record.custom | custom != record.custom:
            record.custom = record.custom | custom
            names.add("custom")
        return names
