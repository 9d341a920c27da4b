"""Comments, their senders and their proofs of work, for the measurements of posting."""

import base64
import json
import random
from datetime import UTC, datetime

WORDS = (
    "жол жөнделді деп естідік бірақ көшеде әлі шұңқыр көп әкімдік қашан келеді мектеп жанында балалар жүреді "
    "почему никто не отвечает на письма жителей двор опять без света спасибо редакции за материал давно ждали"
).split()


def prepared():
    """Make a story, a thousand banned words, and limits that let everything of the measurement pass."""
    from articles.comments.models import BannedWord, CommentSettings
    from articles.tests.makers import make_article

    story, most = make_article("ru"), 10_000
    letters = random.Random(3)
    stems = {"".join(letters.choices("бвгджзклмнпрстхцч", k=3)) + "щофэ" for _number in range(1000)}
    BannedWord.objects.bulk_create([BannedWord(stem=stem) for stem in stems], ignore_conflicts=True)
    CommentSettings.objects.create(
        most_proved=most, most_under_story=most, most_on_site=10_000, most_waiting=100_000, difficulty=1
    )
    return story


def text(chance, number):
    return f"{' '.join(chance.choices(WORDS, k=30))} {number}"


def address(number):
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def posted(story, written, sender, **options):
    from articles.comments.models import Comment
    from articles.comments.posting import post

    name = f"Reader {written.rpartition(' ')[2]}"  # another one with each text, as the check of names costs most then
    return post(Comment(article=story, language="ru", name=name, text=written), address=sender, **options)


def proof_from(seconds):
    """Return the field of a form with the proof of work for a challenge that was made at a time."""
    from articles.comments import proofs

    return {"altcha": solution(proofs.new_challenge(1, datetime.fromtimestamp(seconds, UTC)))}


def solution(challenge):
    """Do the work that a challenge asks for, as a reader's browser does."""
    import altcha

    found = altcha.solve_challenge_v1(*(challenge[key] for key in ("challenge", "salt", "algorithm", "maxNumber")))
    payload = {key: challenge[key] for key in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps(payload | {"number": found.number}).encode()).decode()
