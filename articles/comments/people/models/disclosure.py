"""Disclosures of contacts: who asked and why, who decided, and when the contact was seen."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.comments.people.models.people import Commenter

HOLDS = timedelta(days=1)
"""How long after the decision the contact can be seen."""


class Disclosure(models.Model):
    """One request to see the contact of a commenter. Its acts are in `disclosing.py`; nothing else changes it."""

    person = models.ForeignKey(Commenter, models.PROTECT, verbose_name=_("commenter"), related_name="disclosures")
    reason = models.TextField(
        _("reason"),
        max_length=1000,
        help_text=_("For example the number and date of the official request, and who has sent it."),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("asked by"), related_name="+", editable=False
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    is_granted = models.BooleanField(_("granted"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("decided by"),
        related_name="+",
        null=True,
        editable=False,
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    shown_at = models.DateTimeField(_("contact seen"), null=True, editable=False)
    """When the person who asked has seen it. They see it once."""

    class Meta:
        verbose_name = _("disclosure of a contact")
        verbose_name_plural = _("disclosures of contacts")
        default_permissions = ("add", "change", "view")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_granted=None, decided_by=None, decided_at=None)
                | Q(is_granted__isnull=False, decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(decided_by=F("asked_by")),
                name="disclosure_is_decided_by_another",
            ),
            models.CheckConstraint(condition=Q(shown_at=None) | Q(is_granted=True), name="disclosure_seen_if_granted"),
        ]

    def __str__(self):
        return f"№ {self.pk}"  # without the nickname: the desk's log keeps these words after an erasure

    @property
    def can_be_seen(self):
        return bool(self.is_granted) and self.shown_at is None and timezone.now() < self.decided_at + HOLDS
