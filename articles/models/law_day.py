"""Days on which the law keeps some material back: election silence, opinion polls before a vote, days of mourning."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from newsroom.content.natural_keys import has_a_name, new_key
from newsroom.content.visible_text import is_visible
from newsroom.database.table_versions import versioned
from newsroom.editions.columns import columns
from newsroom.editions.names import name_at_desk, texts_of
from newsroom.editions.untranslated import TranslatedQuerySet


class Matter(models.TextChoices):
    """What a day is about. A story is marked with it by the field in `MARKS`."""

    AGITATION = "agitation", _("election campaigning")
    POLL = "poll", _("opinion poll")
    ENTERTAINMENT = "entertainment", _("entertainment")


MARKS = {Matter.AGITATION: "has_agitation", Matter.POLL: "has_poll", Matter.ENTERTAINMENT: "is_entertainment"}


class Marked(models.Model):
    """The marks of a story. `articles/law_days.py` says what follows from them."""

    has_agitation = models.BooleanField(
        Matter.AGITATION.label,
        default=False,
        help_text=_(
            "For this mark and the next two: on days of silence that concern it, the story is not published and its"
            " comments are closed."
        ),
    )
    has_poll = models.BooleanField(Matter.POLL.label, default=False)
    is_entertainment = models.BooleanField(Matter.ENTERTAINMENT.label, default=False)

    class Meta:
        abstract = True

    @property
    def matters(self):
        """Return the set of `Matter`s that it is marked with."""
        return {matter for matter, mark in MARKS.items() if getattr(self, mark)}


class LawDayQuerySet(TranslatedQuerySet):
    def get_by_natural_key(self, key):
        return self.get(key=key)


@versioned
class LawDay(models.Model):
    """A time from `starts_at`, included, to `ends_at`, not included. Only `editorial/law_calendar.py` writes rows."""

    key = models.SlugField(_("key"), unique=True, default=new_key, editable=False)
    name = models.CharField(
        _("name"), max_length=120, help_text=_("Readers see it below a story whose comments are closed.")
    )
    matter = models.CharField(_("what it concerns"), max_length=20, choices=Matter.choices)
    starts_at = models.DateTimeField(_("begins"), help_text=_("Almaty time."))
    ends_at = models.DateTimeField(
        _("ends"), help_text=_("Almaty time. For a whole day, enter midnight at the beginning of the next one.")
    )

    objects = LawDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("day of silence")
        verbose_name_plural = _("days of silence")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            has_a_name(),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="law_day_has_an_end"),
        ]

    def __str__(self):
        return name_at_desk(texts_of(self, "name")) or self.get_matter_display()

    def natural_key(self):
        return (self.key,)

    def clean(self):
        if not any(is_visible(getattr(self, name) or "") for name in columns("name")):
            raise ValidationError(_("Enter a name in at least one language."))
        if self.starts_at and self.ends_at and self.starts_at >= self.ends_at:
            raise ValidationError({"ends_at": _("The end has to be later than the beginning.")})

    def holds_at(self, moment):
        return self.starts_at <= moment < self.ends_at
