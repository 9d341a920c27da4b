"""Challenges that a reader's browser works on while the comment is written, and the proofs that it has.

A challenge is signed and has the time in it, so that no page and no table has to keep it. A proof counts once: the
database keeps those that were spent until they expire.
"""

import base64
import datetime
import hashlib
import json
from dataclasses import dataclass

from altcha import create_challenge_v1, verify_solution_v1
from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from articles.comments.models import SpentProof

FIELD = "altcha"
GOOD_FOR = datetime.timedelta(hours=3)
MOST_CHARACTERS = 1000
SPEND = f"INSERT INTO {SpentProof._meta.db_table} (key, expires_at) VALUES (%s, %s)"  # noqa: S608 (our own table)


@dataclass(frozen=True)
class Proof:
    key: str
    difficulty: int
    began_at: datetime.datetime
    expires_at: datetime.datetime


def key_of_site():
    return salted_hmac("comments.challenge", settings.SECRET_KEY, algorithm="sha256").hexdigest()


def new_challenge(difficulty, now):
    """Return a challenge as JSON that `comment-work.js` can solve."""
    challenge = create_challenge_v1(
        hmac_key=key_of_site(),
        max_number=difficulty,
        expires=now + GOOD_FOR,
        params={"began": str(int(now.timestamp())), "difficulty": str(difficulty)},
    )
    return challenge.to_dict()


def proof_in(guards, difficulty, now):
    """Return the `Proof` that a form was sent with; None if it has none, a wrong or easier, or outdated one.

    Whether it is spent says the database, when it is spent again."""
    sent = guards.get(FIELD) or ""
    if not sent or len(sent) > MOST_CHARACTERS:
        return None
    try:
        is_right, _error = verify_solution_v1(sent, key_of_site(), check_expires=False)
        proof = read(sent) if is_right else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):  # what programs send instead
        return None
    if proof is None or proof.difficulty < difficulty or not proof.began_at <= now < proof.expires_at:
        return None
    return proof


def read(sent):
    """Return the proof that is written in a field whose signature is right."""
    payload = json.loads(base64.b64decode(sent))
    values = dict(part.split("=") for part in payload["salt"].partition("?")[2].rstrip("&").split("&"))
    began, expires = (datetime.datetime.fromtimestamp(int(values[name]), datetime.UTC) for name in ("began", "expires"))
    key = hashlib.sha256(payload["challenge"].encode()).hexdigest()
    return Proof(key, int(values["difficulty"]), began, expires)


def spend(proof):
    """Note that a proof was used. Raise IntegrityError if it was used at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(SPEND, [proof.key, connection.ops.adapt_datetimefield_value(proof.expires_at)])


def is_spent(proof):
    return SpentProof.objects.filter(pk=proof.key).exists()


def forget(now):
    return SpentProof.objects.filter(expires_at__lte=now).delete()[0]
