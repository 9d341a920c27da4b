"""Readers' comments on stories. A comment is public only after a moderator has approved it.

A comment that answers none begins a thread. The thread has all answers to it, to answers to it, and so on.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from newsroom.alphabets import is_russian
from newsroom.alphabets.russian import KAZAKH_LETTERS
from newsroom.editions.fields import StoredEditionField


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")
    HIDDEN = "hidden", _("hidden")
    REMOVED = "removed", _("removed by its writer")


class Voice(models.TextChoices):
    """As whom somebody comments. The desk decides this; a name proves nothing."""

    READER = "reader", _("reader")
    AUTHOR = "author", _("the story's author")
    NEWSROOM = "newsroom", _("the editors")


class CommentQuerySet(models.QuerySet):
    def get_by_natural_key(self, article, language, name, sent_at):
        return self.get(article__key=article, language=language, name=name, sent_at=sent_at)

    def waiting(self):
        return self.filter(state=State.WAITING)

    def shown_in(self, edition):
        """Return the approved comments shown in an edition. Editions of one language share their comments."""
        return self.filter(language=edition.stored_in, state=State.APPROVED)

    def under(self, article, edition):
        """Return the comments of a story that an edition shows, newest first, those in threads included."""
        return self.shown_in(edition).filter(article=article).order_by("-sent_at", "-pk")

    def threads_under(self, article, edition):
        """Return the first comments of the threads below a story, also those that are not shown but have answers."""
        return self.filter(article=article, language=edition.stored_in, is_listed=True)

    def in_thread(self, first):
        """Return the shown answers of a thread, oldest first."""
        return self.filter(thread=first, state=State.APPROVED).order_by("sent_at", "pk")


class Comment(models.Model):
    article = models.ForeignKey("articles.Article", models.CASCADE, verbose_name=_("article"), related_name="comments")
    language = StoredEditionField(_("edition"))
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=60)
    person = models.ForeignKey(
        "commenters.Commenter",
        models.SET_NULL,
        verbose_name=_("commenter"),
        related_name="comments",
        null=True,
        blank=True,
    )
    """Who has written it, if commenters are identified. The name is a copy of the nickname."""
    origin = models.CharField(max_length=48, null=True, blank=True, editable=False)
    """Keyed hashes of the network that it came from (`origins.py`); None if unknown or forgotten."""
    text = models.TextField(_("comment"), max_length=3000)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    parent = models.ForeignKey("self", models.SET_NULL, related_name="answers", null=True, blank=True)
    """The comment that this one answers."""
    thread = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,  # an index below begins with it
    )
    """The first comment of its thread; None if this is the first."""
    replaces = models.ForeignKey(
        "self", models.SET_NULL, related_name="corrections", null=True, blank=True, editable=False, db_index=False
    )
    """The comment that its writer has corrected with this one. An index below has the few rows that need it."""
    shown_answers = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    """How many other comments of its thread are shown, if it is the first. Triggers count (`count_triggers.py`)."""
    is_listed = models.GeneratedField(
        expression=Q(thread=None) & (Q(state=State.APPROVED) | Q(shown_answers__gt=0)),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    """Whether it begins a thread that readers see."""
    thanks = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    voice = models.CharField(
        _("written by"), max_length=8, choices=Voice.choices, default=Voice.READER, db_default=Voice.READER
    )
    is_of_unknown_origin = models.BooleanField(
        _("of unknown origin"),
        default=False,
        help_text=_("The browser did not say which site it was sent from."),
    )
    verdicts = models.JSONField(default=dict, editable=False)
    """What the checks have found when it was sent (`checks/`): {check: verdict}."""
    urgency = models.PositiveSmallIntegerField(_("urgency"), default=0, db_default=0, editable=False)
    """How soon a moderator should look at it (`checks/urgency.py`)."""
    postponed_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When a moderator has put it off to the end of the queue."""
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("decided by"),
        related_name="+",
        null=True,
        blank=True,
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(
                fields=["article", "language", "sent_at", "id"], name="comment_threads", condition=Q(is_listed=True)
            ),
            models.Index(
                fields=["article", "language", "thanks", "id"], name="comment_thanked", condition=Q(is_listed=True)
            ),
            models.Index(fields=["thread", "state", "sent_at", "id"], name="comment_in_thread"),
            models.Index(fields=["article", "language", "state", "sent_at"], name="comment_under_story"),
            models.Index(fields=["state", "-sent_at"], name="comment_queue"),
            models.Index(fields=["origin"], name="comment_origin", condition=Q(origin__isnull=False)),
            models.Index(fields=["replaces"], name="comment_replaces", condition=Q(replaces__isnull=False)),
        ]

    def __str__(self):
        return f"{self.name}: {self.text[:60]}"

    def natural_key(self):
        """Identify a comment by its sender and time, as nobody sends two in the same microsecond."""
        return (self.article.key, self.language, self.name, self.sent_at)

    natural_key.dependencies = ["articles.article"]

    def answer(self, parent):
        """Make it an answer to another comment of the same story and edition."""
        self.parent, self.thread_id = parent, parent.thread_id or parent.pk

    @property
    def is_shown(self):
        return self.state == State.APPROVED

    @property
    def is_removed(self):
        return self.state == State.REMOVED

    @property
    def is_signed(self):
        """Whether it is by the story's author or the newsroom."""
        return self.voice != Voice.READER

    @property
    def more_answers_words(self):
        return ngettext("Show all answers (%d)", "Show all answers (%d)", self.shown_answers) % self.shown_answers

    @property
    def other_language(self):
        return other_language(self.text, self.language)

    @property
    def name_language(self):
        """The same for the name, which only a reader writes: others have the one of the edition."""
        return "" if self.is_signed else self.other_language

    @property
    def answered_language(self):
        """The same of the comment that it answers, for the name there (`answers.py`)."""
        return "" if self.answered_voice != Voice.READER else other_language(self.answered_text, self.language)


UZBEK_LETTERS = frozenset("ғқҳў")


def other_language(text, language):
    """Return the language tag of a text if it differs from that of its edition; "" if it doesn't or is unknown.

    Readers write in Russian below Kazakh stories and the other way round. The page marks such a comment with the
    language, and transliteration leaves Russian text alone.
    """
    if language != "ru" and is_russian(text):
        return "ru"
    letters = KAZAKH_LETTERS - UZBEK_LETTERS if language == "uz-cyrl" else KAZAKH_LETTERS
    has_kazakh_letters = not letters.isdisjoint(text.lower())
    return "kk" if language != "kk" and has_kazakh_letters and not is_russian(text) else ""
