import datetime

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from crm.models import User
from followups.demo import story
from followups.demo.progress import Progress

SMALLEST, LARGEST = 2000, 500_000


class Command(BaseCommand):
    help = "Fill an empty database with a made-up sales team, the same for the same seed and day."

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--day",
            type=day_typed,
            help="today in the story, YYYY-MM-DD; without it the present day",
        )
        parser.add_argument(
            "--size",
            type=int,
            help=f"for measuring: so many follow-ups ({SMALLEST}…{LARGEST}) over five years "
            "and 50 colleagues",
        )

    def handle(self, *, seed, day, size, **options):
        if size is not None and not SMALLEST <= size <= LARGEST:
            raise CommandError(f"--size takes a number from {SMALLEST} to {LARGEST}, not {size}.")
        if User.objects.filter(username="ingrid").exists():
            self.stdout.write("The demo data is here already; nothing was changed.")
            return
        if User.objects.exists():
            raise CommandError(
                "Somebody works with this database already. Demo data goes into an empty one: "
                "point DATABASE_URL elsewhere."
            )
        progress = Progress()
        with transaction.atomic():
            written = story.tell(
                seed=seed,
                today=day or timezone.localdate(),
                now=None if day else timezone.now(),
                size=size,
                progress=progress,
            )
        gather_statistics()
        self.stdout.write(f"{written} follow-ups. Sign in as ingrid, lars or admin: dagbok.")


def day_typed(text):
    """The date of YYYY-MM-DD, in years that the demo can tell of."""
    day = datetime.date.fromisoformat(text)
    if not 1980 <= day.year <= 2100:
        raise ValueError
    return day


def gather_statistics():
    """Both databases choose their indexes better when they know how the data lies."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
