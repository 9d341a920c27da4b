from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.comments.origins import forget_origins
from articles.comments.posting import forget_senders
from articles.comments.responses import forget_readers
from articles.editorial import reported_mistakes


class Command(BaseCommand):
    help = (
        "Erase what was stored to limit comments and reported mistakes: hashes of addresses and texts, ten minutes old"
        " or older, and of those who thanked for comments, reported or wrote them a month ago. Once a day from cron is"
        " enough: «40 4 * * *»."
    )

    def handle(self, *args, **options):
        now = timezone.now()
        erased = forget_senders(now) + reported_mistakes.forget_senders(now)
        erased += forget_readers(now) + forget_origins(now)
        self.stdout.write(f"Erased: {erased}.")
