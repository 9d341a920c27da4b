"""Words that the rules transliterate wrongly, and words that keep their Cyrillic letters."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from newsroom import alphabets
from newsroom.database.table_versions import versioned
from newsroom.editions.name_order import SortedQuerySet, SortedRow, SortKeyField


def validate_cyrillic(value):
    if not alphabets.CYRILLIC_WORDS.fullmatch(value):
        raise ValidationError(_("Enter one or more words in Kazakh Cyrillic letters."))


def validate_latin(value):
    if not alphabets.FORMS[alphabets.LATIN].fullmatch(value):
        raise ValidationError(_("Enter the word in Latin letters, without special characters."))


def validate_arabic(value):
    if not alphabets.FORMS[alphabets.ARABIC].fullmatch(value):
        raise ValidationError(_("Enter the word in Arabic letters, without special characters."))


class WordQuerySet(SortedQuerySet):
    def get_by_natural_key(self, cyrillic):
        return self.get(cyrillic=cyrillic)


@versioned
class Word(SortedRow):
    cyrillic = models.CharField(
        _("word"),
        max_length=60,
        unique=True,
        validators=[validate_cyrillic],
        help_text=_("As it appears in stories. A word in lower case matches in any case."),
    )
    latin = models.CharField(
        _("in Latin letters"),
        max_length=80,
        blank=True,
        validators=[validate_latin],
        help_text=_("If empty, the word is converted by the rules."),
    )
    arabic = models.CharField(
        _("in Arabic letters"),
        max_length=80,
        blank=True,
        validators=[validate_arabic],
        help_text=_("If empty, the word is converted by the rules."),
    )
    is_kept = models.BooleanField(_("never converted"), default=False)
    takes_endings = models.BooleanField(
        _("with endings"),
        default=True,
        help_text=_("Also match the word with Kazakh endings. The endings are converted by the rules."),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True, db_default=Now())

    cyrillic_order = SortKeyField(source="cyrillic", language="kk")

    objects = WordQuerySet.as_manager()

    class Meta:
        verbose_name = _("word of the dictionary")
        verbose_name_plural = _("dictionary of the alphabets")
        ordering = ["cyrillic_order"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(cyrillic=""), name="dictionary_word_written"),
            models.CheckConstraint(
                condition=models.Q(is_kept=True) | ~models.Q(latin="") | ~models.Q(arabic=""),
                name="dictionary_word_says_something",
                violation_error_message=_("Enter the word in Latin or Arabic letters, or mark it as never converted."),
            ),
        ]

    def __str__(self):
        return self.cyrillic

    def natural_key(self):
        return (self.cyrillic,)

    def clean(self):
        if self.is_kept and (self.latin or self.arabic):
            raise ValidationError(_("A word that is never converted can't have other forms."))

    def as_word(self):
        """Return the word in the form that `newsroom.alphabets` takes. ValueError if it is not a valid word."""
        return alphabets.Word(self.cyrillic, self.latin, self.arabic, self.is_kept, self.takes_endings)

    def is_valid(self):
        """Whether it can be looked up. Rows that no form has checked, as from `loaddata`, can be invalid."""
        try:
            self.as_word()
        except ValueError:
            return False
        return True
