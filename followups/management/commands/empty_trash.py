from django.core.management.base import BaseCommand

from followups import tasks


class Command(BaseCommand):
    help = (
        "Deletes for good what has been in the trash for thirty days, and files that nothing uses."
    )

    def handle(self, *args, **options):
        deleted = tasks.empty_trash.call_local()
        self.stdout.write(f"Deleted from the trash: {deleted}")
        files = tasks.delete_unused_files.call_local()
        self.stdout.write(f"Deleted files that nothing used: {files}")
