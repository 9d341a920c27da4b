"""Checks of the photos that the page of an edition shows. Each yields (part, message)."""

from django.utils.translation import gettext as _


def rights(candidate):
    """Find photos that can't be used on the day of publication: removed, not stored, expired."""
    for part, photo in candidate.photos:
        if why := photo.obstacle(candidate.day):
            yield part, _("This photo cannot be published: %(photo)s (%(why)s).") % {"photo": photo, "why": why}


def description(candidate):
    message = _("This photo needs a description in the edition “%(edition)s”: %(photo)s.")
    yield from lacking(candidate, message, lambda photo: photo.has_description_in(candidate.edition))


def credit(candidate):
    message = _("This photo needs a credit in the edition “%(edition)s”: %(photo)s.")
    yield from lacking(candidate, message, lambda photo: photo.has_credit_in(candidate.edition))


def caption(candidate):
    """Find photos of a text without a caption. A lead photo and a face are explained by what stands beside them."""
    message = _("This photo has no caption in the edition “%(edition)s”: %(photo)s.")
    in_text = [(part, photo) for part, photo in candidate.photos if part in candidate.blocks]
    for part, photo in in_text:
        if not photo.has_caption_in(candidate.edition):
            yield part, message % {"edition": candidate.edition.autonym, "photo": photo}


def lacking(candidate, message, has_it):
    for part, photo in candidate.photos:
        if not has_it(photo):
            yield part, message % {"edition": candidate.edition.autonym, "photo": photo}
