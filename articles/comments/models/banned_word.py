"""Words that comments may not have, or that a moderator should look at. `words/` finds them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.comments.words.rules import ANYWHERE, BEGINS, FEWEST_LETTERS, WHOLE, Rule
from newsroom.database.table_versions import versioned


class WordKind(models.TextChoices):
    BANNED = "banned", _("banned")
    SUSPECT = "suspect", _("suspect")
    REFUSED = "refused", _("refused at once")


class WordMatch(models.TextChoices):
    """How much of a word has to be the stem."""

    BEGINS = BEGINS, _("at the beginning of a word")
    WHOLE = WHOLE, _("as a whole word")
    ANYWHERE = ANYWHERE, _("anywhere in a word")


@versioned
class BannedWord(models.Model):
    stem = models.CharField(
        _("word"),
        max_length=60,
        unique=True,
        error_messages={"unique": _("This word is in the list already.")},
        help_text=_(
            "The part of a word that doesn't change, or a few words. At least three letters. It is also found in other "
            "alphabets, with blanks or signs between the letters, and with signs or digits for letters."
        ),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=WordKind, default=WordKind.BANNED)
    match = models.CharField(_("where it is found"), max_length=10, choices=WordMatch, default=WordMatch.BEGINS)
    exceptions = models.TextField(
        _("exceptions"),
        max_length=2000,
        blank=True,
        help_text=_("Beginnings of harmless words in which the word is found, one a line."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True, db_default=Now())
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("changed by"),
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )

    class Meta:
        verbose_name = _("word to look for in comments")
        verbose_name_plural = _("words to look for in comments")
        ordering = ["stem", "pk"]

    def __str__(self):
        return self.stem

    @property
    def exception_words(self):
        return tuple(line.strip() for line in self.exceptions.splitlines() if line.strip())

    def as_rule(self):
        return Rule(self.pk, self.stem, self.match, self.exception_words, self.kind)

    def clean(self):
        if len(self.as_rule().letters) < FEWEST_LETTERS:
            raise ValidationError({"stem": _("Enter at least three letters. Letters that repeat count once.")})
