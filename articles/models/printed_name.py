"""Names that an edition has printed, and in which stories: what the hints of the edit page compare names with."""

from django.db import models
from django.db.models import Exists, OuterRef

from articles.models.article import Article
from newsroom.editions.fields import StoredEditionField


class PrintedNameQuerySet(models.QuerySet):
    def public(self, article=None):
        """Those that stand in a story which readers of the active edition may see, other than `article`."""
        stories = Article.objects.published().exclude(pk=article and article.pk)
        return self.filter(Exists(stories.filter(name_mentions__name=OuterRef("pk"))))

    def near(self, keys, fields):
        """Return the `fields` of those with one of some keys. With OR, SQLite would read all names of the edition."""
        first, second = (self.filter(**{f"{name}__in": keys}) for name in ("near_first", "near_second"))
        return first.values_list(*fields).union(second.values_list(*fields))


class PrintedName(models.Model):
    """Two words of a name, whatever their order and endings. A row without a public story counts as never printed."""

    language = StoredEditionField()
    first = models.CharField(max_length=90)
    second = models.CharField(max_length=90)
    """The roots of both words, in their order by letters (`newsroom/names/pairs.py`)."""
    form = models.CharField(max_length=90)
    """As it was printed: the shortest form, which has the fewest endings."""
    near_first = models.CharField(max_length=10)
    near_second = models.CharField(max_length=10)
    is_sure = models.BooleanField(default=False)
    """Whether it stood within a sentence. The first word of a sentence is capitalised, but may be no name."""

    objects = PrintedNameQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["language", "first", "second"], name="printed_name_once")]
        indexes = [
            models.Index(fields=["language", "second"], name="printed_name_second"),
            models.Index(fields=["language", "near_first"], name="printed_name_near_first"),
            models.Index(fields=["language", "near_second"], name="printed_name_near_second"),
        ]

    def __str__(self):
        return f"{self.form} [{self.language}]"


class NameMention(models.Model):
    """A published edition of a story in which a name stands. `articles/editorial/printed_names.py` writes the rows.

    A trigger deletes them with the story (`articles/name_triggers.py`).
    """

    name = models.ForeignKey(PrintedName, models.CASCADE, related_name="mentions")
    article = models.ForeignKey("articles.Article", models.DO_NOTHING, related_name="name_mentions")
    published_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "name"], name="name_mention_once")]
        indexes = [models.Index(fields=["name", "-published_at"], name="name_mention_newest")]

    def __str__(self):
        return f"{self.name}: {self.article_id}"
