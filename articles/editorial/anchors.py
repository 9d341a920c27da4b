"""Find the words of a note in the present words of a draft. Pure; `static/desk/notes/anchors.js` does the same.

Blanks are left out on both sides. So words are also found if their spaces have become no-break spaces, or if their
block was divided between them. All searches are those of `str.find`, and there is a fixed number of them for each note.
"""

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import accumulate

MOST_PRECEDING = 40

CONTEXT = 32
"""The most letters that are kept of the words before and after."""
SIDE = 8
"""So many letters beside a quotation tell it from equal ones, if what is on its other side has changed."""
TELLING = 12
"""So many letters are hardly in a text twice by chance."""
GONE = "gone"


@dataclass(frozen=True)
class Anchor:
    """Where a note was put."""

    part: str
    """The id of a block, or the name of a field. "" stands for the whole text."""
    quotation: str = ""
    before: str = ""
    after: str = ""
    unique_in: str = ""
    """Where the quotation was only once: in the "text", in its "part", or "" in neither; `GONE` if it has gone."""
    preceding: list = field(default_factory=list)
    """The parts before its own, the nearest first."""


@dataclass(frozen=True)
class Place:
    """Where a note is now. `start` and `end` count the letters of the whole text without blanks."""

    part: str
    """The part with the first of the words, or else the one at whose end the note is; "" if there is none."""
    start: int
    end: int
    is_found: bool
    """Whether its words are still there. A note on all of a part has the words of that part."""


def squeezed(text):
    return "".join(text.split())


class Words:
    """The words of a draft, prepared for many notes."""

    def __init__(self, parts):
        """`parts` are {part: plain text}, in their order."""
        self.parts = parts
        letters = {part: squeezed(text) for part, text in parts.items()}
        self.text = "".join(letters.values())
        ends = [*accumulate(map(len, letters.values()))]
        self.spans = {part: (end - len(letters[part]), end) for part, end in zip(letters, ends, strict=True)}
        """{part: (start, end)}"""
        self._filled = [(start, part) for part, (start, end) in self.spans.items() if end > start]

    @property
    def all(self):
        return 0, len(self.text)

    def part_at(self, at):
        return self._filled[bisect_right(self._filled, at, key=lambda filled: filled[0]) - 1][1]

    # Putting a note

    def anchor(self, part, quotation="", before=""):
        """Return the `Anchor` of a new note, with what is around its words now."""
        sent = Anchor(part, quotation, before[-CONTEXT:], unique_in="text")
        place = self.place_of(sent)
        if not quotation or not place.is_found:
            return replace(sent, preceding=self.preceding(part))
        return self.anchor_at(place.start, quotation)

    def anchor_at(self, at, quotation):
        """Return the `Anchor` of a quotation that begins at a letter."""
        letters, part = squeezed(quotation), self.part_at(at)
        start, end = self.spans[part]
        before, after = self.text[start:at], self.text[at + len(letters) : max(end, at + len(letters))]
        unique_in, preceding = self._unique_in(letters, part), self.preceding(part)
        return Anchor(part, quotation, before[-CONTEXT:], after[:CONTEXT], unique_in, preceding)

    def _unique_in(self, letters, part):
        if self._is_once(letters, self.all):
            return "text"
        return "part" if self._is_once(letters, self.spans[part]) else ""

    def _is_once(self, letters, span):
        start, end = span
        return self.text.find(letters, self.text.find(letters, start, end) + 1, end) < 0

    def preceding(self, part):
        parts = [*self.spans]
        before = parts[: parts.index(part)] if part in self.spans else []
        return before[::-1][:MOST_PRECEDING]

    # Finding it

    def place_of(self, anchor):
        """Return the `Place` of a note."""
        home = self._home_of(anchor)
        letters = squeezed(anchor.quotation)
        if not letters:
            start, end = self.spans.get(home, self.all)
            return Place(home, start, end, is_found=home == anchor.part)
        start = self._start_of(anchor, letters, home)
        if start is None:
            _start, end = self.spans.get(home, self.all)
            return Place(home, end, end, is_found=False)
        return Place(self.part_at(start), start, start + len(letters), is_found=True)

    def _home_of(self, anchor):
        """Return the part of a note; if that is gone, the nearest before it that is left, or else the last one."""
        if not anchor.part:
            return ""
        left = (part for part in (anchor.part, *anchor.preceding) if part in self.spans)
        return next(left, next(reversed(self.spans), ""))

    def _start_of(self, anchor, letters, home):
        """Return where the words begin; None if they are gone."""
        own = self.spans.get(anchor.part)
        sides = surroundings(squeezed(anchor.before), squeezed(anchor.after))
        if anchor.unique_in == GONE:
            at = self.find("".join([sides[0][0], letters, sides[0][1]]), [own])
            return None if at is None else at + len(sides[0][0])
        for before, after in sides:
            words = before + letters + after
            elsewhere = self.all if len(words) >= TELLING else self._near(home)
            if (at := self.find(words, [own, elsewhere])) is not None:
                return at + len(before)
        is_telling = anchor.unique_in == "text" and len(letters) >= TELLING
        return self.find(letters, [anchor.unique_in and own, self.all if is_telling or not anchor.part else None])

    def _near(self, home):
        """Return the (start, end) of a part and its neighbours: where words are that were divided, or joined."""
        if home not in self.spans:
            return self.all
        start, end = self.spans[home]
        before = self.part_at(start - 1) if start else home
        after = self.part_at(end) if end < len(self.text) else home
        return self.spans[before][0], self.spans[after][1]

    def find(self, words, spans):
        found = (self.text.find(words, *span) for span in spans if span)
        return next((at for at in found if at >= 0), None)


def followed(anchor, before, after):
    """Return the anchor of a note after a change: of the `Words` before it to those after it.

    What stands around the words is noted anew, so that they are found however often something else changes. If they
    have gone, what stood there last is noted: they are found again if somebody brings them back.
    """
    place = before.place_of(anchor)
    if not place.is_found:
        return come_back(anchor, before, after) if anchor.unique_in == GONE else anchor
    if not anchor.quotation:
        return replace(anchor, preceding=after.preceding(place.part)) if place.part in after.spans else anchor
    letters, known = squeezed(anchor.quotation), before.anchor_at(place.start, anchor.quotation)
    start = moved(place, before, after)
    if start is None and after.text.count(letters) >= before.text.count(letters):  # else equal words are others
        found = after.place_of(known)
        start = found.start if found.is_found else None
    return replace(known, unique_in=GONE) if start is None else after.anchor_at(start, anchor.quotation)


def come_back(anchor, before, after):
    """Return where the words of a note are that has lost them, if a change has brought them; else the same anchor."""
    letters = squeezed(anchor.quotation)
    for left, right in surroundings(squeezed(anchor.before), squeezed(anchor.after)):
        words = left + letters + right
        if len(words) >= TELLING and after.text.count(words) > before.text.count(words):
            at = after.find(words, [after.spans.get(anchor.part), after.all])
            return after.anchor_at(at + len(left), anchor.quotation)
    return anchor


def moved(place, before, after):
    """Return where letters begin that are outside of what has changed in their block, or in all of the text; or None.

    That tells equal words apart which only their order does.
    """
    own, its = before.spans[place.part], after.spans.get(place.part)
    for (start, end), span in ((own, its), (before.all, after.all)):
        if span is None or place.end > end:
            continue
        old, new = before.text[start:end], after.text[slice(*span)]
        kept = common_start(old, new)
        left = common_start(old[kept:][::-1], new[kept:][::-1])
        if place.end - start <= kept:
            return place.start - start + span[0]
        if place.start - start >= len(old) - left:
            return place.start - end + span[1]
    old = before.text[own[0] : own[1]]  # the block as a whole may be in another one
    at = after.text.find(old) if place.end <= own[1] and before.text.count(old) == after.text.count(old) == 1 else -1
    return None if at < 0 else at + place.start - own[0]


def common_start(one, other):
    """Return how many letters two texts have in common at their beginning, by halving: slices are compared fast."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def surroundings(before, after):
    """Return [(letters before, letters after)] to look for with a quotation: both sides, or else enough of one."""
    sides = [(before[-most:], after[:most]) for most in (CONTEXT, SIDE)]
    pairs = [pair for one, other in sides for pair in ((one, ""), ("", other)) if len("".join(pair)) >= SIDE]
    return [(before, after), *pairs]
