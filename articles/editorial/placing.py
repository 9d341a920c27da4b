"""Where new paragraphs of a translation belong: a pure function, without a database."""

from itertools import pairwise


def in_source_order(order, new, pairs):
    """Return the ids `order` of a translation, with those in `new` after the translation of what precedes them.

    `pairs` are in the order of the source. People who translate different paragraphs at once don't know of each other's
    new blocks, so a merge can't know which of them comes first.
    """
    order = [*order]
    translated = [pair.part for pair in pairs if pair.part in order]
    for before, id in pairwise(translated):
        if id in new and order.index(before) > order.index(id):
            order.remove(id)
            order.insert(order.index(before) + 1, id)
    return order
