"""Who may not comment, until when and why. The row is the log: a ban is lifted, never changed or deleted."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.comments.models.decision import DecisionAct, RejectionReason
from newsroom.database.table_versions import versioned


@versioned
class Ban(models.Model):
    person = models.ForeignKey(
        "commenters.Commenter", models.CASCADE, verbose_name=_("commenter"), related_name="bans", null=True, blank=True
    )
    origin = models.CharField(max_length=48, blank=True, editable=False)
    """The beginning of the origin of a comment (`origins.py`): a range of addresses that nobody can read."""
    addresses = models.CharField(
        _("network addresses"),
        max_length=43,
        blank=True,
        help_text=_("One address, or a range such as 192.0.2.0/24 or 2001:db8::/32."),
    )
    reason = models.CharField(
        _("reason"), max_length=13, choices=RejectionReason.choices, help_text=_("Whoever is banned reads it.")
    )
    until = models.DateTimeField(_("banned until"), null=True, blank=True)
    """None for good."""
    act = models.ForeignKey(
        DecisionAct, models.SET_NULL, verbose_name=_("decision"), related_name="bans", null=True, editable=False
    )
    """The act of the moderator, which may have hidden comments with it. Undoing that lifts the ban."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("banned by"), related_name="+", null=True
    )
    at = models.DateTimeField(_("banned since"))
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("lifted by"), related_name="+", null=True
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True)

    class Meta:
        verbose_name = _("ban")
        verbose_name_plural = _("bans")
        default_permissions = ("add", "change", "view")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(origin="", addresses="") | Q(person=None, addresses="") | Q(person=None, origin=""),
                name="ban_of_one_person_or_range",
            )
        ]

    def __str__(self):
        return str(self.person or self.addresses or _("the network of a comment"))

    @property
    def term_words(self):
        """Say that somebody is banned and until when."""
        if self.until is None:
            return gettext("Writer banned for good")
        time = date_format(timezone.localtime(self.until), "SHORT_DATETIME_FORMAT")
        return gettext("Writer banned until %(time)s") % {"time": time}

    def clean(self):
        if bool(self.person_id) == bool(self.addresses):
            raise ValidationError({"person": _("Choose a person or network addresses.")})

    def holds_at(self, now):
        return self.lifted_at is None and (self.until is None or now < self.until)
