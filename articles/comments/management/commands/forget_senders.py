from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.comments.posting import forget_senders
from articles.editorial import reported_mistakes


class Command(BaseCommand):
    help = (
        "Erase what was stored to limit comments and reported mistakes: hashes of addresses and texts, ten minutes old"
        " or older. Each new one erases them, too, so once a day from cron is enough: «40 4 * * *»."
    )

    def handle(self, *args, **options):
        now = timezone.now()
        self.stdout.write(f"Erased: {forget_senders(now) + reported_mistakes.forget_senders(now)}.")
