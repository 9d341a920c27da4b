from django.core.management.base import BaseCommand

from articles.editorial import printed_names
from articles.models import PrintedName


class Command(BaseCommand):
    help = (
        "Collect the names that published stories print, for the hints of the edit page. Run after loading fixtures, "
        "after an import, and once after the update that brings these hints. Publishing keeps them current."
    )

    def handle(self, *args, **options):
        printed_names.rebuild()
        if options["verbosity"]:
            self.stdout.write(f"Collected {PrintedName.objects.count()} names.")
