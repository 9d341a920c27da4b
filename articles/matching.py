"""The first stories of a list that meet a condition no index has in the list's order."""

from django.db.models import Q

from articles.models import Article


def first_matching(listed, condition, most, piece, growth, others=()):
    """Return the ids of the first `most` stories of the ordered list `listed` that meet a condition.

    The list is read in pieces until there are enough: first `piece` stories, then each time `growth` times as many. One
    query for all would read the list to its end.

    `others` are lists that contain all matches too: [(ids, condition for stories in it)]. If one of them turns out to
    be shorter than the last piece, it is read whole, and all matches are returned in no order.
    """
    ids, start, size = [], 0, piece
    while len(ids) < most:
        read = list(listed.values_list("pk", flat=True)[start : start + size])
        ids += matching(read, condition)
        if len(read) < size:
            break
        for other, rest in others if len(ids) < most else ():
            if len(found := list(other[: size + 1])) <= size:
                return matching(found, rest)
        start, size = start + size, int(size * growth)
    return ids[:most]


def matching(ids, condition):
    """Return those of `ids` whose stories meet a condition, in the same order."""
    matches = set(Article.objects.filter(condition, pk__in=ids).values_list("pk", flat=True))
    return [pk for pk in ids if pk in matches]


def first_in_all(lists, most):
    """Return the ids of the first `most` stories that are in all of several lists, or of all such stories.

    `lists` are [(ordered stories, ids, condition that a story is in the list)]. The order of the first one counts.
    """
    conditions = [condition for _stories, _ids, condition in lists]
    (stories, *_), *others = lists
    others = [
        (ids, Q(*conditions[:number], *conditions[number + 1 :]))
        for number, (_stories, ids, _condition) in enumerate(others, start=1)
    ]
    return first_matching(stories, Q(*conditions[1:]), most, 2 * most, 4, others)
