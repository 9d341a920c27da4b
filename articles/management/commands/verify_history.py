from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.editorial.history.checking import check_all, mend_heads


class Command(BaseCommand):
    help = (
        "Check that the publications and the log of all stories are as they were written: nothing altered, nothing"
        " missing, nothing added; and that readers have the words that were published last. The exit status is 1 if"
        " something is not so. Once a day from cron is enough: «20 4 * * *». With --write, keep the file where nobody"
        " can write who can write to the database."
    )

    def add_arguments(self, parser):
        parser.add_argument("--write", type=Path, help="file to which the end of each history is written")
        parser.add_argument(
            "--mend-ends",
            action="store_true",
            help="seal the ends of histories anew whose rows are right, as after a time without one of HISTORY_KEYS",
        )
        parser.add_argument("--compare", type=Path, help="file of an earlier --write: nothing of that may be missing")

    def handle(self, *args, write, compare, mend_ends, **options):
        for story in mend_heads() if mend_ends else ():
            self.stdout.write(f"Its end is sealed anew: story {story}.")
        with ExitStack() as files:
            known = ends_in(files.enter_context(compare.open())) if compare else ()
            file = files.enter_context(write.open("w")) if write else None
            note = (lambda end: print(*end, file=file)) if file else (lambda end: None)
            report = check_all(lambda fault: self.stdout.write(str(fault)), known, note)
        self.stdout.write(f"Checked: {report.rows} publications and acts of {report.stories} stories.")
        self.stdout.write(f"Compared with what readers have: {report.compared} editions.")
        self.stdout.write(f"Deleted at the desk, with their histories: {report.deleted}.")
        self.stdout.write(f"The end of all histories: {report.end}")
        if report.found:
            raise CommandError(f"Not as it was written: {report.found}.")


def ends_in(lines):
    """Yield (story, rows, seal) of each line."""
    for line in lines:
        story, rows, seal = line.rstrip("\n").split(" ")
        yield int(story), int(rows), seal
