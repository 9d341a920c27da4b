"""Find Cyrillic words with letters of another alphabet that look like Cyrillic ones.

`static/desk/hints/look-alikes.js` does the same while somebody writes.
"""

from newsroom.alphabets.text.repair import ALL_CYRILLIC, ALL_FOREIGN, ALWAYS_CYRILLIC, LOOK_ALIKES, WORD


def mixed_words(text):
    """Return the words in order. A word with a letter that looks like none, as in «iPhoneға», is left alone."""
    return [word for word in WORD.findall(text) if is_mixed(word)]


def is_mixed(word):
    foreign = [letter for letter in ALL_FOREIGN.findall(word) if not ALL_CYRILLIC.match(letter)]
    return (
        bool(foreign)
        and ALL_CYRILLIC.search(word) is not None
        and all(letter in LOOK_ALIKES or letter in ALWAYS_CYRILLIC for letter in foreign)
    )
