"""Make stories published in every edition, and get strings of the interface in the alphabet of an edition."""

from django.utils import timezone
from django.utils.translation import gettext, override

from articles.tests.makers import make_article
from newsroom import editions
from newsroom.alphabets import convert

STORED = [edition.code for edition in editions.STORED]


def minutes_ago(count):
    return timezone.now() - timezone.timedelta(minutes=count)


def story_in_all(**fields):
    """Make a story published in every edition."""
    return make_article(*STORED, **fields)


def interface_strings(sentences, edition):
    with override(edition.stored_in):
        return [in_letters_of(gettext(sentence), edition) for sentence in sentences]


def ages(sentence, edition, *counts):
    with override(edition.stored_in):
        return {in_letters_of(gettext(sentence) % {"n": count}, edition) for count in counts}


def in_letters_of(text, edition):
    return convert(text, edition.tag) if edition.is_derived else text
