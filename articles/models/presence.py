"""Who has an edition open at the desk, and in which block they are."""

from django.conf import settings
from django.db import models

from newsroom.editions.fields import StoredEditionField


class Presence(models.Model):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    language = StoredEditionField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    block = models.CharField(max_length=16, blank=True)
    """The id of a block, the name of a field, or ""."""
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "language", "user"], name="presence_once")]

    def __str__(self):
        return f"{self.user_id}: {self.article_id} {self.language} {self.block}"
