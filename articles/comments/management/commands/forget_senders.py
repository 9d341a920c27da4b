from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.comments.posting import forget_senders


class Command(BaseCommand):
    help = (
        "Erase what was stored to limit comments: hashes of addresses and texts, ten minutes old or older. Each new"
        " comment erases them, too, so once a day from cron is enough: «40 4 * * *»."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"Erased: {forget_senders(timezone.now())}.")
