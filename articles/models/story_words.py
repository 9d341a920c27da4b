"""What the desk's search looks through: headlines and leads of a story in all editions, live and in drafts."""

from django.db import models


class StoryWordsQuerySet(models.QuerySet):
    def matching(self, patterns):
        """Return the rows that match each of some regular expressions, in any letter case."""
        found = self
        for pattern in patterns:
            found = found.filter(words__iregex=pattern)
        return found


class StoryWords(models.Model):
    """One row a story, so that PostgreSQL has one index of all words. `articles/words_triggers.py` writes it.

    The index is made by `articles/trigrams.py`, where the server has the extension for it.
    """

    article = models.OneToOneField("articles.Article", models.DO_NOTHING, related_name="+", primary_key=True)
    words = models.TextField()

    objects = StoryWordsQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.article_id)
