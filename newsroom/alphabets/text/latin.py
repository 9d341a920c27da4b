"""Latin letters: the rule that the table can't express. In a word in capitals, Ю, Я, Ц … become two capitals."""

import re

from newsroom.alphabets.text.codes import Letters
from newsroom.alphabets.text.letters import CYRILLIC, capitals, forms
from newsroom.alphabets.text.marks import visible_after, visible_before
from newsroom.alphabets.text.spelling import LATIN

CAPITALS = frozenset(letter for letter in CYRILLIC if letter.isupper())


class LatinLetters:
    """Converts Cyrillic letters to Latin ones."""

    def __init__(self, spelling):
        table = forms(LATIN, spelling)
        capital = capitals(spelling)
        self.letters = Letters(table)
        # The two capitals are written as the Cyrillic letters that become them: Ю as ИУ.
        written = {form: letter for letter, form in table.items()}
        longer = {letter: form for letter, form in table.items() if letter in CAPITALS and len(form) > 1}
        self.in_capitals = {
            letter: "".join(written.get(capital(part), capital(part)) for part in form)
            for letter, form in longer.items()
        }
        self.multi_letter = re.compile(f"[{''.join(self.in_capitals)}]")

    def __call__(self, coded):
        return self.letters(coded.with_text(self.multi_letter.sub(self._by_neighbours, coded.text)))

    def _by_neighbours(self, found):
        """Юра is İura, ЮНЕСКО is İUNESKO: a capital beside the letter decides."""
        text, at = found.string, found.start()
        is_whole = visible_after(text, at) in CAPITALS or visible_before(text, at) in CAPITALS
        return self.in_capitals[found[0]] if is_whole else found[0]
