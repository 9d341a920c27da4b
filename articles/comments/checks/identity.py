"""Who the sender is. Until readers can identify themselves, nobody has to."""

from articles.comments.checks.verdicts import PASSED


def identity(attempt):
    return PASSED


def is_identified(attempt):
    """Whether the newsroom knows the person: then no proof of work is asked for."""
    return False


def approved_before(attempt):
    """Return how many comments of this person were approved; 0 for whoever isn't identified."""
    return 0
