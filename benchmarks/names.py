"""Measure how long it takes to compare the names of a story with those that the paper has printed.

    python -m benchmarks.names [names] [words] [seed]

The names, the stories that have them and the story that is compared are random; a word in ten is part of a name, and
every tenth name has a slip. Printed is the time of the processor for the whole story, which is what a page asks when
it opens; for one new name, which is what typing costs; and for finding the names in the text, which the browser does.
The exit status is 1 if the first two together are above 50 ms. The database is a temporary SQLite file.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

LIMIT = 50  # milliseconds
LETTERS = "абвгдежзийклмнопрстуфхцчшэюяәғқңөұүһі"
RUNS = 7


def main():
    arguments = parsed_arguments()
    with tempfile.TemporaryDirectory() as folder:
        start_django(Path(folder) / "names.sqlite3")
        measured = measure(random.Random(arguments.seed), arguments)
    print(f"{arguments.names} names, {arguments.words} words, seed {arguments.seed}")
    print("whole story: {whole:.1f} ms, one name: {one:.1f} ms, found in the text: {text:.1f} ms".format(**measured))
    print("runs: {runs}, slips: {slips} of {written}".format(**measured))
    sys.exit(measured["whole"] + measured["one"] > LIMIT)


def parsed_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", type=int, nargs="?", default=10_000)
    parser.add_argument("words", type=int, nargs="?", default=3000)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    return parser.parse_args()


def start_django(path):
    os.environ["DATABASE_URL"] = f"sqlite:///{path}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def measure(chance, arguments):
    from articles.editorial.name_slips import compared
    from newsroom import editions
    from newsroom.names.runs import runs_in

    edition = editions.BY_CODE["ru"]
    people = random_people(chance, arguments.names)
    publish(people, edition)
    text, written = story(chance, people, arguments.words)
    runs = runs_in(text)
    found = compared(runs, edition)
    return {
        "whole": shortest(lambda: compared(runs, edition)),
        "one": shortest(lambda: compared(runs[:1], edition)),
        "text": shortest(lambda: runs_in(text)),
        "runs": len(runs), "slips": sum(len(one.slips) for one in found), "written": written,
    }  # fmt: skip


def shortest(act):
    """Return the shortest of some times in milliseconds. What is kept in memory between requests is forgotten first."""
    times = []
    for _run in range(RUNS):
        forget()
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return min(times) * 1000


def forget():
    from newsroom.names import endings, likeness

    for function in (*vars(endings).values(), *vars(likeness).values()):
        if hasattr(function, "cache_clear"):
            function.cache_clear()


def random_people(chance, count):
    from newsroom.names.common_words import GIVEN_NAMES

    given = GIVEN_NAMES["ru"].split()
    return [f"{chance.choice(given)} {word(chance).capitalize()}{chance.choice(['ов', 'ев', 'баев'])}"
            for _ in range(count)]  # fmt: skip


def publish(people, edition):
    """Publish stories of twenty names each."""
    from articles.editorial import printed_names
    from articles.models import Article
    from newsroom.editions.columns import column

    for at in range(0, len(people), 20):
        names = ", ".join(people[at : at + 20])
        values = {"title": "Новости", "slug": f"news-{at}", "body": f"<p>Там были {names}.</p>", "status": "published",
                  "published_at": "2026-01-01T00:00:00Z"}  # fmt: skip
        row = Article.objects.create(**{column(name, edition): value for name, value in values.items()})
        row.refresh_from_db()
        printed_names.note(row, edition)


def story(chance, people, count):
    """Return a text, and how many slips it has."""
    words, slips = [], 0
    for _ in range(count // 20):
        name = chance.choice(people)
        if chance.random() < 0.1:
            name, slips = slip(chance, name), slips + 1
        words += [*(word(chance) for _ in range(18)), name]
    return " ".join(words), slips


def slip(chance, name):
    """Exchange two letters within the surname."""
    given, surname = name.split()
    places = [at for at, (one, other) in enumerate(pairwise(surname[:-2])) if at and one != other]
    at = chance.choice(places) if places else 0
    return f"{given} {surname[:at]}{surname[at + 1]}{surname[at]}{surname[at + 2 :]}" if at else name


def word(chance):
    return "".join(chance.choices(LETTERS, k=chance.randint(4, 9)))


if __name__ == "__main__":
    main()
