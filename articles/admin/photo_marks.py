"""What a row of the photo desk says of its photo: whether it can be used, until when, and what else must be known."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.admin.photo_filters import SOON
from articles.editorial.shown_states import ShownState
from articles.models import PhotoState


@dataclass
class Mark:
    value: ShownState
    """Whose shape and colour it has."""
    label: str


def marks_of(photo):
    """Return the marks of a photo. The first one says whether it can be used."""
    return [usability(photo), *([Mark(ShownState.STALE, photo.caution)] if photo.caution else [])]


def usability(photo):
    if photo.removed_at:
        return Mark(ShownState.WITHDRAWN, removed(photo))
    if photo.state == PhotoState.PROCESSING:
        return Mark(ShownState.SCHEDULED, photo.get_state_display())
    if obstacle := photo.obstacle():
        is_failure = photo.state == PhotoState.FAILED
        label = f"{photo.get_state_display()}: {obstacle}" if is_failure else str(obstacle)
        return Mark(ShownState.WITHDRAWN, label)
    if photo.leased_until and (photo.leased_until - timezone.localdate()).days <= SOON:
        label = _("may be used until %(day)s") % {"day": date_format(photo.leased_until)}
        return Mark(ShownState.STALE, label)
    return Mark(ShownState.READY, photo.get_state_display())


def removed(photo):
    """Say how long a removed photo can still be brought back."""
    left = photo.removed_at + settings.REMOVED_PHOTOS_KEPT_FOR - timezone.now()
    days = max(ceil(left / timedelta(days=1)), 0)
    return _("removed; days left to bring it back: %(count)s") % {"count": days}
