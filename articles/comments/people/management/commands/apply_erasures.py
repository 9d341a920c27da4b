from django.core.management.base import BaseCommand

from articles.comments.people.ending import apply_erasures, erase_due


class Command(BaseCommand):
    help = (
        "After an old backup of the database was restored: erase again every commenter on the list of erasures, and"
        " those whose time has come. It also runs by itself every hour (newsroom/outbox/chores.py)."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"Erased again: {apply_erasures()}. Erased because it is time: {erase_due()}.")
