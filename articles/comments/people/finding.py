"""Find a commenter by what a command was given: a number of the desk, a nickname, a phone or a mail address."""

from contextlib import suppress

from django.core.exceptions import ValidationError

from articles.comments.people.joining import skeleton_of
from articles.comments.people.models import Commenter, Contact
from articles.comments.people.ways import WAYS


def found(text):
    """Return the commenters that a text names. `#17` is a number; others are a contact or a nickname."""
    if text.startswith("#") and text[1:].isdecimal():
        return [*Commenter.objects.filter(pk=text[1:])]
    for way in WAYS.values():
        with suppress(ValidationError):
            if contact := Contact.objects.of(way.kind, way.normalise(text)).select_related("person").first():
                return [contact.person]
    return [*Commenter.objects.filter(nickname=text)] or [*Commenter.objects.filter(skeleton=skeleton_of(text))]
