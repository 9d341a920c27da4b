"""How often an edition of a story was read on a day. It says nothing about readers, and is forgotten after a month."""

from datetime import timedelta

from django.db import models
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editions.registry import EDITIONS

KEPT_FOR = timedelta(days=31)


class ReadCountQuerySet(models.QuerySet):
    def last_days(self, number):
        """Return the counts of today and the days before it, `number` in all."""
        return self.filter(day__gt=timezone.localdate() - timedelta(days=number))

    def outdated(self):
        return self.filter(day__lt=timezone.localdate() - KEPT_FOR)

    def most_read(self, most):
        """Return [(id of a story, reads)] of these counts, in all editions together."""
        sums = self.values("article").annotate(total=Sum("reads")).order_by("-total", "-article")
        return [(row["article"], row["total"]) for row in sums[:most]]

    def by_edition(self, pks):
        """Return {id of a story: [(code of an edition, reads)]}, the most read edition first."""
        sums = self.filter(article__in=pks).values("article", "language").annotate(total=Sum("reads"))
        found = {}
        for row in sums.order_by("-total", "language"):
            found.setdefault(row["article"], []).append((row["language"], row["total"]))
        return found


class ReadCount(models.Model):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="read_counts", db_index=False)
    language = models.CharField(max_length=10, choices=[(edition.code, edition.autonym) for edition in EDITIONS])
    """The edition, also one in another alphabet."""
    day = models.DateField()
    reads = models.PositiveIntegerField()

    objects = ReadCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("reads of a day")
        verbose_name_plural = _("reads of days")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "language", "day"], name="read_count_once")]
        indexes = [models.Index(fields=["day", "article", "language", "reads"], name="read_count_by_day")]

    def __str__(self):
        return f"{self.article_id} [{self.language}] {self.day}: {self.reads}"
