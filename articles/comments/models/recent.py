"""What the limits of posting know."""

from django.db import models


class RecentComment(models.Model):
    """What the limits of `posting.py` have to know about comments of the last minutes. Nothing else refers to it."""

    article = models.ForeignKey(
        "articles.Article",
        models.CASCADE,
        related_name="+",
        db_index=False,  # an index below begins with it
    )
    sender = models.CharField(max_length=64, null=True)
    text_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField(db_index=True)
    is_proved = models.BooleanField(default=False, db_default=False)
    """Whether the sender's browser has proved work."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "text_hash"], name="comment_once_under_story"),
            models.UniqueConstraint(fields=["sender", "text_hash"], name="comment_once_from_sender"),
        ]
        indexes = [models.Index(fields=["article", "is_proved", "sent_at"], name="recent_under_story")]

    def __str__(self):
        return f"{self.article_id} {self.sent_at:%H:%M:%S}"


class RecentRefusal(models.Model):
    """A comment of a sender was refused for its words in the last hour."""

    sender = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"{self.at:%H:%M:%S}"


class SpentProof(models.Model):
    """A proof of work that a comment was sent with. It counts once."""

    key = models.CharField(max_length=64, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.key
