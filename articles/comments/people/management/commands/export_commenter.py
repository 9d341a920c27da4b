import json

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from articles.comments.people.exporting import exported
from articles.comments.people.finding import found


class Command(BaseCommand):
    help = (
        "Print all that is stored about a commenter, as JSON, for the person: «export_commenter +77011234567», or a"
        " mail address, a nickname or «#17», the number at the desk."
    )

    def add_arguments(self, parser):
        parser.add_argument("who")

    def handle(self, *args, who, **options):
        people = found(who)
        if len(people) != 1:
            raise CommandError("There is no such commenter." if not people else "There are several.")
        data = exported(people[0])
        self.stdout.write(json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
