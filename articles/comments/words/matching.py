"""Find banned words in a text, each with its place, so that the desk can mark it."""

import re
from dataclasses import dataclass

from articles.comments.words.automaton import MASKS, STARS, Automaton, walk
from articles.comments.words.chance import Surroundings, is_meant
from articles.comments.words.folding import fold
from articles.comments.words.rules import ANYWHERE


@dataclass(frozen=True)
class Hit:
    start: int
    end: int
    rule: object
    """The `Rule` that was found between these characters of the text."""


class Finder:
    """Finds rules. It costs time in proportion to the length of the text, hardly to the number of rules."""

    def __init__(self, rules):
        rules = [rule for rule in rules if rule.letters]
        self._at_beginnings = Reader([rule for rule in rules if rule.match != ANYWHERE], r"(?<![^\W\d_])")
        self._anywhere = Reader([rule for rule in rules if rule.match == ANYWHERE], "")

    def find(self, text):
        """Return the hits in their order. Those of one rule don't overlap."""
        folded = fold(text)
        candidates = [*self._at_beginnings.candidates(folded.text), *self._anywhere.candidates(folded.text)]
        if not candidates:
            return []
        around = Surroundings(folded.text)
        meant = [found for found in candidates if is_meant(found[2], around, *found[:2])]
        return [Hit(*folded.span(start, end), rule) for start, end, rule in without_overlaps(meant)]


class Reader:
    """Reads a text at each place where one of some rules can begin. `before` is a condition on what stands before."""

    def __init__(self, rules, before):
        long, short = (spelled(rule for rule in rules if rule.is_long == is_long) for is_long in (True, False))
        # A mixture of all ways would find short words by chance.
        self._automaton = Automaton(("by_any", MASKS, long), ("by_sound", STARS, short), ("by_look", STARS, short))
        letters = {character for character in self._automaton.beginnings if character.isalnum()}
        signs = self._automaton.beginnings - letters
        at_letters = f"{before}{one_of(letters)}"
        at_signs = rf"(?<![^\w\s]){one_of(signs)}"  # not within a long line of signs
        self._beginnings = re.compile(f"{at_letters}|{at_signs}" if signs else at_letters) if letters else None

    def candidates(self, text):
        """Yield (start, end, rule) of whatever may be a rule."""
        if self._beginnings is None:
            return
        start_state, automaton = self._automaton.start, self._automaton
        for found in self._beginnings.finditer(text):
            start = found.start()
            # Most words end here: nothing begins with their first letters.
            state, after = start_state[found[0]], text[start + 1 : start + 3]
            if len(after) == 2 and ((state := state[after[0]]) is None or state[after[1]] is None):
                continue
            for end, rules in walk(automaton, text, start):
                for rule in rules:
                    yield start, end, rule


def spelled(rules):
    return [(letters, rule) for rule in rules for letters in rule.spellings]


def one_of(characters):
    return f"[{''.join(map(re.escape, sorted(characters)))}]"


def without_overlaps(candidates):
    """Return of each rule the hits that are not within another one, the first and longest of those that overlap."""
    kept, last = [], {}
    for start, end, rule in sorted(candidates, key=lambda found: (found[0], -found[1])):
        if start >= last.get(rule.id, 0):
            kept.append((start, end, rule))
            last[rule.id] = end
    return kept
