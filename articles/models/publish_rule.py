"""What the chief editor has decided about each check before publication (`articles/editorial/checks/`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.database.table_versions import versioned


class Check(models.TextChoices):
    """The checks whose level can be chosen. A headline, a text and the rights of photos are needed in any case."""

    LEAD = "lead", _("The story has a lead.")
    SECTION = "section", _("The story has a section.")
    DESCRIPTION = "description", _("Each photo has a description.")
    CAPTION = "caption", _("Each photo has a caption.")
    CREDIT = "credit", _("Each photo has a credit.")
    ADVERTISING = "advertising", _("What calls itself advertising is marked as paid for.")
    MACHINE = "machine", _("What names artificial intelligence as its maker is marked so.")
    AGE = "age", _("What names an age has an age mark.")
    LETTERS = "letters", _("No word has letters of two alphabets that look alike.")
    LINKS = "links", _("No link leads to a story that readers can't open.")
    STYLE = "style", _("The words follow the house style.")
    NOTES = "notes", _("No note is left unresolved.")
    SUGGESTIONS = "suggestions", _("No suggestion waits to be accepted or refused.")


class Level(models.TextChoices):
    """What a check does when it finds a fault."""

    BLOCK = "block", _("blocks publication")
    WARN = "warn", _("warns")
    OFF = "off", _("is not made")


@versioned
class PublishRule(models.Model):
    """The level of one check. A check without a row has the level that its code proposes."""

    rule = models.CharField(_("check"), max_length=20, choices=Check.choices, unique=True, editable=False)
    level = models.CharField(_("what it does"), max_length=10, choices=Level.choices)

    class Meta:
        verbose_name = _("check before publication")
        verbose_name_plural = _("checks before publication")
        ordering = ["pk"]

    def __str__(self):
        return self.get_rule_display()
