"""Read a text once, character by character, for all banned words in all the ways in which they can be typed.

The words form a tree of letters. Each letter has many ways to be typed, so at each character the text may have reached
several places of the tree. A `State` is a set of such places, and remembers which set follows on which character. So
each character costs one look-up, however many words there are. States are computed when a text first needs them.
"""

from articles.comments.words.letters import SILENT, WAYS, alike, signs_for

SEPARATORS = frozenset(" ·•@$€#%&*+!|()[]{}<>/\\^~=_-.,:;?\"'`")
"""What can stand between the letters of a word, as in с.п.а.м."""
NOTHING = frozenset()
STARS = frozenset("*#@•")
MASKS = STARS | frozenset("._-·?%&$!=~^")
"""What can stand instead of a letter. Signs of a sentence can only do so in a long word."""
ALPHABET = (
    frozenset("".join(way for typed in WAYS.values() for way in typed.by_any_near)) | SEPARATORS | MASKS | {*SILENT}
)
FEWEST_FOR_NEAR = 6
"""Letters of a word in which one that only sounds alike is read. It makes another word of a short one: тарап, торап."""
MOST_STATES = 30_000
MOST_CHARACTERS = 80
"""How far a word is read, whatever stands between its letters."""


class Place:
    """A place in the tree: after a letter, between two characters that mean one letter, or after separators."""

    __slots__ = ("after_sign", "is_root", "letters", "next", "own", "rules")

    def __init__(self, is_root=False):
        self.is_root = is_root
        self.rules = []
        self.letters = {}
        """{(letter, in which ways it is typed): the place after it}."""
        self.own = set()
        """Characters that can be repeated here, or mean nothing."""
        self.next = {}
        """{character: the places that follow}."""
        self.after_sign = None


class Tree:
    """`ways` is the attribute of `Typed` that lists in which ways letters may be typed."""

    def __init__(self, ways, masks):
        self.root, self.ways, self.masks = Place(is_root=True), ways, masks
        self.ways_within = "by_any_near" if ways == "by_any" else ways  # at the end, they would change the word

    def add(self, letters, rule):
        place = self.root
        within = self.ways_within if len(letters) >= FEWEST_FOR_NEAR else self.ways
        for letter in letters[:-1]:
            place = self.place_after(place, letter, within)
        place = self.place_after(place, letters[-1], self.ways)
        place.rules.append(rule)

    def place_after(self, place, letter, kind):
        if (letter, kind) not in place.letters:
            place.letters[letter, kind] = self.new_place_after(place, letter, kind)
        return place.letters[letter, kind]

    def new_place_after(self, place, letter, kind):
        reached = Place()
        ways = getattr(WAYS[letter], kind) if letter in WAYS else {letter}
        reached.own = {way for way in ways if len(way) == 1 and way.isalnum()} | {*SILENT}
        for way in sorted(ways):
            self.add_way(place, way, reached)
        return reached

    def add_way(self, place, way, reached):
        for character in way[:-1]:
            between = Place()
            between.own = SEPARATORS
            for typed in alike(character):
                place.next.setdefault(typed, []).append(between)
            place = between
        for typed in {way[-1], *(signs_for(way[-1]) if len(way) > 1 else ())}:
            place.next.setdefault(typed, []).append(reached)


def follow(place, character, masks):
    """Yield the places that follow a place on a character."""
    yield from place.next.get(character, ())
    if character in place.own:
        yield place
    if not place.letters or place.is_root:
        return
    if character in masks:
        yield from place.letters.values()
    if character in SEPARATORS:
        yield sign_place(place)


def sign_place(place):
    """Return the place after separators, where the letter before them can be repeated."""
    if place.after_sign is None:
        place.after_sign = after = Place()
        after.letters, after.after_sign = place.letters, after
        after.next = {character: [*places] for character, places in place.next.items()}
        for character in place.own.difference(SILENT):
            after.next.setdefault(character, []).append(place)
        after.next.setdefault("ь", []).append(after)
    return place.after_sign


class State(dict):
    """The places that a text has reached: {character: the state that follows, None if no word goes on}."""

    __slots__ = ("automaton", "places", "rules")

    def __init__(self, automaton, places):
        super().__init__()
        self.automaton, self.places = automaton, places
        self.rules = [rule for place, _masks in places for rule in place.rules]

    def __missing__(self, character):
        if character not in self.automaton.alphabet:
            return None  # not remembered: there are too many such characters
        after = [(next_, masks) for place, masks in self.places for next_ in follow(place, character, masks)]
        self[character] = state = self.automaton.state(after) if after else None
        return state


def walk(automaton, text, begin):
    """Yield (end, rules) wherever a word ends that begins at a place of a folded text."""
    state = automaton.start
    for at, character in enumerate(text[begin : begin + MOST_CHARACTERS], begin + 1):
        state = state[character]
        if state is None:
            return
        if state.rules:
            yield at, state.rules


class Automaton:
    """Finds words at a place where one can begin. Each is a pair of its letters and the rule that it belongs to."""

    def __init__(self, *groups):
        """Each group has the ways to type its words, what may hide a letter, and the words."""
        self.trees = [Tree(ways, masks) for ways, masks, _words in groups]
        for tree, (_ways, _masks, words) in zip(self.trees, groups, strict=True):
            for letters, rule in words:
                tree.add(letters, rule)
        self.alphabet = ALPHABET.union(*(letters for _ways, _masks, words in groups for letters, _rule in words))
        self.beginnings = {character for tree in self.trees for character in tree.root.next}
        self.forget()

    def forget(self):
        self._states = {}
        self.start = State(self, [(tree.root, tree.masks) for tree in self.trees])

    def state(self, places):
        """Return the state of some places. Strange texts could need any number of states, so they are forgotten."""
        if len(self._states) > MOST_STATES:
            self.forget()
        distinct = {id(place): (place, masks) for place, masks in places}
        key = frozenset(distinct)
        if key not in self._states:
            self._states[key] = State(self, [*distinct.values()])
        return self._states[key]
