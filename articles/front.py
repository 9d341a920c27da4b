"""Chooses the stories of an edition's front page. No story appears on it twice."""

from dataclasses import dataclass, field
from datetime import datetime

from articles.models import Article, Category, Kind, Photo
from articles.models.front_page import SECOND, TOP
from articles.places import Places
from articles.sections import section_tree
from newsroom import editions

FEED, PICKS, POPULAR, IN_BLOCK = 8, 4, 5, 4
"""Numbers of stories: in the feed, in the editor's choice, …, in a section's block."""
NEWEST = 40
"""Enough to fill the top even when a few of the newest are briefs."""


@dataclass
class Front:
    breaking: Article | None = None
    places: dict = field(default_factory=dict)
    """{numbered place at the top: story}, as far as there are stories."""
    lead: Article | None = None
    beside: list = field(default_factory=list)
    second: list = field(default_factory=list)
    feed: list = field(default_factory=list)
    picks: list = field(default_factory=list)
    popular: list = field(default_factory=list)
    blocks: list = field(default_factory=list)
    newest_at: datetime | None = None
    """When the newest story was published, wherever it is on the page: open pages announce stories newer than this."""


def compose(cached, at=None):
    """Return the front of the active edition. The number of queries doesn't depend on the number of stories.

    With `at`, return the front as it will be at that time if nobody does anything until then. Words of planned changes
    are not in it: the desk adds them (`editorial/front_ahead.py`).

    Stories are placed by their ids and headlines first. Then one query fetches the cards of those that show more.
    """
    placed = Places(cached, at)
    slots, breaking = placed.slots, placed.breaking  # in this order one query is enough
    newest = Article.objects.for_lines().published(at).editorial().newest_first()[:NEWEST]
    front = Front(breaking=breaking, newest_at=newest[0].published_at if newest else None)
    if others := [story for story in newest if story != breaking]:
        fill(front, others, slots, placed)
    else:  # the breaking story is the only one, so it leads
        front.breaking, front.lead, front.places = None, breaking, {1: breaking} if breaking else {}
    fetch_cards(front, placed)
    return front


def fill(front, newest, slots, placed):
    front.places = filled_places(slots, newest, front.breaking)
    top = [*front.places.values()]  # if there are few stories, those on later places move up
    front.lead, front.second, front.beside = top[0], top[1 : 1 + SECOND], top[1 + SECOND :]
    shown = {story.pk for story in (front.breaking, *top) if story}
    front.picks = take(placed.picks, PICKS, shown)  # before the feed, which would take the newest of them
    front.feed = take(newest, FEED, shown)
    front.popular = take(placed.popular, POPULAR, shown)
    front.blocks = by_section(placed, shown)


def filled_places(slots, newest, breaking):
    """Return {place at the top: story}: what editors have placed there, and the newest stories on all other places."""
    own = {place: story for place, story in slots.items() if story.kind != Kind.BRIEF and story != breaking}
    fit = [story for story in newest if story.kind != Kind.BRIEF] or ([] if own else newest)
    placed = {story.pk for story in own.values()}
    others = iter([story for story in fit if story.pk not in placed])
    places = {place: own.get(place) or next(others, None) for place in range(1, TOP + 1)}
    return {place: story for place, story in places.items() if story}


def fetch_cards(front, placed):
    """Replace stories and ids by cards wherever the page shows more than a headline."""
    candidates = {pk for _, ids in front.blocks for pk in ids}
    shown = [story.pk for story in (front.lead, *front.second, *front.picks) if story]
    # A hundred pictures are found by their ids with half as many reads as by a join.
    cards = Article.objects.for_cards().with_pictures_apart().published(placed.at).in_bulk(candidates.union(shown))
    front.lead = front.lead and cards.get(front.lead.pk)
    if front.lead:
        front.lead.category = tree_of(placed).get(front.lead.category_id)
    if front.lead and front.lead.lead_photo_id:  # the only one with a caption
        front.lead.lead_photo = Photo.objects.get(pk=front.lead.lead_photo_id)
    front.second = [cards[story.pk] for story in front.second if story.pk in cards]
    front.picks = [cards[story.pk] for story in front.picks if story.pk in cards]
    front.blocks = [(section, newest_of(ids, cards)) for section, ids in front.blocks]


def newest_of(ids, cards):
    """Return the stories of a section's block, newest first, but paid ones last."""
    stories = [cards[pk] for pk in ids if pk in cards]
    stories.sort(key=lambda card: (card.published_at, card.pk), reverse=True)
    return sorted(stories[:IN_BLOCK], key=lambda card: card.is_paid)


def take(candidates, most, shown):
    """Return the first `most` candidates that are not `shown` yet, and add them to `shown`."""
    taken = [story for story in candidates if story.pk not in shown][:most]
    shown.update(story.pk for story in taken)
    return taken


def tree_of(placed):
    return placed.cached.get(section_tree, editions.active())


def by_section(placed, shown):
    """Return [(top-level section, ids of the newest stories in it and below it that are not `shown`)]."""
    stories = Article.objects.published(placed.at).exclude(pk__in=shown)
    newest = Category.objects.newest_ids(stories, IN_BLOCK)
    tree = tree_of(placed).values()
    blocks = {section.pk: (section, []) for section in tree if section.parent_id is None}
    for section in tree:
        blocks[section.tree_path[0]][1].extend(newest.get(section.pk, []))
    return [(section, ids) for section, ids in blocks.values() if ids]
