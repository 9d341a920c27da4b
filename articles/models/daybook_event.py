"""The daybook: what happens on which day, who goes there, and which stories were made of it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.content.not_blank import is_not_blank

DAY = timedelta(days=1)
ASSUMED = timedelta(hours=1)
"""How long an event lasts if nobody has said it."""


class DaybookEventQuerySet(models.QuerySet):
    def of_days(self, first, last):
        """Return the events of these days, both included: of each day first those without an hour."""
        return self.filter(day__gte=first, day__lte=last).order_by("day", F("starts").asc(nulls_first=True), "pk")

    def ahead_for(self, person):
        """Return the events from today on to which somebody goes, as a writer or with a camera."""
        mine = self.filter(Q(people=person) | Q(photographer=person), day__gte=timezone.localdate())
        return mine.distinct().order_by("day", "pk")


class DaybookEvent(models.Model):
    """Days and hours are those of a calendar on a wall: a session at ten stays at ten if the time zone changes."""

    what = models.CharField(_("what"), max_length=200)
    where = models.CharField(_("where"), max_length=200, blank=True)
    day = models.DateField(_("day"), db_index=True)
    starts = models.TimeField(_("begins"), null=True, blank=True, help_text=_("Empty: the whole day."))
    ends = models.TimeField(
        _("ends"), null=True, blank=True, help_text=_("Earlier than the beginning: on the next day.")
    )
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("Who goes"), related_name="daybook_events", blank=True
    )
    needs_photo = models.BooleanField(_("a photo is needed"), default=False)
    photographer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("Photographer"),
        related_name="photographed_events",
        null=True,
        blank=True,
    )
    note = models.TextField(_("details"), blank=True)
    stories = models.ManyToManyField(
        "articles.Article", verbose_name=_("stories"), related_name="daybook_events", blank=True
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("made by"),
        related_name="+",
        null=True,
        editable=False,
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects = DaybookEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned event")
        verbose_name_plural = _("planned events")
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=is_not_blank("what"), name="daybook_event_has_a_name"),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(starts__isnull=False),
                name="daybook_event_starts",
                violation_error_message=_("An event that ends at an hour begins at one."),
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(starts=None) | ~Q(ends=F("starts")),
                name="daybook_event_lasts",
                violation_error_message=_("The event ends when it begins."),
            ),
        ]

    def __str__(self):
        return self.what

    @property
    def begins_at(self):
        start = datetime.min.time() if self.starts is None else self.starts
        return timezone.make_aware(datetime.combine(self.day, start))

    @property
    def ends_at(self):
        if self.starts is None:
            return timezone.make_aware(datetime.combine(self.day + DAY, datetime.min.time()))
        if self.ends is None:
            return self.begins_at + ASSUMED
        day = self.day if self.ends > self.starts else self.day + DAY
        return timezone.make_aware(datetime.combine(day, self.ends))
