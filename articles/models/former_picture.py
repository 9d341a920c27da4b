"""The picture that a photo had before it was replaced. It can be brought back until its files are deleted."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.photo import Photo

PICTURE = ["width", "height", "focal_x", "focal_y", "rendered", "fingerprint"]
"""What belongs to a picture besides its file, and not to the words about it."""


class FormerPicture(models.Model):
    photo = models.ForeignKey(Photo, models.CASCADE, verbose_name=_("photo"), related_name="former_pictures")
    file = models.FileField(_("file"))
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    focal_x = models.PositiveSmallIntegerField()
    focal_y = models.PositiveSmallIntegerField()
    rendered = models.CharField(max_length=20, default="", blank=True)
    fingerprint = models.CharField(max_length=64, default="", blank=True)
    replaced_at = models.DateTimeField(_("replaced"), default=timezone.now, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("former picture")
        verbose_name_plural = _("former pictures")
        ordering = ["-replaced_at", "-pk"]

    def __str__(self):
        return str(self.photo)
