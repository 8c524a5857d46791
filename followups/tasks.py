"""What the worker does by the clock."""

import datetime

from django.core.management import call_command
from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from followups import changes, images

KEPT_IN_TRASH = datetime.timedelta(days=30)
KEPT_UNUSED = datetime.timedelta(days=1)


@db_periodic_task(crontab(hour="3", minute="10"))
def empty_trash():
    """Delete for good what has been in the trash for thirty days; gives how many."""
    return changes.empty_trash(timezone.now() - KEPT_IN_TRASH)


@db_periodic_task(crontab(hour="3", minute="15"))
def delete_unused_files():
    """Delete images that no agenda holds and files without a row; gives how many."""
    return images.delete_unused(timezone.now() - KEPT_UNUSED)


@db_periodic_task(crontab(hour="3", minute="20"))
def clear_sessions():
    """Forget the sign-ins that have run out."""
    call_command("clearsessions")
