import json

from django.core.serializers.json import DjangoJSONEncoder

from articles.comments.people.exporting import exported
from articles.comments.people.management.one_commenter import OneCommenterCommand


class Command(OneCommenterCommand):
    help = (
        "Print all that is stored about a commenter, as JSON, for the person: «export_commenter +77011234567», or a"
        " mail address, a nickname or «#17», the number at the desk."
    )

    def handle_person(self, person):
        data = exported(person)
        self.stdout.write(json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
