"""Which moderator has a comment on the screen, so that no other gets it (`desk/leases.py`)."""

from django.conf import settings
from django.db import models

from articles.comments.models.comment import Comment


class Lease(models.Model):
    comment = models.OneToOneField(Comment, models.CASCADE, related_name="lease")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()
    """The latest end of its pages."""
    pages = models.JSONField(default=dict)
    """{token of a page of the holder that shows the comment: when it ends, in seconds of the epoch}"""

    def __str__(self):
        return f"{self.comment_id}: {self.holder_id} until {self.until:%H:%M:%S}"
