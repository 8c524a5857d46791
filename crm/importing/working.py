"""What the worker does with an import: check it, write it, take it back."""

from datetime import timedelta

from django.db import transaction

from crm import changes
from crm.importing.checking import check
from crm.importing.writing import write
from crm.models import Import, RefusedLine

# Beyond so many lines one waits for the worker.
AT_ONCE = 200
KEPT_OPEN = timedelta(days=1)
KEPT_LINES = timedelta(days=30)


def work(source: Import, clock) -> None:
    steps = {
        Import.Status.CHECKING: check_it,
        Import.Status.RUNNING: write_it,
        Import.Status.UNDOING: undo_it,
    }
    steps[source.status](source, clock)


def check_it(source, clock):
    source.checked = check(source)
    source.status, source.done, source.beat_at = Import.Status.CHECKED, source.total, clock()
    save_if(source, Import.Status.CHECKING)


def save_if(source, status):
    """Unless it was discarded, or matched anew, meanwhile."""
    with transaction.atomic():
        waiting = Import.objects.select_for_update().filter(pk=source.pk, status=status)
        if waiting.filter(matching=source.matching).exists():
            source.save(update_fields=["checked", "status", "done", "beat_at"])


def write_it(source, clock):
    write(source, clock)
    source.refresh_from_db()
    if source.status == Import.Status.DONE:
        forget_file(source)


def forget_file(source):
    if source.file:
        source.file.delete(save=False)
        source.save(update_fields=["file"])


@transaction.atomic
def undo_it(source, clock):
    """All of it, or nothing where somebody changed one of the records since."""
    waiting = Import.objects.select_for_update().filter(pk=source.pk)
    source = waiting.filter(status=Import.Status.UNDOING).first()
    if source is None:
        return
    try:
        with transaction.atomic():
            changes.undo(source.batch, by=source.user, at=clock())
    except changes.UndoRefused as refused:
        source.trouble = refused.told[:500]
        source.end(Import.Status.DONE, at=source.ended_at or clock())
    else:
        source.end(Import.Status.UNDONE, at=clock())
    source.save()


def clear(now) -> int:
    """Forget imports that nobody went on with, files and old lines; gives how many files."""
    left = Import.objects.filter(created_at__lt=now - KEPT_OPEN)
    opened = list(left.filter(status__in=Import.OPEN))
    ended = list(left.exclude(status__in=[*Import.OPEN, *Import.ACTIVE]).exclude(file=""))
    for source in opened:
        discard(source)
    for source in ended:
        forget_file(source)
    RefusedLine.objects.filter(source__created_at__lt=now - KEPT_LINES).delete()
    return len(opened) + len(ended)


def discard(source) -> None:
    """Forget an import of which nothing was written."""
    if source.file:
        source.file.delete(save=False)
    source.delete()
