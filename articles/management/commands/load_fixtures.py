from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.demonstration.fixture_sets import FIXTURE_SETS
from newsroom.identity.models import LoadedFixtures


class Command(BaseCommand):
    help = "Load the demonstration content, unless it was loaded before. A second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("sets", nargs="*", help=f"Sets to load (default: all): {', '.join(FIXTURE_SETS)}.")

    @transaction.atomic
    def handle(self, *args, sets, **options):
        if unknown := set(sets) - set(FIXTURE_SETS):
            raise CommandError(
                f"Unknown fixture sets: {', '.join(sorted(unknown))}. Choose from: {', '.join(FIXTURE_SETS)}."
            )
        for name in sets or FIXTURE_SETS:
            record, is_new = LoadedFixtures.objects.get_or_create(name=name)
            if is_new:
                call_command("loaddata", *FIXTURE_SETS[name], verbosity=options["verbosity"])
            else:
                self.stdout.write(f"Skipped {name}: already loaded on {record.loaded_at:%Y-%m-%d}.")
