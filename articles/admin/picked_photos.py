"""Refuse photos that somebody chooses for a story and that can't be used: removed, not processed, or expired."""

from django.utils.translation import gettext as _

from articles.editorial.shared_fields import rows_in
from articles.models import Photo


def unusable_photos(values, before):
    """Return an error that names the unusable photos in the `values` of the shared fields; "" if there are none.

    Those that were there `before` stay: whether the story can be published with them is checked then.
    """
    rows = Photo.objects.filter(pk__in=photos_in(values) - photos_in(before))
    names = ", ".join(f"{photo} ({photo.obstacle()})" for photo in rows if photo.obstacle())
    return _("These photos cannot be used: %(photos)s.") % {"photos": names} if names else ""


def photos_in(values):
    lead = {values["lead_photo"]} if values.get("lead_photo") else set()
    return lead | {*rows_in(values, "photo")}
