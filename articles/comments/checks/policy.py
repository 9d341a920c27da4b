"""What the newsroom has decided for this discussion: comments are published, or read by a moderator first."""

from articles.comments.checks.verdicts import PASSED, hold


def policy(attempt):
    return hold("pre-moderated") if attempt.rules.are_read_first(attempt.now) else PASSED
