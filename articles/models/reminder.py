"""What somebody wants to be reminded of, and on which day. Only they see it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom import editions
from newsroom.editions.fields import StoredEditionField


class ReminderQuerySet(models.QuerySet):
    def open_of(self, person):
        return self.filter(person=person, done_at=None).order_by("due_on", "pk")

    def due_for(self, person):
        """Return what to remind somebody of today: what is due, and what they have not done since it was."""
        return self.open_of(person).filter(due_on__lte=timezone.localdate())


class Reminder(models.Model):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="reminders", editable=False)
    language = StoredEditionField(_("edition"), blank=True, editable=False)
    """The edition; "" for the story."""
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders", editable=False)
    due_on = models.DateField(_("day"))
    note = models.CharField(_("what about"), max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        default_permissions = ()
        indexes = [models.Index(fields=["person", "due_on"], condition=models.Q(done_at=None), name="reminder_open")]

    def __str__(self):
        return f"{self.article_id} {self.due_on}: {self.note}"

    @property
    def edition(self):
        return editions.BY_CODE.get(self.language)
