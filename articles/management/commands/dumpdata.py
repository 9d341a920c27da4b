"""`dumpdata` without what the database itself maintains. `loaddata` would find it there already."""

from django.core.management.commands import dumpdata

from articles.models import EditionWork, ListEntry, StoryToRecount, StoryWords
from newsroom.database.models import TableVersion

MAINTAINED_BY_TRIGGERS = [
    model._meta.label for model in (ListEntry, EditionWork, StoryToRecount, StoryWords, TableVersion)
]


class Command(dumpdata.Command):
    def handle(self, *app_labels, **options):
        options["exclude"] = [*options["exclude"], *MAINTAINED_BY_TRIGGERS]
        return super().handle(*app_labels, **options)
