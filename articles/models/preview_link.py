"""Secret links to the preview of a draft, for people without an account."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editions.fields import StoredEditionField


class PreviewLinkQuerySet(models.QuerySet):
    def working(self):
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class PreviewLink(models.Model):
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, verbose_name=_("article"), related_name="preview_links", editable=False
    )
    language = StoredEditionField(_("edition"), editable=False)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    """SHA-256 of the secret in its address. The secret is not stored, so a copy of the database opens nothing."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("made by"), related_name="+", null=True
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    openings = models.PositiveIntegerField(_("opened, times"), default=0)
    last_opened_at = models.DateTimeField(_("last opened"), null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.article_id} {self.language}: {self.made_at:%Y-%m-%d}"

    @property
    def is_working(self):
        return self.revoked_at is None and self.expires_at > timezone.now()
