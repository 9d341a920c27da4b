"""What the newsroom has decided for this discussion: comments are published, or read by a moderator first."""

from articles.comments.checks.verdicts import PASSED, hold
from articles.comments.models import Policy


def policy(attempt):
    return PASSED if attempt.rules.policy == Policy.OPEN else hold("pre-moderated")
