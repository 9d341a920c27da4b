from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from articles.fixtures import FILES, MARK
from newsroom.identity.models import LoadedFixtures


class Command(BaseCommand):
    help = "Load the seed pages into a database that never had them. A second run changes nothing."

    @transaction.atomic
    def handle(self, *args, **options):
        mark, is_new = LoadedFixtures.objects.get_or_create(name=MARK)
        if not is_new:
            self.stdout.write(f"The seed pages were loaded on {mark.loaded_at:%Y-%m-%d}; nothing is touched.")
            return
        call_command("loaddata", *FILES, verbosity=options["verbosity"])
