"""Align two runs of blocks, which of one translates which of the other: pure functions, without a database."""

import re
from itertools import takewhile
from math import inf, log

from newsroom.content.nodes import node_in

MOST_COMPARED = 10_000
"""The most pairs of blocks whose lengths are compared. Longer texts are paired from their start only."""
COST_OF_SKIPPING = 0.7
NUMBER = re.compile(r"\d+")


def aligned(source, translation):
    """Return {part of the source: part of the translation} of two runs of blocks, both ascending."""
    kinds, other_kinds = [*map(kind_of, source.values())], [*map(kind_of, translation.values())]
    if kinds == other_kinds:
        return dict(zip(source, translation, strict=True))
    if len(kinds) * len(other_kinds) <= MOST_COMPARED:
        return cheapest_alignment(source, translation)
    pairs = zip(source, translation, kinds, other_kinds, strict=False)
    return {part: other for part, other, *_kinds in takewhile(lambda pair: pair[2] == pair[3], pairs)}


def kind_of(html):
    if node := node_in(html):
        return node.kind
    return html[: html.find(">")].split(" ")[0]


def cheapest_alignment(source, translation):
    """Align two runs so that paired blocks have similar lengths and the same numbers (Gale and Church, 1993)."""
    old, new = [*source.items()], [*translation.items()]
    ratio = (1 + sum(map(len, translation.values()))) / (1 + sum(map(len, source.values())))
    costs = {(len(old), len(new)): (0, None)}
    for at in range(len(old), -1, -1):
        for other in range(len(new), -1, -1):
            if (at, other) not in costs:
                costs[at, other] = min(steps_from(at, other, old, new, ratio, costs), key=lambda step: step[0])
    found, place = {}, (0, 0)
    while (step := costs[place][1]) is not None:
        if step == (place[0] + 1, place[1] + 1):
            found[old[place[0]][0]] = new[place[1]][0]
        place = step
    return found


def steps_from(at, other, old, new, ratio, costs):
    """Yield (cost to the end, next place): pair two blocks, or skip one of either text."""
    if at < len(old) and other < len(new):
        yield costs[at + 1, other + 1][0] + cost_of_pair(old[at][1], new[other][1], ratio), (at + 1, other + 1)
    if at < len(old):
        yield costs[at + 1, other][0] + COST_OF_SKIPPING, (at + 1, other)
    if other < len(new):
        yield costs[at, other + 1][0] + COST_OF_SKIPPING, (at, other + 1)


def cost_of_pair(html, other, ratio):
    if kind_of(html) != kind_of(other):
        return inf
    return abs(log((len(html) * ratio + 20) / (len(other) + 20))) + cost_of_numbers(html, other)


def cost_of_numbers(html, other):
    """Return -0.5 if two texts have the same numbers, 0.5 if they have other ones, 0 if one has none."""
    numbers, others = ({*NUMBER.findall(text)} for text in (html, other))
    return 0.5 - len(numbers & others) / len(numbers | others) if numbers and others else 0
