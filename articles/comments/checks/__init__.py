"""The checks that a comment goes through, in one list. Each is a module with a function of its name.

A check gets the `Attempt` and returns a `Verdict`. Those that cost the least and refuse the most come first: the first
refusal ends the list. What the others said is kept with the comment.
"""

from articles.comments.checks.answered import answered
from articles.comments.checks.banned import banned
from articles.comments.checks.closed import closed
from articles.comments.checks.form_time import form_time
from articles.comments.checks.honeypot import honeypot
from articles.comments.checks.identity import identity
from articles.comments.checks.imitation import imitation
from articles.comments.checks.length import length
from articles.comments.checks.links import links
from articles.comments.checks.newcomers import newcomers
from articles.comments.checks.policy import policy
from articles.comments.checks.proof_of_work import proof_of_work
from articles.comments.checks.rate import rate
from articles.comments.checks.refusals import refusals
from articles.comments.checks.repeated import repeated
from articles.comments.checks.verdicts import Outcome
from articles.comments.checks.warned import warned
from articles.comments.checks.words import words

CHECKS = [
    identity,  # where it is required, a comment without a person has no name yet, which `length` would miss
    length,
    closed,
    answered,
    banned,
    warned,
    honeypot,
    proof_of_work,
    form_time,
    repeated,
    rate,
    imitation,
    links,
    words,
    newcomers,
    refusals,
    policy,
]


def verdicts_on(attempt):
    """Return {name of a check: verdict}, up to the first refusal."""
    verdicts = {}
    for check in CHECKS:
        verdicts[check.__name__] = check(attempt)
        if verdicts[check.__name__].outcome == Outcome.REFUSE:
            break
    return verdicts
