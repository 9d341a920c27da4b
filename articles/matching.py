"""The first stories of a list that meet a condition no index has in the list's order."""

from articles.models import Article


def first_matching(listed, condition, most, piece, growth):
    """Return the ids of the first `most` stories of the ordered list `listed` that meet a condition.

    The list is read in pieces until there are enough: first `piece` stories, then each time `growth` times as many. One
    query for all would read the list to its end.
    """
    ids, start, size = [], 0, piece
    while len(ids) < most:
        read = list(listed.values_list("pk", flat=True)[start : start + size])
        matches = set(Article.objects.filter(condition, pk__in=read).values_list("pk", flat=True))
        ids += [pk for pk in read if pk in matches]
        if len(read) < size:
            break
        start, size = start + size, int(size * growth)
    return ids[:most]
