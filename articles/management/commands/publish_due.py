from django.core.management.base import BaseCommand

from articles.editorial.due import apply_due


class Command(BaseCommand):
    help = (
        "Apply the planned changes of stories, and the packages, whose time has come. Readers never need it, because"
        " the first page that is asked for applies them. Once a minute from cron, it lets them be in feeds and"
        " caches when nobody reads."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"Applied: {apply_due()}.")
