from django.core.management.base import BaseCommand, CommandError

from articles.comments.people.ending import erase
from articles.comments.people.finding import found


class Command(BaseCommand):
    help = (
        "Erase the contact and the name of a commenter at once, for good: «erase_commenter +77011234567», a mail"
        " address, a nickname or «#17», the number at the desk. Their comments stay without a name. The list of"
        " erasures (ERASURES_FILE) keeps them erased when an old backup is restored."
    )

    def add_arguments(self, parser):
        parser.add_argument("who")

    def handle(self, *args, who, **options):
        people = found(who)
        if len(people) != 1:
            raise CommandError("There is no such commenter." if not people else "There are several.")
        erase(people[0])
        self.stdout.write(f"Erased: #{people[0].pk}.")
