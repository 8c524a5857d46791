from django.core.management.base import BaseCommand

from bench.command import main


class Command(BaseCommand):
    help = "How fast the pages are, beside two floors; `manage.py bench --help` has the choices."

    def run_from_argv(self, argv):
        main(argv[2:])
