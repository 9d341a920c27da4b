"""What readers have of an edition, and the kinds of stories."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """What readers have of an edition. What the newsroom is doing with it is `Work`, in its draft."""

    UNPUBLISHED = "unpublished", _("never published")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Kind(models.TextChoices):
    NEWS = "news", _("news")
    BRIEF = "brief", _("brief")
    INTERVIEW = "interview", _("interview")
    PHOTO_STORY = "photo_story", _("photo story")
    VIDEO = "video", _("video")
    OPINION = "opinion", _("opinion")
