"""The rules of house style: what the paper writes otherwise, and why."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from newsroom.content.natural_keys import KeyedManager, new_key
from newsroom.database.table_versions import versioned
from newsroom.editions.fields import StoredEditionField
from newsroom.house_style.finding import Finder
from newsroom.house_style.patterns import InvalidPatternError, Pattern, suggestion_parts


@versioned
class Rule(models.Model):
    key = models.SlugField(_("key"), unique=True, default=new_key, editable=False)
    language = StoredEditionField(_("edition"))
    pattern = models.CharField(
        _("what is found"),
        max_length=200,
        help_text=_(
            "Words. * stands for further letters of a word, # for a number, … for up to three words, (a|b) for either. "
            "Words in lower case are found in any letter case. \\ before a sign means the sign itself."
        ),
    )
    suggestion = models.CharField(
        _("what to write instead"),
        max_length=200,
        blank=True,
        help_text=_("The signs * # … repeat what they stood for. Leave empty to explain without a suggestion."),
    )
    reason = models.CharField(_("reason"), max_length=300, help_text=_("What the author reads beside the suggestion."))
    must_match = models.TextField(
        _("examples that are found"), max_length=2000, help_text=_("One sentence a line. At least one.")
    )
    must_not_match = models.TextField(
        _("examples that are right"),
        max_length=2000,
        help_text=_("Sentences in which nothing may be found, one a line. At least one."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True, db_default=Now())

    objects = KeyedManager()

    class Meta:
        verbose_name = _("rule of house style")
        verbose_name_plural = _("house style")
        ordering = ["language", "pattern", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "pattern"],
                name="house_style_pattern_once",
                violation_error_message=_("This edition has a rule for these words already."),
            )
        ]

    def __str__(self):
        return f"{self.pattern} → {self.suggestion}" if self.suggestion else self.pattern

    def natural_key(self):
        return (self.key,)

    @cached_property
    def pattern_read(self):
        """The `Pattern`. InvalidPatternError if it can't be used."""
        return Pattern(self.pattern)

    @cached_property
    def parts(self):
        """The suggestion as texts and numbers of groups. InvalidPatternError if it does not suit the pattern."""
        return suggestion_parts(self.suggestion, self.pattern_read)

    def is_valid(self):
        """Whether it can be used. Rows that no form has checked, as from `loaddata`, can be invalid."""
        try:
            return bool(self.pattern_read.regex and self.parts is not None)
        except InvalidPatternError:
            return False

    def clean(self):
        """Try the examples: they are how an editor sees that a pattern does what was meant, and no more."""
        self.forget_what_was_read()
        faults = self.faults_of("pattern", "pattern_read") or self.faults_of("suggestion", "parts")
        if not faults:
            faults = self.faults_of_examples()
        if faults:
            raise ValidationError(faults)

    def forget_what_was_read(self):
        for name in ("pattern_read", "parts"):
            self.__dict__.pop(name, None)

    def faults_of(self, field, reading):
        try:
            getattr(self, reading)
        except InvalidPatternError as error:
            return {field: error.args[0]}
        return {}

    def faults_of_examples(self):
        finder = Finder([self])
        missed = [line for line in lines_of(self.must_match) if not finder.hits(line)]
        wrong = [(line, hits[0]) for line in lines_of(self.must_not_match) if (hits := finder.hits(line))]
        faults = {}
        if missed:
            faults["must_match"] = _("Nothing is found in “%(example)s”.") % {"example": missed[0]}
        if wrong:
            line, hit = wrong[0]
            message = _("“%(found)s” is found in “%(example)s”.")
            faults["must_not_match"] = message % {"found": line[hit.start : hit.end], "example": line}
        return faults


def lines_of(text):
    return [line.strip() for line in text.splitlines() if line.strip()]
