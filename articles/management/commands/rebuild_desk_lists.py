from django.core.management.base import BaseCommand
from django.db import connection

from articles import trigrams, words_triggers, work_triggers
from articles.editorial.recounting import recount_all
from newsroom.database.triggers import run


class Command(BaseCommand):
    help = (
        "Compute again what the desk's lists repeat of stories and drafts, and count the stale parts of translations."
        " The database does the first by itself: run this after tables were changed without triggers, or after the"
        " extension pg_trgm has become available to PostgreSQL."
    )

    def handle(self, *args, **options):
        for module in (work_triggers, words_triggers):
            run(module.TRIGGERS.repair, connection)
        recount_all()
        trigrams.create_index(connection)
