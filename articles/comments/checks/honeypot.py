"""A field that no reader sees is empty. A browser may fill it by itself, so the comment is only held."""

from articles.comments.checks.verdicts import PASSED, hold

FIELD = "homepage"


def honeypot(attempt):
    return hold("honeypot") if attempt.guards.get(FIELD) else PASSED
