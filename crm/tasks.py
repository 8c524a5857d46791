"""What the worker does for those who wait, and by the clock."""

import logging

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from crm import background
from crm.full_export import making
from crm.importing import working
from crm.models import FullExport, Import

logger = logging.getLogger(__name__)

WORK = {"import": (Import, working.work), "fullexport": (FullExport, making.work)}


@db_task()
def carry_on(name, pk):
    """Do what this job waits for, if it still does."""
    model, work = WORK[name]
    waiting = model.objects.filter(pk=pk, status__in=model.ACTIVE)
    if job := waiting.select_related("user__preferences").first():
        background.carry_on(job, work, timezone.now)


def start(job, *, at_once=False):
    """Have it done: now, or by the worker. Without a queue the clock finds it."""
    name = job._meta.model_name
    if at_once:
        carry_on.call_local(name, job.pk)
        return
    try:
        carry_on(name, job.pk)
    except Exception:
        logger.exception("The queue does not answer")


@db_periodic_task(crontab())
def take_up_again():
    """Go on with what a worker left lying when it stopped."""
    for model, _work in WORK.values():
        for job in background.silent(model, timezone.now()):
            start(job)


@db_periodic_task(crontab(minute="40"))
def clear_files():
    """Forget files of imports and exports that are a day old; gives how many."""
    now = timezone.now()
    return working.clear(now) + making.clear(now)
