from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.editorial.old_changes import KEPT_FOR, forget_changes


class Command(BaseCommand):
    help = (
        f"Delete what undoes changes of drafts that were published, {KEPT_FOR.days} days old or older. Pages of the"
        " desk that have been open as long can still be saved. Once a day from cron is enough: «50 4 * * *»."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"Deleted: {forget_changes(timezone.now())}.")
