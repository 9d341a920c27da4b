from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.demonstration.fixture_sets import FIXTURE_SETS
from newsroom.identity.models import LoadedFixtures


class Command(BaseCommand):
    help = "Load the demonstration paper into a database that never had it. A second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("sets", nargs="*", help=f"only these: {', '.join(FIXTURE_SETS)}")

    @transaction.atomic
    def handle(self, *args, sets, **options):
        if unknown := set(sets) - set(FIXTURE_SETS):
            raise CommandError(f"There is no {', '.join(unknown)}; there are: {', '.join(FIXTURE_SETS)}")
        for name in sets or FIXTURE_SETS:
            mark, is_new = LoadedFixtures.objects.get_or_create(name=name)
            if is_new:
                call_command("loaddata", *FIXTURE_SETS[name], verbosity=options["verbosity"])
            else:
                self.stdout.write(f"The {name} came on {mark.loaded_at:%Y-%m-%d}; nothing is touched.")
