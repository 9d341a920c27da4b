from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.editorial.photo_removal import delete_removed


class Command(BaseCommand):
    help = (
        "Delete photos for good that were removed or replaced REMOVED_PHOTOS_DAYS ago, old share cards, and files that"
        " nothing names. Once a day from cron is enough: «20 4 * * *»."
    )

    def handle(self, *args, **options):
        deleted = ", ".join(f"{what}: {number}" for what, number in delete_removed(timezone.now()).items() if number)
        if deleted:
            self.stdout.write(f"Deleted: {deleted}.")
