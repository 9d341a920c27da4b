"""Checks of the photos that the page of an edition shows. Each yields `Fault`s."""

from django.utils.translation import gettext as _

from articles.editorial.checks.candidate import Fault


def rights(candidate):
    """Find photos that can't be used on the day of publication: removed, not stored, expired."""
    for part, photo in candidate.photos:
        if why := photo.obstacle(candidate.day):
            message = _("This photo cannot be published: %(photo)s (%(why)s).") % {"photo": photo, "why": why}
            yield Fault(part, message, photo.pk)


def description(candidate):
    message = _("This photo needs a description in the edition “%(edition)s”: %(photo)s.")
    yield from lacking(candidate, candidate.photos, "alt", message)


def required_credit(candidate):
    """Find photos without the credit that their rights require."""
    message = _("This photo needs a credit in the edition “%(edition)s”: %(photo)s.")
    needing = [(part, photo) for part, photo in candidate.photos if not photo.has_credit_in(candidate.edition)]
    yield from lacking(candidate, needing, "credit", message)


def credit(candidate):
    """Find other photos without a credit."""
    message = _("This photo has no credit in the edition “%(edition)s”: %(photo)s.")
    others = [(part, photo) for part, photo in candidate.photos if photo.has_credit_in(candidate.edition)]
    yield from lacking(candidate, others, "credit", message)


def caption(candidate):
    """Find photos of a text without a caption. A lead photo and a face are explained by what stands beside them."""
    message = _("This photo has no caption in the edition “%(edition)s”: %(photo)s.")
    in_text = [(part, photo) for part, photo in candidate.photos if part in candidate.blocks]
    yield from lacking(candidate, in_text, "caption", message)


def lacking(candidate, photos, field, message):
    """Find photos whose `field` is empty in the edition."""
    for part, photo in photos:
        if not photo.has_words(field, candidate.edition):
            found = message % {"edition": candidate.edition.autonym, "photo": photo}
            yield Fault(part, found, photo.pk, field)
