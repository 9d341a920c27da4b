from django.core.management.base import BaseCommand

from articles.editorial.photo_uploads import process_waiting
from articles.editorial.photo_worker import work


class Command(BaseCommand):
    help = (
        "Process pictures that were uploaded at the desk, until the command is stopped. While it runs, the desk leaves"
        " pictures to it; several may run. With --once, process what waits now and end, for cron: «*/5 * * * *»."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="End when nothing waits any more.")

    def handle(self, *args, once, **options):
        if not once:
            work()
        elif number := process_waiting():
            self.stdout.write(f"Processed: {number}.")
