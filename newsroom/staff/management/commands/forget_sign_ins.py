from django.core.management.base import BaseCommand

from newsroom.staff.session_store import SessionStore
from newsroom.staff.sign_in_log import forget_old_lines


class Command(BaseCommand):
    help = (
        "Delete lines of the log of sign-ins that are older than a year, and sessions that have expired. Once a day"
        " from cron is enough: «35 4 * * *»."
    )

    def handle(self, *args, **options):
        forget_old_lines()
        SessionStore.clear_expired()
