"""The first comments of a person are held. Whoever is not identified has no comments before."""

from articles.comments.checks.identity import approved_before
from articles.comments.checks.verdicts import PASSED, hold


def newcomers(attempt):
    return hold("newcomer") if approved_before(attempt) < attempt.settings.first_held else PASSED
