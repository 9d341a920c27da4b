"""The first comments of a person are held. Where readers don't identify themselves, nobody is known to be new."""

from articles.comments.checks.identity import approved_before, is_identified
from articles.comments.checks.verdicts import PASSED, hold


def newcomers(attempt):
    most = attempt.settings.first_held
    is_new = is_identified(attempt) and approved_before(attempt, most) < most
    return hold("newcomer") if is_new else PASSED
