"""A comment that somebody tries to post, with what the checks have to know about it."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from articles.comments import rules
from articles.comments.models import Comment
from articles.comments.recent import recent_of
from articles.comments.words.current import finder


@dataclass
class Attempt:
    comment: Comment
    sender: str | None
    """A hash of the network address that changes every day; None if the address is not known."""
    text_hash: str
    now: datetime.datetime
    values: object
    """`CachedValues`."""
    guards: dict = field(default_factory=dict)
    """The fields of the form that only programs fill in, and those that only scripts do."""

    address: str | None = None
    """The network address, which is not stored."""

    @cached_property
    def settings(self):
        return self.values.get(rules.comment_settings)

    @cached_property
    def rules(self):
        return rules.rules_of(self.comment.article, self.values)

    @property
    def finder(self):
        return self.values.get(finder)

    @property
    def slow(self):
        return datetime.timedelta(seconds=self.rules.slow_seconds)

    @cached_property
    def recent(self):
        return recent_of(self)

    proof = None
    """The proof of work, set by its check."""
    is_proved = False
    """Whether there is one, or none is needed."""
