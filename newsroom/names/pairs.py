"""Pairs: what is a name here. Two words of a run, in either order, without their endings."""

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from newsroom.names.common_words import is_title
from newsroom.names.endings import folded, root
from newsroom.names.likeness import initial, skeleton
from newsroom.names.runs import WORD


@dataclass(frozen=True)
class Word:
    text: str
    start: int
    end: int
    """Its place in the run. Two words that a blank separates can be read as one with a hyphen."""
    language: str

    @cached_property
    def folded(self):
        return folded(self.text)

    @cached_property
    def root(self):
        return root(self.folded, self.language)


@dataclass(frozen=True)
class Pair:
    first: Word
    second: Word
    opens: bool = False
    """Whether its first word begins a sentence."""

    @property
    def words(self):
        return (self.first, self.second)

    @property
    def form(self):
        return f"{self.first.text} {self.second.text}"

    @cached_property
    def roots(self):
        """What identifies a name: the same for all its endings, and in either order."""
        return tuple(sorted(word.root for word in self.words))


def words_of(run, language):
    return [Word(word[0], word.start(), word.end(), language) for word in WORD.finditer(run.text)]


def pairs_of(run, language):
    """Return the pairs of neighbours; of three words, as with a patronymic, also the first and the last."""
    words = words_of(run, language)
    places = combinations(range(len(words)), 2)
    together = [(one, other) for one, other in places if other - one == 1 or len(words) == 3]
    pairs = [Pair(words[one], words[other], run.opens and one == 0) for one, other in together]
    return [pair for pair in pairs if not any(is_title(word.folded, language) for word in pair.words)]


def joined_pairs(run, language):
    """Return the pairs in which two neighbours are read as one word: «Касым Жомарт Токаев»."""
    words = words_of(run, language)
    for at in range(len(words) - 2):
        for left, right in [(at, at + 1), (at + 1, at + 2)]:
            one = joined(words[left], words[right])
            other = words[at + 2] if left == at else words[at]
            yield Pair(*(one, other) if left == at else (other, one))


def joined(left, right):
    return Word(f"{left.text}-{right.text}", left.start, right.end, left.language)


def names_in(runs, language):
    """Return {roots: (form, whether it is surely a name)} of the names in runs, each in its shortest form."""
    found = {}
    for pair in (pair for run in runs for pair in pairs_of(run, language)):
        before, is_sure = found.get(pair.roots, (pair.form, False))
        found[pair.roots] = (min(before, pair.form, key=shortness), is_sure or not pair.opens)
    return found


def shortness(form):
    return (len(form), form)


def near_keys(roots):
    """Return two keys, of which a name shares at least one with most of its slips.

    Each consists of the consonants of one word and the first sound of the other.
    """
    (one, first), (other, second) = ((skeleton(word), initial(word)) for word in roots)
    return (f"{one}.{second}", f"{other}.{first}")
