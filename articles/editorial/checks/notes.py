"""The check of notes. It yields `Fault`s."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.editorial.checks.candidate import Fault
from articles.models import Note

MOST_NAMED, MOST_LETTERS = 10, 80


def unresolved(candidate):
    """Find notes of the newsroom that nobody has resolved. Readers can't stop a publication with theirs."""
    own = Note.objects.in_edition(candidate.article, candidate.edition).unresolved().filter(is_from_reader=False)
    for note in own[:MOST_NAMED]:
        message = _("Unresolved note: “%(words)s”") % {"words": Truncator(note.text).chars(MOST_LETTERS)}
        yield Fault(note.block or "title", message, note=note.pk)
