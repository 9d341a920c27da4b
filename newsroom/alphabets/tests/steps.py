"""Counts the steps that regular expressions take, because `re` doesn't tell.

The matcher here backtracks on the same parse tree as `re` does, and counts every character that it compares. `re` skips
some of the comparisons, so it takes no more steps than that.
"""

import re
from re import _constants as sre
from re import _parser

SINGLE = {sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN}
REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}


MOST = 1_000_000
"""Steps of one attempt, after which it is given up: an exponential pattern would not end."""


class TooManySteps(Exception):
    pass


class Steps:
    taken = 0

    @classmethod
    def take(cls, count=1):
        cls.taken += count
        if cls.taken > MOST:
            raise TooManySteps


class CountedPattern:
    """A compiled pattern that counts the steps of every call. The results are those of `re` itself."""

    def __init__(self, compiled):
        self.compiled = compiled
        self.matcher = sequence(list(_parser.parse(compiled.pattern, compiled.flags)), compiled.flags)
        self.steps = 0

    def __getattr__(self, name):
        return getattr(self.compiled, name)

    def match(self, text, at=0):
        self._attempt(Text(text), at)
        return self.compiled.match(text, at)

    def fullmatch(self, text):
        self._attempt(Text(text), 0)
        return self.compiled.fullmatch(text)

    def search(self, text, at=0):
        return next(self.finditer(text, at), None)

    def finditer(self, text, at=0):
        counted, matches = Text(text), self.compiled.finditer(text, at)
        while at <= counted.end:
            start, end = self._first(counted, at)
            found = next(matches, None)
            assert (found and found.span()) == (end and (start, end)), f"{self.pattern!r} matches otherwise in `re`"
            if not found:
                return
            yield found
            at = end + (start == end)

    def sub(self, replacement, text):
        self._count(text)
        return self.compiled.sub(replacement, text)

    def split(self, text):
        self._count(text)
        return self.compiled.split(text)

    def findall(self, text):
        self._count(text)
        return self.compiled.findall(text)

    def _count(self, text):
        for _ in self.finditer(text):
            pass

    def _first(self, text, at):
        """(start, end) of the first match, as a search finds it; the end is None if there is no match."""
        while (end := self._attempt(text, at)) is None and at < text.end:
            at += 1
        return at, end

    def _attempt(self, text, at):
        Steps.taken = 0
        end = self.matcher(text, at, lambda end: end)
        self.steps += Steps.taken
        return end


class Text:
    """A text as numbers, so that `str` and `bytes` are alike, and the groups found in it."""

    def __init__(self, text):
        self.codes = text if isinstance(text, bytes) else list(map(ord, text))
        self.end = len(self.codes)
        self.groups = {}


# A matcher is a function of a text, an index and what has to match from the end on. It returns the end, or None.


def sequence(nodes, flags):
    if not nodes:
        return lambda text, at, following: following(at)
    first, rest = node_matcher(nodes[0], flags), sequence(nodes[1:], flags)
    if len(nodes) == 1:
        return first
    return lambda text, at, following: first(text, at, lambda end: rest(text, end, following))


def node_matcher(node, flags):
    kind, value = node
    if kind in SINGLE:
        return single(Accepted(node, flags))
    if kind in REPEATS:
        return repeat(kind, *value, flags)
    return MATCHERS[kind](value, flags)


def single(accepted):
    def match(text, at, following):
        Steps.taken += 1
        return following(at + 1) if at < text.end and accepted[text.codes[at]] else None

    return match


class Accepted(dict):
    """{code of a character: whether one node of a pattern accepts it}."""

    def __init__(self, node, flags):
        self.node, self.flags = node, flags

    def __missing__(self, code):
        cases = {code}
        if self.flags & re.IGNORECASE:
            cases |= {ord(case) for case in (chr(code).lower(), chr(code).upper()) if len(case) == 1}
        self[code] = any(self.accepts(self.node, case) for case in cases)
        return self[code]

    def accepts(self, node, code):
        kind, value = node
        if kind is sre.IN:
            is_negated = value[0][0] is sre.NEGATE
            return any(self.accepts(part, code) for part in value[is_negated:]) != is_negated
        if kind is sre.RANGE:
            return value[0] <= code <= value[1]
        if kind is sre.CATEGORY:
            return bool(re.match(CATEGORIES[value], chr(code), self.flags & re.ASCII))
        if kind is sre.ANY:
            return bool(self.flags & re.DOTALL) or code != ord("\n")
        return (code == value) == (kind is sre.LITERAL)


CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


def repeat(kind, least, most, body, flags):
    most = float("inf") if most is sre.MAXREPEAT else most
    if len(body) == 1 and body[0][0] in SINGLE:
        return repeat_of_single(kind, least, most, Accepted(body[0], flags))
    inner = sequence(list(body), flags)
    if kind is sre.POSSESSIVE_REPEAT:
        return possessive(inner, least, most)
    return backtracking(inner, least, most, is_lazy=kind is sre.MIN_REPEAT)


def repeat_of_single(kind, least, most, accepted):
    def match(text, at, following):
        end, last = at, min(text.end, at + most)
        while end < last and accepted[text.codes[end]]:
            end += 1
        Steps.taken += end - at + 1
        ends = range(at + least, end + 1)
        if kind is sre.POSSESSIVE_REPEAT:
            return following(end) if ends else None
        for tried in ends if kind is sre.MIN_REPEAT else reversed(ends):
            Steps.take()
            if (found := following(tried)) is not None:
                return found
        return None

    return match


def possessive(inner, least, most):
    def match(text, at, following):
        count = 0
        while count < most:
            Steps.take()
            end = inner(text, at, lambda end: end)
            if end is None or end == at:
                break
            at, count = end, count + 1
        return following(at) if count >= least or end == at else None

    return match


def backtracking(inner, least, most, is_lazy):
    def match(text, at, following, count=0):
        Steps.take()

        def once_more():
            def after(end):
                return match(text, end, following, count + 1) if end > at or count < least else None

            return inner(text, at, after) if count < most else None

        if count < least:
            return once_more()
        if is_lazy:
            found = following(at)
            return once_more() if found is None else found
        found = once_more()
        return following(at) if found is None else found

    return match


def branch(value, flags):
    branches = [sequence(list(nodes), flags) for nodes in value[1]]

    def match(text, at, following):
        for one in branches:
            if (found := one(text, at, following)) is not None:
                return found
        return None

    return match


def group(value, flags):
    number, added, removed, nodes = value
    inner = sequence(list(nodes), (flags | added) & ~removed)

    def match(text, at, following):
        def after(end):
            text.groups[number] = (at, end)
            return following(end)

        return inner(text, at, after)

    return match


def atomic(value, flags):
    inner = sequence(list(value), flags)

    def match(text, at, following):
        end = inner(text, at, lambda end: end)
        return None if end is None else following(end)

    return match


def looks(is_wanted):
    def make(value, flags):
        direction, nodes = value
        width = nodes.getwidth()[0] if direction < 0 else 0
        inner = sequence(list(nodes), flags)

        def match(text, at, following):
            is_there = at >= width and inner(text, at - width, lambda end: end) is not None
            return following(at) if is_there == is_wanted else None

        return match

    return make


def reference(number, flags):
    def match(text, at, following):
        start, end = text.groups[number]
        length = end - start
        Steps.take(length)
        return following(at + length) if text.codes[start:end] == text.codes[at : at + length] else None

    return match


NEWLINE = ord("\n")


def begins(text, at, flags):
    return at == 0 or bool(flags & re.MULTILINE and text.codes[at - 1] == NEWLINE)


def ends(text, at, flags):
    last = text.end - 1 if flags & re.MULTILINE == 0 else at
    return at == text.end or (at == last and text.codes[at] == NEWLINE)


def is_at_boundary(text, at, flags):
    def is_word(index):
        return 0 <= index < text.end and (chr(text.codes[index]).isalnum() or text.codes[index] == ord("_"))

    return is_word(at - 1) != is_word(at)


PLACES = {
    sre.AT_BEGINNING: begins,
    sre.AT_BEGINNING_STRING: lambda text, at, flags: at == 0,
    sre.AT_BOUNDARY: is_at_boundary,
    sre.AT_END: ends,
    sre.AT_END_STRING: lambda text, at, flags: at == text.end,
}


def place(value, flags):
    is_there = PLACES[value]
    return lambda text, at, following: following(at) if is_there(text, at, flags) else None


MATCHERS = {
    sre.BRANCH: branch,
    sre.SUBPATTERN: group,
    sre.ATOMIC_GROUP: atomic,
    sre.ASSERT: looks(is_wanted=True),
    sre.ASSERT_NOT: looks(is_wanted=False),
    sre.GROUPREF: reference,
    sre.AT: place,
}
