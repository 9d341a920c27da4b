"""The browser has worked for it, which costs a reader nothing and a flood a lot. Without JavaScript it is held."""

from articles.comments.checks.verdicts import PASSED, hold


def proof_of_work(attempt):
    return PASSED if attempt.is_proved or not attempt.settings.difficulty else hold("no proof")
