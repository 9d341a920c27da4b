"""Find the words that a reader has selected on a page in the stored words of an edition. It asks no database.

Pages of derived editions have other letters, which can't be converted back. So each part of a text is converted as the
page does it, and its words are paired with the stored ones. A selection may begin and end within a word, cross the
markup of a paragraph, and have the signs and blanks with which browsers copy a text.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

from newsroom.alphabets import fine_key
from newsroom.content.clean_html import plain_text
from newsroom.content.visible_text import UNSEEN

WORD = re.compile(r"\S+")
NO_LETTERS = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True)
class Found:
    part: str
    """The id of a block, or the name of a field, with the first of the words."""
    quotation: str
    before: str
    """The stored words before the quotation, in its part."""


@dataclass(frozen=True)
class StoredWord:
    part: str
    start: int
    end: int


class ShownWords:
    """The words of an edition, in the letters that its readers see."""

    def __init__(self, parts, in_letters=None):
        """`parts` are {id of a block, or name of a field: HTML}, in the order of the page.

        `in_letters` converts HTML as the page of a derived edition does.
        """
        self.texts = {part: plain_text(html) for part, html in parts.items()}
        self.words, letters = [], []
        for part, html in parts.items():
            shown = plain_text(in_letters(html)) if in_letters else self.texts[part]
            for word, text in paired(part, self.texts[part], shown):
                self.words.append(word)
                letters.append(compared(text))
        self.letters = "".join(letters)
        self.ends, end = [], 0
        for one in letters:
            end += len(one)
            self.ends.append(end)

    def find(self, selected, before=""):
        """Return the stored words, as `Found`, of what a reader selected after the words `before`; None if unknown."""
        wanted = compared(selected)
        places = self.places_of(wanted)
        if not wanted or not places:
            return None
        start = best_place(self.letters, places, compared(before))
        first, last = (self.words[bisect_left(self.ends, at + 1)] for at in (start, start + len(wanted) - 1))
        return self.found(first, last, selected)

    def places_of(self, wanted):
        places, at = [], self.letters.find(wanted)
        while at >= 0 and wanted:
            places.append(at)
            at = self.letters.find(wanted, at + 1)
        return places

    def found(self, first, last, selected):
        text = self.texts[first.part]
        if first.part == last.part:
            quotation = text[first.start : last.end]
        else:
            parts = [*self.texts]
            between = parts[parts.index(first.part) + 1 : parts.index(last.part)]
            rest = [*(self.texts[part] for part in between), self.texts[last.part][: last.end]]
            quotation = "\n".join([text[first.start :], *rest])
        trimmed = without_signs(quotation, selected)
        start = first.start + quotation.index(trimmed)
        return Found(first.part, trimmed, text[:start])


def paired(part, stored, shown):
    """Return [(`StoredWord`, the same word as the page shows it)]. A word that has no partner shows nothing."""
    own = [StoredWord(part, *found.span()) for found in WORD.finditer(stored)]
    texts = WORD.findall(shown)
    if len(own) == len(texts):
        return [*zip(own, texts, strict=True)]
    keys = [fine_key(stored[word.start : word.end]) for word in own]
    matcher = SequenceMatcher(None, keys, [fine_key(text) for text in texts], autojunk=False)
    pairs = {}
    for _tag, at, end, other, other_end in matcher.get_opcodes():
        for place in range(other, other_end):  # what was divided or joined belongs to the nearest word
            word = min(at + place - other, max(end - 1, 0))
            pairs[word] = pairs.get(word, "") + texts[place]
    return [(word, pairs.get(number, "")) for number, word in enumerate(own)]


def compared(text):
    """Return what of a text is compared: its letters, digits and signs, without blanks and what can't be seen."""
    text = UNSEEN.sub("", unicodedata.normalize("NFC", text)).casefold()
    return "".join(text.split())


def best_place(letters, places, before):
    """Return the place whose preceding letters are most like `before`."""

    def likeness(at):
        preceding = letters[max(at - len(before), 0) : at]
        pairs = zip(reversed(before), reversed(preceding), strict=False)
        return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))

    return max(places, key=likeness)  # the first of equal ones


def without_signs(quotation, selected):
    """Leave out the quotation marks, commas and stops around the words if the reader did not select any."""
    bare = NO_LETTERS.sub("", quotation)
    if not bare:
        return quotation
    start, end = quotation.index(bare), quotation.index(bare) + len(bare)
    chosen = UNSEEN.sub("", selected).strip()
    first = 0 if chosen and not chosen[0].isalnum() else start
    last = len(quotation) if chosen and not chosen[-1].isalnum() else end
    return quotation[first:last]
