"""The editors' dictionary as it is now."""

from newsroom.alphabets import Dictionary
from newsroom.database.cached_values import computed_from, last_value
from newsroom.dictionary.models import Word


@computed_from(Word)
def dictionary():
    return Dictionary(word.as_word() for word in Word.objects.all())


def last_known():
    """The dictionary that this process has read last. Makes no query."""
    return last_value(dictionary) or Dictionary()
