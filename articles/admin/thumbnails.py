"""The small picture of a photo in lists of the desk."""

from articles.pictures.renditions import CARD, are_made, name_of

WIDTH = 192


def thumbnail_of(photo):
    """Return its URL, or "" if the photo has no picture yet. Before the renditions exist, it is the photo's own URL."""
    if not photo.file:
        return ""
    is_made = are_made(photo) and WIDTH in CARD.widths_of(photo)
    return photo.file.storage.url(name_of(photo, CARD, WIDTH, "jpg")) if is_made else photo.file.url
