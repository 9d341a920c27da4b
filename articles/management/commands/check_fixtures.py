from django.core.management.base import BaseCommand, CommandError

from articles.demonstration.fixture_sets import faults_in_fixture_sets


class Command(BaseCommand):
    help = "Check every object in the fixtures. Each error is printed with its file, object and field."

    def handle(self, *args, **options):
        faults = list(faults_in_fixture_sets())
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"{len(faults)} errors in the fixtures")
        self.stdout.write("No errors in the fixtures.")
