"""Nobody writes a comment within two seconds. When the form was entered stands, signed, in the proof of work."""

import datetime

from articles.comments.checks.verdicts import PASSED, hold

LEAST = datetime.timedelta(seconds=2)


def form_time(attempt):
    return hold("too quick") if attempt.proof and attempt.now - attempt.proof.began_at < LEAST else PASSED
