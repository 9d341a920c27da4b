from django.core.management.base import BaseCommand
from django.db import connection

from articles.editorial.recounting import recount_all
from articles.work_triggers import TRIGGERS
from newsroom.database.triggers import run


class Command(BaseCommand):
    help = (
        "Compute again what the desk's lists repeat of stories and drafts, and count the stale parts of translations."
        " The database does the first by itself: run this after tables were changed without triggers."
    )

    def handle(self, *args, **options):
        run(TRIGGERS.repair, connection)
        recount_all()
