"""Kill the workers of the outbox at random. Count how often each effect was carried out.

    python -m benchmarks.killed_deliveries [trials] [seed] [--postgresql]

In each trial, acts add effects of each kind while two workers carry them out, and then both are killed (SIGKILL) at a
random moment. Now and then an act is rolled back. Leases end at once instead of after five minutes. Mails go to a real
mail server. At the end one worker completes what is left. The exit status is 1 unless each effect in our own database
was carried out once, each repeatable one at least once, each message at most once, and each message that nobody knows
to have arrived is shown to the chief editor.

The database is a file of SQLite, or with `--postgresql` a server of its own.
"""

import argparse
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

from newsroom.tests.mail_server import MailServer

KINDS = ["own", "repeatable", "message"]
ACTS, LONGEST = 4, 0.4
"""Acts in a trial, and seconds until the kill."""
PATIENCE = 600


class Trials:
    def __init__(self, seed):
        self.chance, self.added, self.rolled_back = random.Random(seed), [], []
        self.processes = multiprocessing.get_context("forkserver")
        self.processes.set_forkserver_preload(["benchmarks.delivering"])

    def start(self):
        from benchmarks.delivering import run

        worker = self.processes.Process(target=run, args=[self.chance.random()])
        worker.start()
        return worker

    def play(self):
        workers = [self.start(), self.start()]
        ends = time.monotonic() + self.chance.random() * LONGEST
        for _act in range(ACTS):
            self.act()
        time.sleep(max(0, ends - time.monotonic()))
        for worker in workers:
            worker.kill()
            worker.join()
        end_leases()

    def act(self):
        """Add an effect of each kind, or roll the act back."""
        from django.db import transaction

        from newsroom.outbox import adding

        number = len(self.added) + len(self.rolled_back)
        is_rolled_back = self.chance.random() < 0.1
        with transaction.atomic():
            for kind in KINDS:
                adding.add(kind, act=f"act {number}", number=number)
            transaction.set_rollback(is_rolled_back)
        (self.rolled_back if is_rolled_back else self.added).append(number)

    def complete(self):
        """Let a worker carry out all that is left."""
        from newsroom.outbox.models import Effect

        worker, ends = self.start(), time.monotonic() + PATIENCE
        while Effect.objects.open().exists() and time.monotonic() < ends:
            time.sleep(0.2)
        worker.terminate()
        worker.join()


def end_leases():
    """As if the leases of the killed workers had ended."""
    from django.utils import timezone

    from newsroom.outbox.models import Effect

    Effect.objects.open().update(due_at=timezone.now())


def counted(trials, mails):
    """Return {what: number}. Those whose name begins with «WRONG» should be 0."""
    from django.contrib.auth.models import Group

    from newsroom.outbox.models import Effect

    groups = Group.objects.filter(name__regex=r"^[0-9]").values_list("name", flat=True)  # `migrate` makes others
    rows = Counter(int(name.split()[0]) for name in groups)
    lines = Counter(map(int, Path(os.environ["LINES"]).read_text().split()))
    sent = Counter(int(mail["subject"]) for mail in mails)
    done = {effect.payload["number"] for effect in Effect.objects.filter(channel="message", state="done")}
    shown = {effect.payload["number"] for effect in Effect.objects.undecided()}
    all_of_them = {*trials.added}
    attempts = Counter(Effect.objects.filter(attempts__gt=1).values_list("channel", flat=True))
    return {
        "effects of each kind": len(all_of_them),
        "own effects that were killed and carried out later": attempts["own"],
        "repeatable effects that were killed and carried out later": attempts["repeatable"],
        "of these, carried out more than once": sum(lines[number] > 1 for number in all_of_them),
        "uncertain messages": len(shown),
        "of these, arrived": sum(sent[number] for number in shown),
        "WRONG own effects not exactly once": sum(rows[number] != 1 for number in all_of_them),
        "WRONG repeatable effects not carried out": sum(lines[number] < 1 for number in all_of_them),
        "WRONG messages sent twice": sum(sent[number] > 1 for number in all_of_them),
        "WRONG messages said to be sent that were not": sum(sent[number] != 1 for number in done),
        "WRONG messages neither done nor shown": len(all_of_them - done - shown),
        "WRONG effects of acts that were rolled back": len({*rows, *lines, *sent} - all_of_them),
    }


def measure(trials, seed, database, folder, mails):
    os.environ |= {
        "DATABASE_URL": database or f"sqlite:///{folder}/outbox.sqlite3",
        "SECRET_KEY": "of a database that lives for minutes",
        "DEBUG": "off",
        "LOG_LEVEL": "CRITICAL",
        "MAIL_URL": mails.url,
        "LINES": f"{folder}/lines",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks import delivering  # noqa: F401 (its channels)

    call_command("migrate", verbosity=0)
    played = Trials(seed)
    for _trial in range(trials):
        played.play()
    played.complete()
    return counted(played, mails.received)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("trials", nargs="?", type=int, default=200)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    parser.add_argument("--postgresql", action="store_true")
    asked = parser.parse_args()
    from newsroom.tests.everything import postgresql

    with (
        tempfile.TemporaryDirectory() as folder,
        MailServer() as mails,
        postgresql() if asked.postgresql else nullcontext("") as database,
    ):
        counts = measure(asked.trials, asked.seed, database, folder, mails)
    print(f"{asked.trials} trials, seed {asked.seed}, {'PostgreSQL' if asked.postgresql else 'SQLite'}")
    for what, number in counts.items():
        print(f"  {what}: {number}")
    return any(number for what, number in counts.items() if what.startswith("WRONG"))


if __name__ == "__main__":
    sys.exit(main())
