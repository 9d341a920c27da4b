"""The writer of a comment wants a mail when somebody answers it."""

from django.db import models

from articles.comments.models.comment import Comment


class ReplyWish(models.Model):
    """It has no address: that is the confirmed contact of the person."""

    comment = models.OneToOneField(Comment, models.CASCADE, related_name="reply_wish")
    told_on = models.DateField(null=True)
    told = models.PositiveSmallIntegerField(default=0)
    """How many mails there were on that day."""

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.comment_id}"
