"""Are banned words found however they are typed, harmless comments left alone, and both quickly?

    python -m benchmarks.comment_words [--postgresql] [--seed N] [--stems FILE] [--comments FILE]

Printed are evasions caught, harmless comments held, the time to fold and read a text, and the time to try a new word on
the last 5,000 comments. The exit status is 1 if a figure misses its limit.

Own files have a word or a comment a line: `--stems` is evaded in all ways, and must not be found in `--comments`.
"""

import argparse
import os
import random
import sys
from pathlib import Path
from time import perf_counter, process_time

import django

from benchmarks.databases import FOLDER, PostgreSQL, SQLite

NAME = "comment_words"
TRIED = 5000
RULES = 1000
LETTERS = "абвгдеёжзийклмнопрстуфхцчшщыэюяәғқңөұүһі"
LIMITS = {
    "evasions caught, %": (98, 100),
    "evasions of other kinds caught, %": (98, 100),
    "evasions of other words caught, %": (98, 100),
    "evasions of other kinds of other words caught, %": (98, 100),
    "harmless comments held, %": (0, 0.5),
    "folding 3,000 characters, ms": (0, 1),
    "a comment against 1,000 rules, ms": (0, 0.3),
    "trying a word on 5,000 comments, s": (0, 2),
}


def prepare(databases):
    FOLDER.mkdir(parents=True, exist_ok=True)
    if NAME in databases.names():
        databases.drop(NAME)
    databases.create(NAME)
    own = {"DATABASE_URL": databases.address(NAME), "DJANGO_SETTINGS_MODULE": "newsroom.settings", "DEBUG": "false"}
    os.environ |= own | {"HTTPS": "off", "SECRET_KEY": "a" * 50, "ALLOWED_HOSTS": "testserver", "LOG_LEVEL": "ERROR"}
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def caught(rules, ways):
    """Return which share of the evasions of some words is found, in percent, and print the others."""
    from articles.comments.words.matching import Finder
    from articles.comments.words.tests.evasions import evaded

    finder, missed = Finder(rules), []
    for way in ways:
        texts = [(rule, evaded(rule.stem, way, number)) for number, rule in enumerate(rules)]
        missed += [(way, text) for rule, text in texts if rule not in rules_in(finder, text)]
    for way, text in missed:
        print(f"  missed ({way}): {text!r}")
    return 100 * (1 - len(missed) / (len(rules) * len(ways)))


def rules_in(finder, text):
    return {hit.rule for hit in finder.find(text)}


def held(rules, comments):
    from articles.comments.words.matching import Finder

    finder = Finder(rules)
    wrong = [(found, text) for text in comments if (found := rules_in(finder, text))]
    for found, text in wrong:
        print(f"  held wrongly ({', '.join(rule.stem for rule in found)}): {text!r}")
    return 100 * len(wrong) / len(comments)


def rules_of(file):
    """Return rules of the stems in a file, or of our own hundred other ones."""
    from articles.comments.words.rules import Rule
    from articles.comments.words.tests.stems import OTHER_RULES

    return [Rule(number, stem) for number, stem in enumerate(dict.fromkeys(lines(file)))] if file else OTHER_RULES


def lines(file):
    return [line for line in Path(file).read_text(encoding="utf-8").splitlines() if line.strip()]


def milliseconds(act, texts, times=5):
    """Return the processor's time for one text, the best of several rounds."""
    rounds = []
    for _round in range(times):
        start = process_time()
        for text in texts:
            act(text)
        rounds.append((process_time() - start) / len(texts) * 1000)
    return min(rounds)


def random_rules(chance):
    from articles.comments.words.rules import Rule

    return [Rule(number, "".join(chance.choices(LETTERS, k=chance.randint(4, 9)))) for number in range(RULES)]


def seconds_of_trial(comments):
    """Write comments, and return how long it takes to try a word on them and to show the first page."""
    from articles.comments.models import Comment
    from articles.comments.words.rules import Rule
    from articles.comments.words.trying import Trial
    from articles.tests.makers import make_article

    story = make_article("ru", "kk")
    texts = (comments * (TRIED // len(comments) + 1))[: TRIED + 1000]
    Comment.objects.bulk_create(Comment(article=story, language="ru", name="Reader", text=text) for text in texts)
    start = perf_counter()
    trial = Trial(Rule(None, "доставк"))
    shown = [comment.pieces for comment in trial.comments]
    taken = perf_counter() - start
    length = sum(map(len, texts)) // len(texts)
    print(f"  {trial.held} of {trial.looked_through} comments of {length} characters would be held, {len(shown)} shown")
    return taken


def main(databases, seed, stems, own_comments):
    prepare(databases)
    from articles.comments.words.folding import fold
    from articles.comments.words.matching import Finder
    from articles.comments.words.tests.clean_comments import clean_comments
    from articles.comments.words.tests.evasions import FURTHER_WAYS, WAYS
    from articles.comments.words.tests.stems import RULES as OURS

    comments = lines(own_comments) if own_comments else clean_comments(2000, seed)
    others, chance = rules_of(stems), random.Random(seed)
    long = [("\n".join(comments[number:] + comments))[:3000] for number in range(0, min(1000, len(comments)), 50)]
    finder = Finder(random_rules(chance))
    results = [
        *(caught(rules, ways) for rules in (OURS, others) for ways in (WAYS, FURTHER_WAYS)),
        held([*OURS, *others], comments),
        milliseconds(fold, long),
        milliseconds(finder.find, comments),
        seconds_of_trial(comments),
    ]
    is_good = True
    for (name, (least, most)), result in zip(LIMITS.items(), results, strict=True):
        is_good &= least <= result <= most
        print(f"{name}: {result:.3g} (limit: {most if least == 0 else least})")
    return not is_good


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stems")
    parser.add_argument("--comments")
    arguments = parser.parse_args()
    chosen = PostgreSQL() if arguments.postgresql else SQLite()
    try:
        sys.exit(main(chosen, arguments.seed, arguments.stems, arguments.comments))
    finally:
        if arguments.postgresql:
            chosen.stop()
