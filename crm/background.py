"""Work that takes longer than a page may: done by the worker, or at once where it is short."""

import contextlib
import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from crm.models import User
from crm.models.jobs import Job

logger = logging.getLogger(__name__)

SILENT = timedelta(minutes=5)  # who gives no sign for so long has died
Clock = Callable[[], datetime]


def carry_on(job: Job, work: Callable[[Job, Clock], None], clock: Clock) -> None:
    """Do what `job` waits for, in the words of who asked for it; a failure is told there."""
    with speaking_to(job.user):
        try:
            work(job, clock)
        except Exception:
            logger.exception("%s %s failed", type(job).__name__, job.public_id)
            stored = type(job).objects.get(pk=job.pk)
            stored.fail(_("Something went wrong on our side. Try it once more."), at=clock())
            stored.save()


@contextlib.contextmanager
def speaking_to(user: User) -> Iterator[None]:
    preferences = user.preferences
    language = preferences.language or settings.LANGUAGE_CODE
    with translation.override(language), timezone.override(preferences.zone):
        yield


def silent(model: type[Job], now: datetime):
    """Jobs that somebody waits for and nobody works at."""
    return model.objects.filter(status__in=model.ACTIVE, beat_at__lt=now - SILENT)
