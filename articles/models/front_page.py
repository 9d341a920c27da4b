"""What editors place on the front page themselves: the top, the editor's choice, and one line of breaking news."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.content.natural_keys import NaturalPair, PairQuerySet
from newsroom.database.table_versions import versioned
from newsroom.editions.fields import StoredEditionField
from newsroom.editions.untranslated import TranslatedQuerySet

MAX_DURATION = datetime.timedelta(hours=24)
SECOND, BESIDE = 3, 2
"""Numbers of stories at the top besides the lead story: in the next column, and below its headline."""
TOP = 1 + SECOND + BESIDE
"""The numbered places at the top: 1 is the lead story, then come the second ones, then those beside."""


@versioned
class FrontPick(NaturalPair):
    """A story of the editor's choice. `position` is its order on the front page."""

    natural_fields = ("article",)

    position = models.PositiveSmallIntegerField(_("position"), default=1)
    article = models.OneToOneField(
        "articles.Article", models.CASCADE, verbose_name=_("article"), related_name="front_pick"
    )

    class Meta:
        verbose_name = _("editor's choice")
        verbose_name_plural = _("editor's choice")
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.position}. {self.article}"

    def clean(self):
        validate_not_paid(self)


class FrontSlotQuerySet(models.QuerySet):
    def get_by_natural_key(self, language, position):
        return self.get(language=language, position=position)


@versioned
class FrontSlot(models.Model):
    """A story that an editor placed at the top of an edition's front page. Other places there are filled by time.

    Rows whose time is over have no effect. Only `articles/editorial/front_slots.py` writes them.
    """

    language = StoredEditionField(_("edition"))
    position = models.PositiveSmallIntegerField(_("position"))
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, verbose_name=_("article"), related_name="front_slots"
    )
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = FrontSlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("place on the front page")
        verbose_name_plural = _("places on the front page")
        ordering = ["language", "position"]
        constraints = [
            models.UniqueConstraint(fields=["language", "position"], name="front_slot_once"),
            models.UniqueConstraint(fields=["language", "article"], name="front_slot_story_once"),
            models.CheckConstraint(condition=Q(position__range=(1, TOP)), name="front_slot_at_the_top"),
        ]

    def __str__(self):
        return f"{self.language} {self.position}. {self.article}"

    def natural_key(self):
        return (self.language, self.position)


class Seconds(models.Func):
    """Whole seconds since 1970, in plain SQL.

    On SQLite, Django's date arithmetic calls Python functions. With a check constraint that uses them, no other
    program could write to the table, for instance to restore a dump.
    """

    output_field = models.BigIntegerField()
    template = "FLOOR(EXTRACT(EPOCH FROM %(expressions)s))"
    arity = 1

    def as_sqlite(self, compiler, connection, **context):
        template = "CAST(STRFTIME('%%%%s', %(expressions)s) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)


class BreakingLineQuerySet(TranslatedQuerySet, PairQuerySet):
    def running(self):
        return self.filter(until__gt=timezone.now())


def in_three_hours():
    return timezone.now() + datetime.timedelta(hours=3)


@versioned
class BreakingLine(NaturalPair):
    """One line above everything else on a page. It expires by itself, after a day at the latest."""

    natural_fields = ("article",)

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, verbose_name=_("article"), related_name="breaking_line"
    )
    text = models.CharField(
        _("line"), max_length=120, blank=True, help_text=_("Leave empty to show the headline of the story.")
    )
    until = models.DateTimeField(
        _("until"), default=in_three_hours, help_text=_("Almaty time, within 24 hours. Set a past time to end it.")
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True, db_default=Now())

    objects = BreakingLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("breaking news")
        verbose_name_plural = _("breaking news")
        ordering = ["-until", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=LessThanOrEqual(
                    Seconds("until"), Seconds("changed_at") + MAX_DURATION // datetime.timedelta(seconds=1)
                ),
                name="breaking_line_within_a_day",
            )
        ]

    def __str__(self):
        return str(self.article)

    def clean(self):
        validate_not_paid(self)
        if self.until and self.until > timezone.now() + MAX_DURATION:
            raise ValidationError({"until": _("Breaking news must end within 24 hours.")})


def validate_not_paid(row):
    if row.article_id and row.article.is_paid:
        raise ValidationError({"article": _("Paid stories cannot be placed here.")})
