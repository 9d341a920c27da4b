"""What an edition says in its own letters, and stories that every edition has: for tests of what browsers show."""

from django.utils import timezone
from django.utils.translation import gettext, override

from articles.tests.makers import make_article
from newsroom import editions
from newsroom.alphabets import convert

STORED = [edition.code for edition in editions.STORED]


def minutes_ago(count):
    return timezone.now() - timezone.timedelta(minutes=count)


def story_in_all(**fields):
    """A story published in every edition."""
    return make_article(*STORED, **fields)


def editions_own_words(sentences, edition):
    with override(edition.stored_in):
        return [printed(gettext(sentence), edition) for sentence in sentences]


def ages(sentence, edition, *counts):
    with override(edition.stored_in):
        return {printed(gettext(sentence) % {"n": count}, edition) for count in counts}


def printed(text, edition):
    return convert(text, edition.tag) if edition.is_derived else text
