"""What an import would do: counted, and the first lines of each kind to look at."""

from collections import Counter

from crm.importing.drafts import drafts_of
from crm.importing.judging import DUPLICATE, NEW, REFUSED, Judge, Verdict
from crm.importing.targets import targets_of
from crm.models import Import

SHOWN = 20
SHOWN_DUPLICATES = 50
SHOWN_REFUSED = 50


def check(source: Import) -> dict:
    """Nothing is written; the choice for duplicates is still open."""
    drafts = list(drafts_of(source))
    judge = Judge.over(source, drafts)
    verdicts = [judge.judge(draft, Import.Choice.SKIP) for draft in drafts]
    counts = Counter(verdict.what for verdict in verdicts)
    duplicates = [verdict for verdict in verdicts if verdict.what == DUPLICATE]
    filled = [target for target in targets_of(source.kind) if any_says(drafts, target)]
    return {
        "counts": {
            **counts,
            "companies": sum(verdict.makes_company for verdict in verdicts),
        },
        "columns": [target.name for target in filled],
        "rows": [row_of(each, filled) for each in verdicts if each.what == NEW][:SHOWN],
        "duplicates": shown_duplicates(judge.main.model, duplicates[:SHOWN_DUPLICATES]),
        "refused": [
            {"line": verdict.draft.number, "column": column, "reason": reason}
            for verdict in verdicts
            if verdict.what == REFUSED
            for column, reason in verdict.draft.faults[:1]
        ][:SHOWN_REFUSED],
    }


def any_says(drafts, target):
    return any(draft.text(target) for draft in drafts)


def row_of(verdict: Verdict, filled) -> dict:
    draft = verdict.draft
    return {"line": draft.number, "values": {each.name: draft.text(each) for each in filled}}


def shown_duplicates(model, verdicts):
    records = model.objects.in_bulk([verdict.found.pk for verdict in verdicts])
    return [
        {
            "line": verdict.draft.number,
            "name": verdict.draft.name,
            "by": verdict.by,
            "record": str(records[verdict.found.pk]),
            "public_id": str(records[verdict.found.pk].public_id),
        }
        for verdict in verdicts
        if verdict.found.pk in records
    ]
