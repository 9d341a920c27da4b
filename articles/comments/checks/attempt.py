"""A comment that somebody tries to post, with what the checks have to know about it."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, Q

from articles.comments import rules
from articles.comments.models import Comment, RecentComment
from articles.comments.words.current import finder

MINUTE = datetime.timedelta(minutes=1)


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
        """Count, with one query, what has just come from the sender and under the story."""
        own, here, same = Q(sender=self.sender), Q(article=self.comment.article), Q(text_hash=self.text_hash)
        own = own if self.sender else Q(pk=None)
        last, slow = Q(sent_at__gt=self.now - MINUTE), Q(sent_at__gt=self.now - self.slow)
        return RecentComment.objects.filter(own | here).aggregate(
            again=Count("pk", own & here & same),
            same=Count("pk", same),
            own=Count("pk", own & last),
            slow=Count("pk", own & here & slow),
            here=Count("pk", here & last & Q(is_proved=False)),
            proved=Count("pk", here & last & Q(is_proved=True)),
        )

    proof = None
    """The proof of work, set by its check."""
    is_proved = False
    """Whether there is one, or none is needed."""
