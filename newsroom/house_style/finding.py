"""Find the places of a text that the house style writes otherwise. `static/desk/hints/house-style.js` does the same."""

from collections import defaultdict
from dataclasses import dataclass

from newsroom.house_style.patterns import NUMBER, TOKEN


@dataclass(frozen=True)
class Hit:
    rule: object
    start: int
    end: int
    replacement: str
    """What to write instead; empty if the rule suggests nothing."""


class Finder:
    """Finds the hits of rules, which are `Rule` rows or anything with their `pattern_read` and `parts`."""

    def __init__(self, rules):
        self._words, self._beginnings = defaultdict(list), defaultdict(list)
        for rule in rules:
            for head, goes_on in rule.pattern_read.heads:
                (self._beginnings if goes_on else self._words)[head].append(rule)
        self._longest = max(map(len, self._beginnings), default=0)

    def hits(self, text):
        """Return the hits in order. They don't overlap: the first one counts, and of those the longest."""
        found, end = [], 0
        for token in TOKEN.finditer(text):
            if token.start() < end:
                continue
            hits = [hit for rule in self.rules_at(token[0]) if (hit := hit_at(rule, text, token.start()))]
            if hits:
                found.append(max(hits, key=lambda hit: hit.end))
                end = found[-1].end
        return found

    def rules_at(self, token):
        """Yield the rules that can match where a word begins."""
        word = token.lower()
        yield from self._words.get(word, ())
        for length in range(1, min(len(word), self._longest) + 1):
            yield from self._beginnings.get(word[:length], ())
        if token[0] in "0123456789":
            yield from self._beginnings.get(NUMBER, ())


def hit_at(rule, text, start):
    found = rule.pattern_read.regex.match(text, start)
    if found is None:
        return None
    replacement = "".join(part if isinstance(part, str) else found[part] or "" for part in rule.parts)
    if rule.pattern_read.ignores_case and found[0][0].isupper():
        replacement = replacement[:1].upper() + replacement[1:]
    is_right = replacement == found[0]
    return None if is_right else Hit(rule, found.start(), found.end(), replacement)
