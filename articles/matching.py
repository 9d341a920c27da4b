"""The first stories of a list that meet conditions no index has in the list's order."""

from articles.models import Article


def first_matching(ids, matching, most, piece, growth, others=()):
    """Return the first `most` of the ordered `ids` that `matching(ids)` returns, which is called with pieces of them.

    They are read until there are enough: first `piece` ids, then each time `growth` times as many. One query for all
    would read the list to its end.

    `others` are lists that contain all matches too: [(ids, matching)]. If one of them turns out to be shorter than the
    last piece, it is read whole, and all matches are returned.
    """
    found, start, size = [], 0, piece
    while len(found) < most:
        read = list(ids[start : start + size])
        matches = set(matching(read))
        found += [pk for pk in read if pk in matches]
        if len(read) < size:
            break
        for other, matching_in_other in others if len(found) < most else ():
            if len(short := list(other[: size + 1])) <= size:
                return list(matching_in_other(short))
        start, size = start + size, int(size * growth)
    return found[:most]


def first_in_all(lists, most):
    """Return the ids of the first `most` stories that are in all of several lists, or of all such stories.

    `lists` are [(ids, rows that put stories into the list)]; these rows are stories, or have an `article`. The order of
    the first list counts.
    """
    rows = [rows for _ids, rows in lists]
    (ids, matching), *others = [
        (ids, in_all([*rows[:number], *rows[number + 1 :]])) for number, (ids, _rows) in enumerate(lists)
    ]
    return first_matching(ids, matching, most, 2 * most, 4, others)


def in_all(lists):
    """Return a function that returns those of some ids that readers may see and that are in all `lists` of rows."""

    def matching(ids):
        stories = Article.objects.published().filter(pk__in=ids)
        for rows in lists:
            # Limited to these ids, so that the database reads them from an index in their order.
            name = "pk" if rows.model is Article else "article"
            stories = stories.filter(pk__in=rows.filter(**{f"{name}__in": ids}).order_by().values(name))
        return stories.values_list("pk", flat=True)

    return matching
