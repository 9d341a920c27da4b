"""What the newsroom decides about discussions: of the whole site, of a section and of one story."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.content.natural_keys import KeyedManager
from newsroom.database.table_versions import versioned


class Policy(models.TextChoices):
    OPEN = "open", _("published at once, unless a check holds them")
    PRE_MODERATED = "pre-moderated", _("read by a moderator first")
    CLOSED = "closed", _("not taken")


class Links(models.TextChoices):
    HELD = "held", _("held for a moderator")
    REFUSED = "refused", _("refused")


def number(label, default, least, most, help_text=""):
    limits = [MinValueValidator(least), MaxValueValidator(most)]
    return models.PositiveIntegerField(label, default=default, validators=limits, help_text=help_text)


MOST_DAYS = 3650


def days(label):
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_DAYS)],
        help_text=_("Counted from publication. Empty: never."),
    )


@versioned
class CommentSettings(models.Model):
    """The only row: a constraint allows no other. Without one, the defaults hold."""

    key = models.SlugField(_("key"), unique=True, default="site", editable=False)
    policy = models.CharField(_("comments are"), max_length=13, choices=Policy, default=Policy.PRE_MODERATED)
    rules = models.TextField(
        _("rules of discussions"),
        max_length=600,
        blank=True,
        help_text=_("Readers see them above the form. A line is a rule."),
    )
    read_first_after = days(_("read by a moderator first after days"))
    closes_after = days(_("closed after days"))
    most_from_sender = number(_("comments of one sender a minute"), 5, 1, 1000)
    most_under_story = number(
        _("comments under one story a minute"),
        60,
        1,
        10_000,
        _("Comments whose browser has proved work are not counted: so readers get through while a program floods."),
    )
    most_on_site = number(
        _("comments without proof of work on the whole site a minute"),
        120,
        1,
        10_000,
        _("So a program that floods many stories at once finds an end, too."),
    )
    most_proved = number(_("comments with proof of work under one story a minute"), 300, 1, 10_000)
    busy_from = number(
        _("comments under one story in ten minutes from which slow mode is proposed"),
        60,
        2,
        10_000,
        _("The queue of comments proposes it."),
    )
    most_waiting = number(_("most waiting comments without proof of work"), 1000, 10, 100_000)
    first_held = number(
        _("first comments of a person that are held"),
        3,
        0,
        100,
        _("Where readers don’t identify themselves, nobody counts as new."),
    )
    late_after = number(
        _("hours after which moderators are told that comments wait"),
        4,
        0,
        1000,
        _("By mail, once a day, and on the first page of the newsroom. 0: never."),
    )
    report_limit = number(
        _("weight of reports that hides a comment"),
        6,
        0,
        1000,
        _(
            "Until a moderator has looked at it. A stranger's report weighs 1, that of a reader who has signed in 2, or"
            " 4 if most of theirs were right. Two of one network count. 0: never."
        ),
    )
    links = models.CharField(_("comments with links are"), max_length=8, choices=Links, default=Links.HELD)
    difficulty = number(
        _("difficulty of the proof of work"),
        20_000,
        0,
        1_000_000,
        _("Attempts of the reader's browser, twice the average. 0: none is asked for."),
    )

    objects = KeyedManager()

    class Meta:
        verbose_name = _("settings of comments")
        verbose_name_plural = _("settings of comments")
        constraints = [models.CheckConstraint(condition=Q(key="site"), name="comment_settings_one_row")]

    def __str__(self):
        return str(self._meta.verbose_name)

    def natural_key(self):
        return (self.key,)


@versioned
class DiscussionRules(models.Model):
    """What is different under one story, else under all stories of a section."""

    article = models.OneToOneField(
        "articles.Article",
        models.CASCADE,
        verbose_name=_("article"),
        related_name="discussion_rules",
        null=True,
        blank=True,
    )
    section = models.OneToOneField(
        "articles.Category", models.CASCADE, verbose_name=_("section"), related_name="+", null=True, blank=True
    )
    policy = models.CharField(_("comments are"), max_length=13, choices=Policy, blank=True)
    closes_at = models.DateTimeField(_("closed from"), null=True, blank=True, help_text=_("Almaty time."))
    read_first_after = days(_("read by a moderator first after days"))
    closes_after = days(_("closed after days"))
    slow_seconds = models.PositiveSmallIntegerField(
        _("seconds between two comments of one sender"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(600)],
        help_text=_("Slow mode, at most 600."),
    )
    slow_until = models.DateTimeField(
        _("slow mode ends"), null=True, blank=True, help_text=_("Almaty time. Empty: it does not end by itself.")
    )

    class Meta:
        verbose_name = _("rules of a discussion")
        verbose_name_plural = _("rules of discussions")
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, section__isnull=True)
                | Q(article__isnull=True, section__isnull=False),
                name="rules_of_one_place",
                violation_error_message=_("Choose either a story or a section."),
            )
        ]

    def __str__(self):
        return str(self.article or self.section)

    def slow_seconds_at(self, now):
        """Return the seconds of slow mode; None if these rules don't set it, or if it has ended."""
        return None if self.slow_until and self.slow_until <= now else self.slow_seconds

    def clean(self):
        if self.article_id is None and self.section_id is None:
            raise ValidationError({"article": _("Choose a story or a section.")})
        if self.article_id is not None and self.section_id is not None:
            raise ValidationError({"section": _("Choose either a story or a section.")})
