"""A proof of work counts once, for three hours, and only if we asked for it. Without one, a comment is held."""

import base64
import datetime
import json

import pytest
from altcha import solve_challenge_v1
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.comments import posting, proofs
from articles.comments.models import Comment, CommentSettings, RecentComment, SpentProof, State
from articles.comments.posting import forget_senders
from articles.comments.tests.sending import RU, post
from articles.tests.makers import make_article

pytestmark = pytest.mark.django_db

ADDRESS = "/comments/challenge.json"


@pytest.fixture(autouse=True)
def settings_of_comments(db):
    CommentSettings.objects.update_or_create(pk=1, defaults={"policy": "open", "first_held": 0, "difficulty": 50})


def solved(challenge, **other):
    asked = [challenge[key] for key in ("challenge", "salt", "algorithm", "maxNumber")]
    found = solve_challenge_v1(*asked)
    keys = ("algorithm", "challenge", "salt", "signature")
    payload = {key: challenge[key] for key in keys} | {"number": found.number} | other
    return base64.b64encode(json.dumps(payload).encode()).decode()


def earlier_challenge(difficulty=50, **duration):
    return proofs.new_challenge(difficulty, timezone.now() - datetime.timedelta(**(duration or {"seconds": 5})))


def reasons(story, text, proof):
    assert post(Client(), story, text=text, altcha=proof).status_code == 303
    comment = Comment.objects.latest("pk")
    return {verdict["reason"] for verdict in comment.verdicts.values() if verdict is not True}


def test_a_challenge_is_never_stored_and_needs_no_cookie(client):
    first, second = client.get(ADDRESS), client.get(ADDRESS)
    assert (first.headers["Cache-Control"], first.cookies.output()) == ("no-store", "")
    assert first.json()["challenge"] != second.json()["challenge"]
    assert first.json()["maxNumber"] == 50
    CommentSettings.objects.update(difficulty=0)
    assert client.get(ADDRESS).status_code == 204


def test_a_comment_with_a_proof_is_published_and_the_proof_counts_once(story):
    proof = solved(earlier_challenge())
    assert reasons(story, "Первый", proof) == set()
    assert Comment.objects.get().state == State.APPROVED
    assert reasons(story, "Второй", proof) == {"no proof"}
    assert reasons(story, "Третий", solved(earlier_challenge())) == set()


@pytest.mark.parametrize(
    "proof",
    [
        "",
        "AAAA",
        "%%%",
        base64.b64encode(b"[]").decode(),
        base64.b64encode(b'{"algorithm": 1, "challenge": 2, "salt": 3, "number": 4, "signature": 5}').decode(),
        base64.b64encode(b"[" * 700).decode(),
        "A" * 100_000,
    ],
)
def test_what_is_no_proof_holds_a_comment(story, proof):
    assert reasons(story, "Первый", proof) == {"no proof"}


def test_a_forged_or_outdated_proof_holds_a_comment(story):
    challenge = earlier_challenge()
    late = challenge["salt"].replace("expires=1", "expires=9")
    assert reasons(story, "1", solved(challenge, salt=late)) == {"no proof"}
    assert reasons(story, "2", solved(challenge, number=51)) == {"no proof"}
    assert reasons(story, "3", solved(challenge, signature="0" * 64)) == {"no proof"}
    assert reasons(story, "4", solved(earlier_challenge(hours=3))) == {"no proof"}
    assert reasons(story, "5", solved(earlier_challenge(hours=2))) == set()


def test_nobody_writes_within_two_seconds(story):
    assert reasons(story, "Первый", solved(earlier_challenge(seconds=0))) == {"too quick"}


def test_an_easier_challenge_than_the_present_one_does_not_count(story):
    """Else a flood would keep challenges of calm hours."""
    easy = solved(earlier_challenge(difficulty=50))
    CommentSettings.objects.update(difficulty=60)
    assert reasons(story, "Первый", easy) == {"no proof"}
    assert reasons(story, "Второй", solved(earlier_challenge(difficulty=60))) == set()


def test_spent_proofs_are_forgotten_when_they_expire(story):
    reasons(story, "Первый", solved(earlier_challenge()))
    row = SpentProof.objects.get()
    forget_senders(row.expires_at - datetime.timedelta(seconds=1))
    assert SpentProof.objects.count() == 1
    forget_senders(row.expires_at)
    assert SpentProof.objects.count() == 0


def test_a_comment_costs_two_queries_and_three_rows(story):
    def sent(number):
        proof = solved(earlier_challenge())
        comment = Comment(article=story, language="ru", name="Айгүл", text=f"Новость {number}")
        return posting.post(comment, address=f"203.0.113.{number}", guards={"altcha": proof})

    sent(1)  # reads the settings and the words
    with CaptureQueriesContext(connection) as queries:
        assert sent(2).state == State.APPROVED
    begun = [query["sql"].split()[0] for query in queries]
    assert [word for word in begun if word in ("SELECT", "INSERT", "UPDATE", "DELETE")] == [
        *2 * ["SELECT"],
        *3 * ["INSERT"],
    ]


def test_proofs_have_a_limit_of_their_own_so_readers_get_through_a_flood(story):
    CommentSettings.objects.update(most_under_story=2)
    for number in range(3):
        post(Client(REMOTE_ADDR=f"203.0.113.{number}"), story, text=f"Поток {number}")
    assert Comment.objects.count() == 2
    assert reasons(story, "Читатель", solved(earlier_challenge())) == set()
    assert "Читатель" in Client().get(story.address_in(RU)).content.decode()


def test_a_flood_under_many_stories_ends_at_the_limit_of_the_site_and_leaves_room_for_proofs(story):
    CommentSettings.objects.update(most_on_site=2)
    answers = [
        post(Client(REMOTE_ADDR=f"203.0.113.{number}"), make_article("ru"), text=f"Поток {number}")
        for number in range(3)
    ]
    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert reasons(story, "Читатель", solved(earlier_challenge())) == set()
    RecentComment.objects.update(sent_at=timezone.now() - datetime.timedelta(minutes=1))
    assert post(Client(REMOTE_ADDR="203.0.113.2"), story, text="Позже").status_code == 303
