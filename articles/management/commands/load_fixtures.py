from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.fixtures import SETS
from newsroom.identity.models import LoadedFixtures


class Command(BaseCommand):
    help = "Load the demonstration paper into a database that never had it. A second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("sets", nargs="*", help=f"only these: {', '.join(SETS)}")

    @transaction.atomic
    def handle(self, *args, sets, **options):
        if unknown := set(sets) - set(SETS):
            raise CommandError(f"There is no {', '.join(unknown)}; there are: {', '.join(SETS)}")
        for name in sets or SETS:
            mark, is_new = LoadedFixtures.objects.get_or_create(name=name)
            if is_new:
                call_command("loaddata", *SETS[name], verbosity=options["verbosity"])
            else:
                self.stdout.write(f"The {name} came on {mark.loaded_at:%Y-%m-%d}; nothing is touched.")
