"""The words in use as they are now."""

from articles.comments.models import BannedWord
from articles.comments.words.matching import Finder
from newsroom.database.cached_values import computed_from


@computed_from(BannedWord)
def finder():
    """Return a `Finder`. The id of each rule is that of its row, and it has the row's kind.

    Ask `CachedValues` for it: a change takes effect with the next comment, in every process, without reading the words.
    """
    return Finder([row.as_rule() for row in BannedWord.objects.filter(is_active=True)])
