"""The editors' dictionary as it is now."""

from newsroom.alphabets import Dictionary
from newsroom.database.versioned import computed_from, last_held
from newsroom.dictionary.models import Word


@computed_from(Word)
def dictionary():
    return Dictionary(word.as_word() for word in Word.objects.all())


def last_known():
    """The dictionary that this process has read last. Makes no query."""
    return last_held(dictionary) or Dictionary()
