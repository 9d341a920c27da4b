from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom import editions
from newsroom.content.natural_keys import KeyedQuerySet, new_key
from newsroom.editions.fields import StoredEditionField


class CorrectionKind(models.TextChoices):
    UPDATE = "update", _("Update")
    CLARIFICATION = "clarification", _("Clarification")
    CORRECTION = "correction", _("Correction")
    RETRACTION = "retraction", _("Retraction")


class CorrectionQuerySet(KeyedQuerySet):
    def in_edition(self, edition):
        """Return the corrections shown in `edition`. A derived edition shows those of its source."""
        return self.filter(language=edition.stored_in)

    def for_list(self):
        """Those of stories that readers of the active edition can see now, the newest first, with their headlines."""
        stories = self.model._meta.get_field("article").related_model.objects
        is_public = Exists(stories.published().filter(pk=OuterRef("article")))
        headlines = Prefetch("article", stories.for_lines())
        shown = self.in_edition(editions.active()).filter(is_public)
        return shown.order_by("-corrected_at", "-pk").prefetch_related(headlines)


class Correction(models.Model):
    """A note with one edition of a story: what was changed after publication, and when. It is shown permanently."""

    key = models.SlugField(_("key"), unique=True, default=new_key, editable=False)
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, verbose_name=_("article"), related_name="corrections"
    )
    language = StoredEditionField(_("edition"))
    kind = models.CharField(
        _("kind of change"), max_length=13, choices=CorrectionKind.choices, default=CorrectionKind.CORRECTION
    )
    text = models.TextField(_("what was wrong and what is correct"), max_length=600)
    corrected_at = models.DateTimeField(_("corrected"), default=timezone.now)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["corrected_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=CorrectionKind.values), name="correction_kind_is_known")
        ]
        indexes = [models.Index(fields=["language", "-corrected_at", "-id"], name="correction_newest")]

    def __str__(self):
        return self.text

    def natural_key(self):
        return (self.key,)

    @property
    def is_retraction(self):
        return self.kind == CorrectionKind.RETRACTION
