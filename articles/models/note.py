"""Notes of the newsroom on words of a draft. They are never part of the text, so that readers can't get them."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from newsroom.editions.fields import StoredEditionField


class NoteQuerySet(models.QuerySet):
    def unresolved(self):
        return self.filter(resolved_at=None)

    def waiting_for(self, user):
        """Return the unresolved notes to somebody, and their own ones with an answer, unless they had the last word."""
        answers = NoteAnswer.objects.filter(note=OuterRef("pk")).order_by("-at", "-pk")
        notes = self.unresolved().annotate(last_by=Subquery(answers.values("by")[:1]))
        is_answered = Q(by=user, last_by__isnull=False)
        return notes.filter(Q(to=user) | is_answered).exclude(Q(last_by=user, last_by__isnull=False))

    def in_edition(self, article, edition):
        return self.filter(article=article.pk, language=edition.code)


class Note(models.Model):
    """A note on words of one edition, or on all of it. `editorial/anchors.py` finds the words in the present draft."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="notes", editable=False)
    language = StoredEditionField(_("edition"), editable=False)
    block = models.CharField(max_length=20, blank=True, editable=False)
    """The id of a block of the text, or "title" or "lead"; "" for a note on the whole edition."""
    quotation = models.TextField(blank=True, editable=False)
    """The words that it is about; "" for all of the block."""
    before = models.CharField(max_length=40, blank=True, editable=False)
    after = models.CharField(max_length=40, blank=True, editable=False)
    """What stood around the words in their block. It tells equal words apart."""
    unique_in = models.CharField(max_length=10, blank=True, editable=False)
    """Where the words were only once: in the "text", in their "part", or "" in neither; "gone" if they have gone."""
    preceding = models.JSONField(default=list, blank=True, editable=False)
    """The blocks before its own, the nearest first. The note moves to one of them if its block goes."""
    text = models.TextField(_("note"), blank=True)
    """Empty if a reader has only reported the words."""
    selected = models.TextField(blank=True, default="", editable=False)
    """The words that a reader has reported and that were not in the text."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False)
    """Null if a reader wrote it, or if the account was deleted."""
    is_from_reader = models.BooleanField(default=False, editable=False)
    times = models.PositiveIntegerField(default=1, editable=False)
    """How many readers have reported the same."""
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("to whom"), related_name="+", null=True, blank=True
    )
    at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)
    """When it was last answered, resolved or reopened: open pages learn from it that there is news."""
    resolved_at = models.DateTimeField(null=True, editable=False)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        default_permissions = ()
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["to"], condition=Q(resolved_at=None), name="note_waiting"),
            models.Index(fields=["by"], condition=Q(resolved_at=None), name="note_asked"),
            models.Index(
                fields=["-changed_at"], condition=Q(resolved_at=None, is_from_reader=True), name="note_of_reader"
            ),
        ]

    def __str__(self):
        return f"{self.article_id} {self.language}: {self.text[:40]}"

    @property
    def is_resolved(self):
        return self.resolved_at is not None


class RecentReport(models.Model):
    """What the limits of `reported_mistakes.py` have to know of the last minutes. Nothing else refers to it."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="+")
    sender = models.CharField(max_length=64, null=True)
    sent_at = models.DateTimeField(db_index=True)
    """The last time."""
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "sender"], name="report_once_from_sender")]

    def __str__(self):
        return f"{self.note_id} {self.sent_at:%H:%M:%S}"


class NoteAnswer(models.Model):
    note = models.ForeignKey(Note, models.CASCADE, related_name="answers", editable=False)
    text = models.TextField(_("answer"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False)
    at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("answer to a note")
        verbose_name_plural = _("answers to notes")
        default_permissions = ()
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.note_id}: {self.text[:40]}"
