from django.core.management.base import BaseCommand, CommandError

from articles.demonstration.fixture_sets import faults_in_fixture_sets


class Command(BaseCommand):
    help = "Check every fixture, object by object, and name the file, the object and the field of each fault."

    def handle(self, *args, **options):
        faults = list(faults_in_fixture_sets())
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"{len(faults)} faults in the fixtures")
        self.stdout.write("The fixtures are sound.")
