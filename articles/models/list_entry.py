"""The order of the stories of a tag or an author."""

from django.db import models
from django.db.models import Q

from articles.models.article_queries import within
from newsroom import editions
from newsroom.editions.fields import StoredEditionField


class ListEntryQuerySet(models.QuerySet):
    def ids(self, days=None, **owner):
        """Return the ids of the stories of a tag or an author in the active edition, newest first: `ids(tag=…)`.

        `days` are the first and the last day of publication. Not all are visible to readers yet.
        """
        listed = owner | (within("published_at", *days) if days else {})
        entries = self.filter(**listed, language=editions.active().stored_in)
        return entries.order_by("-published_at", "-article_id").values_list("article", flat=True)


class ListEntry(models.Model):
    """A published edition of a story in the list of one of its tags or authors.

    It repeats the time of publication so that one index holds each list in its order. A page of a list then costs the
    same however long the list is. Database triggers maintain the entries (`articles/list_triggers.py`). They only
    determine which stories are looked up and in which order. What readers may see is decided by `published()`.

    The triggers also delete them, so Django need not: it would load all of them, and list them on the desk's pages that
    ask whether to delete a tag.
    """

    article = models.ForeignKey("articles.Article", models.DO_NOTHING, related_name="list_entries")
    tag = models.ForeignKey("articles.Tag", models.DO_NOTHING, related_name="list_entries", null=True)
    author = models.ForeignKey("articles.Author", models.DO_NOTHING, related_name="list_entries", null=True)
    language = StoredEditionField()
    published_at = models.DateTimeField()

    objects = ListEntryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language", "tag"], condition=Q(tag__isnull=False), name="list_entry_once_a_tag"
            ),
            models.UniqueConstraint(
                fields=["article", "language", "author"],
                condition=Q(author__isnull=False),
                name="list_entry_once_an_author",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tag", "language", "-published_at", "-article"],
                condition=Q(tag__isnull=False),
                name="list_entry_by_tag",
            ),
            models.Index(
                fields=["author", "language", "-published_at", "-article"],
                condition=Q(author__isnull=False),
                name="list_entry_by_author",
            ),
        ]

    def __str__(self):
        return f"{self.tag or self.author}: {self.article} [{self.language}]"
