from django.core.management.base import BaseCommand

from articles.comments.forgetting import forget_old


class Command(BaseCommand):
    help = (
        "Erase what was stored to limit comments and reported mistakes: hashes of addresses and texts, ten minutes old"
        " or older, and of those who thanked for comments, reported or wrote them a month ago. It also runs by itself,"
        " every hour."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"Erased: {forget_old()}.")
