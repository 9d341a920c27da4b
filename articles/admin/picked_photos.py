"""Refuse photos that somebody chooses for a story and that can't be used: removed, not processed, or expired."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.editorial.shared_fields import rows_in
from articles.models import Photo


def unusable_photos(values, before, edition):
    """Return a ValidationError about the unusable photos in the `values` of the shared fields; None if there are none.

    Its `params` have [(name, photo)] as `rows`, and the `code` of the edition. Photos that were there `before` stay:
    whether the story can be published with them is checked then.
    """
    photos = Photo.objects.filter(pk__in=photos_in(values) - photos_in(before))
    rows = [(f"{photo} ({photo.obstacle()})", photo) for photo in photos if photo.obstacle()]
    params = {"photos": ", ".join(name for name, _photo in rows), "rows": rows, "code": edition.code}
    message = _("These photos cannot be used: %(photos)s.")
    return ValidationError(message, code="photos", params=params) if rows else None


def photos_in(values):
    lead = {values["lead_photo"]} if values.get("lead_photo") else set()
    return lead | {*rows_in(values, "photo")}
