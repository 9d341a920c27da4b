"""Where readers don't identify themselves, they type a name with each comment: not one of the paper, nor of its people.

Who has signed in has a nickname, which was looked at when it was chosen.
"""

from articles.comments.checks.identity import is_identified
from articles.comments.checks.verdicts import PASSED, refuse
from articles.comments.people.imitation import imitates
from articles.comments.people.joining import Imitation


def imitation(attempt):
    if is_identified(attempt) or not imitates(attempt.comment.name, attempt.values):
        return PASSED
    return refuse("imitation", str(Imitation.message), field="name")
