"""What a check says about a comment: pass, hold it for a moderator, or refuse it with a message for its writer."""

from dataclasses import dataclass
from enum import IntEnum


class Outcome(IntEnum):
    """The strongest of a comment's outcomes decides."""

    PASS = 0
    HOLD = 1
    REFUSE = 2


@dataclass(frozen=True)
class Verdict:
    outcome: Outcome
    reason: str = ""
    """One of `REASONS` in `urgency.py`. The desk has words for it."""
    found: tuple = ()
    """Where: (name of the field, start, end, what was found there, id of a rule or None)."""
    message: str = ""
    status: int = 400
    warning: int | None = None
    """The id of a warning that the writer has to acknowledge."""
    field: str | None = None
    """The field of the form that is wrong, if it is one."""
    wait: int | None = None
    """Seconds after which the same comment may be taken."""

    def as_json(self):
        """Return what is kept with the comment; True for a check that was passed."""
        if self.outcome == Outcome.PASS:
            return True
        return {"reason": self.reason} | ({"found": [list(place) for place in self.found]} if self.found else {})


PASSED = Verdict(Outcome.PASS)


def hold(reason, found=()):
    return Verdict(Outcome.HOLD, reason, tuple(found))


def refuse(reason, message, *, found=(), **more):
    return Verdict(Outcome.REFUSE, reason, tuple(found), message, **more)
