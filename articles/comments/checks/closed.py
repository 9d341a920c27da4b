"""The discussion of the story is open now."""

from articles.comments.checks.verdicts import PASSED, refuse
from articles.comments.closing import reason_to_close


def closed(attempt):
    reason = reason_to_close(attempt.comment.article, attempt.values, attempt.now)
    return refuse("closed", reason) if reason else PASSED
