"""What readers have said below one edition of a story, as a whole."""

from django.db import models

from articles.comments.models.comment import Comment
from newsroom.editions.fields import StoredEditionField


class Discussion(models.Model):
    """The discussion below one edition of a story. It exists once somebody has decided about a comment.

    A page reads the rows of its story with one query. So it knows how many comments there are, in other editions too,
    and asks for no comments where there are none. Triggers count (`count_triggers.py`).
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="discussions")
    language = StoredEditionField()
    shown = models.PositiveIntegerField(default=0)
    pinned = models.ForeignKey(Comment, models.SET_NULL, related_name="+", null=True, blank=True)
    """The comment that stands above all others."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "language"], name="one_discussion_of_an_edition")]

    def __str__(self):
        return f"{self.article_id} {self.language}: {self.shown}"
