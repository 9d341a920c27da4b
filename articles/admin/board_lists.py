"""Which stories the editions board shows: a page of them, newest first, at a cost that does not grow with their number.

Each condition that has an index in the order of the board makes lists of its own, which are merged. What else is asked
for is looked up in pieces of them. So a rare combination could be a search through everything: after `MOST_READ` rows
the page ends, and the link to older stories goes on from there.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article, EditionWork
from newsroom import editions

NAMES_OF_STATES = {
    "missing": _("missing"),
    "stale": _("stale"),
    "news": _("source corrected or withdrawn"),
    "draft": _("draft"),
    "review": _("in review"),
    "ready": _("ready"),
    "scheduled": _("scheduled"),
    "published": _("published"),
    "changed": _("live, unpublished changes"),
    "withdrawn": _("withdrawn"),
    "not-needed": _("not needed"),
}
NAMES_OF_WORK = {"mine": _("my list"), "desk": _("the desk’s list")}
FIRST_PIECE, LARGEST_PIECE, MOST_READ = 150, 2_000, 10_000


@dataclass(frozen=True)
class Asked:
    """What a list is asked for. None or "" means any."""

    state: str = ""
    """One of `NAMES_OF_STATES`."""
    edition: editions.Edition | None = None
    section: int | None = None
    mine: Any = None
    """The user whose work is asked for."""
    is_assigned: bool = False
    """Whether only what somebody was asked to do counts."""
    among: list[int] | None = None
    """The ids of the only stories that count, if they are few."""

    @property
    def of_works(self):
        return bool(self.state or self.mine or self.is_assigned)


@dataclass
class Found:
    keys: list[tuple[datetime, int]]
    """(when it was changed, its id) of each story."""
    next_key: tuple[datetime, int] | None = None
    """The key after which the next page begins; None if there is none."""
    is_cut: bool = False
    """Whether only the newest rows were looked through."""


def page_of(asked, matching, after=None, most=50):
    """Return `Found`: the first `most` stories after a key.

    `matching` are the stories to choose from as a queryset, None if all: it has the conditions without an index.
    """
    read, found, size, key, is_end = 0, {}, FIRST_PIECE, after, False
    while len(found) <= most and not is_end and read < MOST_READ:
        keys = first_keys(lists_of(asked, key), size)
        is_end, read = len(keys) < size, read + len(keys)
        key = keys[-1] if keys else key
        found |= dict.fromkeys(fitting(keys, matching))
        size = min(size * 4, LARGEST_PIECE)
    keys = [*found]
    if len(keys) > most:
        return Found(keys[:most], keys[most - 1])
    return Found(keys, None if is_end else key, not is_end)


def fitting(keys, matching):
    if matching is None:
        return keys
    fit = {*matching.filter(pk__in=[pk for _moment, pk in keys]).order_by().values_list("pk", flat=True)}
    return [key for key in keys if key[1] in fit]


def first_keys(lists, size):
    """Return the first `size` keys of several lists, newest first. A story that is in more of them is there as often.

    Each list is a queryset of keys in this order.
    """
    keys = [key for one in lists for key in one[:size]]
    return sorted(keys, reverse=True)[:size]


def lists_of(asked, after):
    """Return the lists whose merged rows are what is asked for, from a key on. Each is read from one index."""
    if not asked.of_works:
        return [stories_of(asked, after)]
    return [rows.before(after).newest_first().values_list("changed_at", "article") for rows in works_of(asked)]


def stories_of(asked, after):
    stories = Article.objects.all() if asked.section is None else Article.objects.filter(category=asked.section)
    if asked.among is not None:
        stories = stories.filter(pk__in=asked.among)
    if after:
        moment, pk = after
        is_later = Q(updated_at__lt=moment) | Q(updated_at=moment, pk__lt=pk)
        stories = stories.filter(is_later, updated_at__lte=moment)
    return stories.order_by("-updated_at", "-pk").values_list("updated_at", "pk")


def works_of(asked):
    works = EditionWork.objects.all()
    if asked.among is not None:
        works = works.filter(article__in=asked.among)
    chosen = [works]
    if asked.mine:
        chosen = [works.of_assignee(asked.mine), works.left_to(asked.mine)]
    elif asked.is_assigned:
        chosen = [works.assigned()]
    if asked.state:
        chosen = [rows.in_state(asked.state) for rows in chosen]
    if asked.edition:
        return [rows.filter(language=asked.edition.code) for rows in chosen]
    if asked.mine or asked.is_assigned or asked.state == "scheduled":  # their indexes have all editions
        return chosen
    return [rows.filter(language=edition.code) for rows in chosen for edition in editions.STORED]
