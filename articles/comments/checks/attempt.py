"""A comment that somebody tries to post, with what the checks have to know about it."""

import datetime
from dataclasses import dataclass, field

from django.utils.functional import cached_property  # that of Python 3.11 lets all threads wait for one's query

from articles.comments import proofs, rules
from articles.comments.checks.identity import is_identified
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
    def proof(self):
        """The proof of work; None if there is no valid one, or none is asked for."""
        difficulty = 0 if is_identified(self) else self.settings.difficulty
        return proofs.proof_in(self.guards, difficulty, self.now) if difficulty else None

    @property
    def is_proved(self):
        """Whether it is counted apart from what any program can send."""
        return is_identified(self) or self.proof is not None

    @property
    def most_here(self):
        """How many comments like this one may come under the story in a minute."""
        return self.settings.most_proved if self.is_proved else self.settings.most_under_story

    @cached_property
    def recent(self):
        return recent_of(self)
