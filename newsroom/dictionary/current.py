"""The editors' dictionary as it is now."""

import logging

from newsroom.alphabets import Dictionary
from newsroom.database.cached_values import computed_from, last_value
from newsroom.dictionary.models import Word

logger = logging.getLogger(__name__)


@computed_from(Word)
def dictionary():
    """All valid words. An invalid one is left out, because without a dictionary there would be no Kazakh page."""
    rows = list(Word.objects.all())
    valid = [row for row in rows if row.is_valid()]
    if len(valid) < len(rows):
        left_out = ", ".join(row.cyrillic for row in rows if not row.is_valid())
        logger.warning("Words of the dictionary that are not used, because they are invalid: %s", left_out)
    return Dictionary(row.as_word() for row in valid)


def last_known():
    """The dictionary that this process has read last. Makes no query."""
    return last_value(dictionary) or Dictionary()
