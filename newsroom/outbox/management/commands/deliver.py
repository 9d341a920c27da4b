from django.core.management.base import BaseCommand

from newsroom.outbox import chores
from newsroom.outbox.delivery import deliver_due, forget_done
from newsroom.outbox.worker import work


class Command(BaseCommand):
    help = (
        "Carry out outside effects of acts, such as mails, that are due now, and end: for cron, «* * * * *». With"
        " --loop, go on until the command is stopped. Several may run. Without any, requests of the desk do it."
    )

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="Go on until the command is stopped.")

    def handle(self, *args, loop, **options):
        if loop:
            work()
            return
        if number := deliver_due():
            self.stdout.write(f"Carried out: {number}.")
        forget_done()
        chores.do_due()
