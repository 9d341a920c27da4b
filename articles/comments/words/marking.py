"""Divide a text into what was found in it and the rest, for the pages of the desk."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    text: str
    rules: tuple = ()
    """The rules that were found here. A template marks what has any."""


def pieces(text, hits):
    """Return the pieces of a text in order. Hits that overlap become one piece."""
    divided, last = [], 0
    for start, end, rules in merged(hits):
        divided += [Piece(text[last:start]), Piece(text[start:end], rules)]
        last = end
    return [piece for piece in [*divided, Piece(text[last:])] if piece.text]


def merged(hits):
    spans = []
    for hit in sorted(hits, key=lambda hit: hit.start):
        if spans and hit.start < spans[-1][1]:
            start, end, rules = spans.pop()
            spans.append((start, max(end, hit.end), (*rules, hit.rule)))
        else:
            spans.append((hit.start, hit.end, (hit.rule,)))
    return spans
