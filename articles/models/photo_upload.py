"""Pictures that were sent and are not processed yet, and the workers that process them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PhotoUpload(models.Model):
    """What is left to do for a photo whose picture was sent. The row is deleted when all of it is done.

    One process at a time works on it. A claim ends by itself, because that process can be killed at any moment.
    """

    photo = models.OneToOneField("articles.Photo", models.CASCADE, verbose_name=_("photo"), related_name="upload")
    raw = models.CharField(max_length=80)
    """The name of the file as it was sent, in the storage that nobody else can read."""
    is_stored = models.BooleanField(default=False)
    """Whether the picture is stored, so that only its renditions are missing."""
    keeps_duplicate = models.BooleanField(default=False)
    """Whether the person wants the photo even if the same picture is there already."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    claim = models.CharField(max_length=20, default="", blank=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")

    def __str__(self):
        return str(self.photo)


class PhotoWorker(models.Model):
    """A running `process_photos`. While there is one, requests leave pictures to it."""

    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return str(self.pk)
