"""What the newsroom is working on. What readers have is in the columns of the article."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.editions.fields import StoredEditionField


class Work(models.TextChoices):
    """What the newsroom is doing with a draft."""

    WRITING = "writing", _("draft")
    IN_REVIEW = "in_review", _("in review")
    READY = "ready", _("ready")


class ChangedRow(models.Model):
    """A row whose changes are counted. `version` grows by one with each change and never goes back."""

    version = models.PositiveIntegerField(_("version"), default=0)
    live_version = models.PositiveIntegerField(_("published version"), null=True)
    """The version whose content readers have, or would have again: null if it was never published."""
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("changed by"), related_name="+", null=True
    )
    changed_at = models.DateTimeField(_("changed"), null=True)

    class Meta:
        abstract = True

    @property
    def is_changed(self):
        """Whether it differs from what readers have."""
        return self.version != self.live_version


class Draft(ChangedRow):
    """The words of one edition as the newsroom has them. Everyone who works on the edition shares this row.

    It stays after publication, so that versions are counted on and blocks keep their ids.
    """

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, verbose_name=_("article"), related_name="drafts", editable=False
    )
    language = StoredEditionField(_("edition"), editable=False)
    # A draft takes a headline of any length. Publication refuses one that is too long.
    title = models.TextField(_("headline"), blank=True)
    lead = models.TextField(_("lead"), blank=True)
    slug = models.TextField(_("address"), blank=True)
    source_name = models.TextField(_("source"), blank=True)
    blocks = models.JSONField(_("text"), default=list, blank=True)
    """The text as [[id, clean HTML of a top-level element], …]. An id stays with its block (`editorial/blocks.py`)."""
    state = models.CharField(_("state"), max_length=20, choices=Work.choices, default=Work.WRITING)
    publish_at = models.DateTimeField(_("publish at"), null=True, blank=True)
    """The time that was chosen for a publication which has not been ordered yet."""
    revision = models.PositiveIntegerField(_("based on publication No."), default=0)
    """The number of the revision that it started from; 0 if there is none."""

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [models.UniqueConstraint(fields=["article", "language"], name="draft_once")]

    def __str__(self):
        return f"{self.article}: {self.language}"

    @property
    def has_words(self):
        return bool(self.title or self.lead or self.blocks)


class SharedDraft(ChangedRow):
    """The fields that all editions of a story share, as the newsroom has them (`editorial/shared_fields.py`)."""

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, verbose_name=_("article"), related_name="shared_draft", editable=False
    )
    values = models.JSONField(_("fields"), default=dict, blank=True)

    class Meta:
        verbose_name = _("draft of shared fields")
        verbose_name_plural = _("drafts of shared fields")

    def __str__(self):
        return str(self.article)


class OfDraft(models.Model):
    """A row about a draft. It refers to the story, because a draft that nobody has changed has no row."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, verbose_name=_("article"), related_name="+", editable=False
    )
    language = models.CharField(_("edition"), max_length=10, blank=True, editable=False)
    """The edition; "" for the fields that all editions share."""

    class Meta:
        abstract = True


class DraftChange(OfDraft):
    """One saved change, with what undoes it. So the content of each earlier version can be restored."""

    version = models.PositiveIntegerField(_("version"))
    undo = models.JSONField(default=dict)
    """A change as in `editorial/merge.py`: applied to the content of `version`, it gives the version before."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    at = models.DateTimeField()
    is_discarding = models.BooleanField(default=False)
    """Whether somebody has discarded what was changed since the last publication."""

    class Meta:
        indexes = [models.Index(fields=["-at"], name="draft_change_at")]
        constraints = [models.UniqueConstraint(fields=["article", "language", "version"], name="draft_change_once")]

    def __str__(self):
        return f"{self.article_id} {self.language}: {self.version}"


class SentChange(OfDraft):
    """A request that changed a draft. If its answer is lost, the browser sends it again and gets the same answer."""

    request = models.CharField(max_length=40)
    """What the browser made up for this request alone."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    """The version of the draft in the answer."""
    conflicts = models.JSONField(default=list)
    """The ids of the conflicts in the answer."""
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "language", "by", "request"], name="sent_change_once")
        ]

    def __str__(self):
        return f"{self.article_id} {self.language}: {self.request}"


class DraftConflict(OfDraft):
    """One part of a draft that two people changed at once. The draft has `theirs`, and `mine` waits for a decision."""

    part = models.CharField(_("part"), max_length=60)
    """The name of a field or the id of a block."""
    base = models.JSONField(null=True)
    mine = models.JSONField(null=True)
    theirs = models.JSONField(null=True)
    """Null where the part did not exist, or was removed."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("whose version waits"), related_name="+", null=True
    )
    other = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("whose version was first"),
        related_name="+",
        null=True,
    )
    at = models.DateTimeField(_("when"))
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at"], name="draft_conflict_at")]

    def __str__(self):
        return f"{self.article_id} {self.language}: {self.part}"
