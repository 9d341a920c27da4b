"""What Latin letters ask beyond the table: the second letter of Ю, Я, Ц … in capitals where the word is in capitals."""

from newsroom.alphabets.letters import CYRILLIC, Replacing, capitals, forms
from newsroom.alphabets.marks import last_seen, next_seen
from newsroom.alphabets.spelling import LATIN

CAPITALS = frozenset(letter for letter in CYRILLIC if letter.isupper())


def latin_letters(spelling):
    """A function from Cyrillic to Latin letters."""
    table = forms(LATIN, spelling)
    capital = capitals(spelling)

    def longer_form(found):
        """Юра is İura, ЮНЕСКО is İUNESKO: a neighbour in capitals decides."""
        letter = found[0]
        if letter not in CAPITALS:
            return table[letter]
        text, at = found.string, found.start()
        if next_seen(text, at) in CAPITALS or last_seen(text, at) in CAPITALS:
            return capital(table[letter])
        return table[letter]

    return Replacing(table, longer_form)
