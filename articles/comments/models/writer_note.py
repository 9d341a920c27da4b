"""What moderators note about the writer of comments, and when they want to look at them again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WriterNoteQuerySet(models.QuerySet):
    def due(self):
        """Return the notes that a moderator should look at today."""
        return self.filter(look_on__lte=timezone.localdate(), done_at=None)


class WriterNote(models.Model):
    person = models.ForeignKey(
        "commenters.Commenter", models.CASCADE, verbose_name=_("commenter"), related_name="notes", null=True
    )
    origin = models.CharField(max_length=48, blank=True, editable=False)
    """The network of somebody who has not signed in (`origins.py`). Such a note is deleted when that is forgotten."""
    text = models.TextField(
        _("note"), max_length=1000, help_text=_("The person can read it in a copy of their own data.")
    )
    look_on = models.DateField(_("look again on"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("noted by"), related_name="+", null=True
    )
    at = models.DateTimeField(_("noted"))
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("looked at by"), related_name="+", null=True
    )
    done_at = models.DateTimeField(_("looked at"), null=True)

    objects = WriterNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note on a writer of comments")
        verbose_name_plural = _("notes on writers of comments")
        default_permissions = ("change", "view")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["look_on"], name="note_to_look_at", condition=Q(done_at=None, look_on__isnull=False)),
            models.Index(fields=["origin"], name="note_of_origin", condition=~Q(origin="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) & ~Q(origin="") | Q(person__isnull=False, origin=""),
                name="note_of_one_person_or_network",
            )
        ]

    def __str__(self):
        return self.text[:60]
