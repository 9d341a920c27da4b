"""Which names of a run are slips of names that are known."""

from dataclasses import dataclass

from newsroom.names.common_words import is_given_name
from newsroom.names.endings import are_one_word, cores, folded, is_patronymic
from newsroom.names.likeness import FAR, allowed, begin_alike, differ_at_the_end, distance
from newsroom.names.pairs import joined_pairs, pairs_of

MOST_OF_PAIR, MOST_IF_BOTH = 2.0, 1.5
MOST_AT_THE_END = 1.0
SHORTEST_OPENING, MOST_OF_OPENING = 6, 1.0
"""The first word of a sentence is only taken for a slip of a name if it is long and very like it."""


@dataclass(frozen=True)
class Known:
    """A name that is known, as it was printed."""

    form: str
    is_sure: bool = True
    """Whether it stood within a sentence, so that both words are names."""
    roots: tuple = ()
    pk: int = 0

    @property
    def words(self):
        return self.form.split(" ")


@dataclass(frozen=True)
class Slip:
    start: int
    end: int
    replacement: str
    """What is to stand in the run from `start` to `end`."""
    known: Known
    wrong: tuple
    """The words that differ."""
    cost: float


@dataclass(frozen=True)
class Match:
    known: Known
    costs: tuple
    texts: tuple
    """For each word of the pair: how far it is from the known one, and that one with its ending."""

    @property
    def cost(self):
        return sum(self.costs)


def read(run, language, known_of):
    """Return (the slips of a run in order, without overlaps; the known names that are written rightly).

    `known_of` gives the `Known` names that are near a pair. `is_new` tells of a slip whether it is surely one.
    """
    found = [slip for pair in joined_pairs(run, language) for slip in joined_slips(run, pair, known_of(pair))]
    right, named = set(), []
    for pair in pairs_of(run, language):
        matches = matches_of(pair, known_of(pair))
        if same := [match.known for match in matches if match.cost == 0]:
            right |= {word.start for word in pair.words}
            named += same
        elif match := likeliest(match for match in matches if is_slip(pair, match)):
            found.append(slip_of(run, pair, match))
    return without_overlaps(slip for slip in found if not any(word.start in right for word in slip.wrong)), named


def is_new(slip, roots):
    """Whether no wrong word of a slip is among the `roots` of all known names. Otherwise it is another name."""
    return not any(word.root in roots for word in slip.wrong)


def without_overlaps(slips):
    """Return slips in their order. Of those that overlap, the nearest one counts."""
    kept = []
    for slip in sorted(slips, key=lambda slip: slip.cost):
        if all(slip.end <= other.start or other.end <= slip.start for other in kept):
            kept.append(slip)
    return sorted(kept, key=lambda slip: slip.start)


def matches_of(pair, near):
    """Compare a pair with the known names that are near it. Most pairs have a known name with the same roots."""
    if same := [known for known in near if known.roots == pair.roots]:
        return [Match(known, (0.0, 0.0), tuple(word.text for word in pair.words)) for known in same]
    return [match for known in near if (match := match_of(pair, known))]


def match_of(pair, known):
    """Compare a pair with a known name, in the order of the words that suits better; None if it is far from both."""
    found = []
    for one, other in (known.words, known.words[::-1]):
        first, second = compare(pair.first, one), None
        if first[0] < FAR:
            second = compare(pair.second, other)
        if second and second[0] < FAR:
            found.append(Match(known, *zip(first, second, strict=True)))
    return min(found, key=lambda match: match.cost, default=None)


def compare(word, known):
    """Return how far a word is from a known one, and the known one with the word's own ending."""
    language, other = word.language, folded(known)
    best, text = FAR, word.text
    if not begin_alike(word.folded, other):
        return best, text
    if are_one_word(word.folded, other, language):
        return 0.0, text
    if is_patronymic(word.folded) != is_patronymic(other):
        return best, text
    for core, ending in cores(word.folded, language):
        for known_core, _ending in cores(other, language):
            cost = cost_of(core, known_core)
            if cost < best:
                best, text = cost, known[: len(known_core)] + word.text[len(word.text) - len(ending) :]
    return best, text


def cost_of(core, known):
    """Return the distance of two words without endings; `FAR` if they are too different for a slip."""
    most = allowed(min(len(core), len(known)))
    if abs(len(core) - len(known)) > most * 2 or not begin_alike(core, known):
        return FAR
    cost = distance(core, known)
    most = min(most, MOST_AT_THE_END) if differ_at_the_end(core, known) else most
    return cost if 0 < cost <= most else FAR


def is_slip(pair, match):
    wrong = [(word, cost) for word, cost in zip(pair.words, match.costs, strict=True) if cost > 0]
    most = MOST_OF_PAIR if len(wrong) == 1 else MOST_IF_BOTH
    if not match.known.is_sure or match.cost > most:
        return False
    if pair.opens and not may_open(pair.first, match.costs[0]):
        return False
    return not any(is_given_name(word.folded, word.language) for word, _cost in wrong)


def may_open(word, cost):
    return cost == 0 or (len(word.text) >= SHORTEST_OPENING and cost <= MOST_OF_OPENING)


def likeliest(matches):
    """Return the nearest match. None if two names are as near, because then nobody knows which one was meant."""
    ordered = sorted(matches, key=lambda match: match.cost)
    is_unclear = len(ordered) > 1 and ordered[0].cost == ordered[1].cost and ordered[0].texts != ordered[1].texts
    return None if is_unclear or not ordered else ordered[0]


def slip_of(run, pair, match):
    changes = [*zip(pair.words, match.texts, strict=True)]
    (first, one), (second, other) = changes
    wrong = tuple(word for word, text in changes if word.text != text)
    replacement = one + run.text[first.end : second.start] + other
    return Slip(first.start, second.end, replacement, match.known, wrong, match.cost)


def joined_slips(run, pair, near):
    """Yield the slip of a name that is known with a hyphen where the run has a blank."""
    for match in matches_of(pair, near):
        if match.known.is_sure and match.cost == 0:
            yield slip_of(run, pair, match)
