"""The browser has worked for it, which costs a reader nothing and a flood a lot. Without JavaScript it is held."""

from articles.comments.checks.identity import is_identified
from articles.comments.checks.verdicts import PASSED, hold
from articles.comments.proofs import proof_in


def proof_of_work(attempt):
    if is_identified(attempt) or not attempt.settings.difficulty:
        attempt.is_proved = is_identified(attempt)
        return PASSED
    attempt.proof = proof_in(attempt.guards, attempt.settings.difficulty, attempt.now)
    attempt.is_proved = attempt.proof is not None
    return PASSED if attempt.is_proved else hold("no proof")
