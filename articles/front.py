"""Chooses the stories of an edition's front page. No story appears on it twice."""

from dataclasses import dataclass, field
from datetime import datetime

from articles.models import Article, Category, Kind, Photo
from articles.places import Places
from articles.sections import section_tree
from newsroom import editions

SECOND, BESIDE, FEED, PICKS, POPULAR, IN_BLOCK = 3, 2, 8, 4, 5, 4
"""Numbers of stories: beside the lead story's column, below its headline, in the feed, …, in a section's block."""
NEWEST = 40
"""Enough to fill the top even when a few of the newest are briefs."""


@dataclass
class Front:
    breaking: Article | None = None
    lead: Article | None = None
    beside: list = field(default_factory=list)
    second: list = field(default_factory=list)
    feed: list = field(default_factory=list)
    picks: list = field(default_factory=list)
    popular: list = field(default_factory=list)
    blocks: list = field(default_factory=list)
    newest_at: datetime | None = None
    """When the newest story was published, wherever it is on the page: open pages announce stories newer than this."""


def compose(cached):
    """Return the front of the active edition. The number of queries doesn't depend on the number of stories.

    Stories are placed by their ids and headlines first. Then one query fetches the cards of those that show more.
    """
    placed = Places(cached)
    picks, breaking = placed.picks, placed.breaking  # in this order one query is enough
    newest = Article.objects.for_lines().published().editorial().newest_first()[:NEWEST]
    front = Front(breaking=breaking, newest_at=newest[0].published_at if newest else None)
    if others := [story for story in newest if story != breaking]:
        fill(front, others, picks, placed.popular, cached)
    else:  # the breaking story is the only one, so it leads
        front.breaking, front.lead = None, breaking
    fetch_cards(front, cached)
    return front


def fill(front, newest, picks, popular, cached):
    stories = [story for story in newest if story.kind != Kind.BRIEF] or newest
    front.lead, front.second = stories[0], stories[1 : 1 + SECOND]
    front.beside = stories[1 + SECOND : 1 + SECOND + BESIDE]
    shown = {story.pk for story in (front.breaking, front.lead, *front.second, *front.beside) if story}
    front.picks = take(picks, PICKS, shown)  # before the feed, which would take the newest of them
    front.feed = take(newest, FEED, shown)
    front.popular = take(popular, POPULAR, shown)
    front.blocks = by_section(list(cached.get(section_tree, editions.active()).values()), shown)


def fetch_cards(front, cached):
    """Replace stories and ids by cards wherever the page shows more than a headline."""
    candidates = {pk for _, ids in front.blocks for pk in ids}
    shown = [story.pk for story in (front.lead, *front.second, *front.picks) if story]
    # A hundred pictures are found by their ids with half as many reads as by a join.
    cards = Article.objects.for_cards().with_pictures_apart().published().in_bulk(candidates.union(shown))
    front.lead = front.lead and cards.get(front.lead.pk)
    if front.lead:
        front.lead.category = cached.get(section_tree, editions.active()).get(front.lead.category_id)
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


def by_section(tree, shown):
    """Return [(top-level section, ids of the newest stories in it and below it that are not `shown`)]."""
    stories = Article.objects.published().exclude(pk__in=shown)
    newest = Category.objects.newest_ids(stories, IN_BLOCK)
    blocks = {section.pk: (section, []) for section in tree if section.parent_id is None}
    for section in tree:
        blocks[section.tree_path[0]][1].extend(newest.get(section.pk, []))
    return [(section, ids) for section, ids in blocks.values() if ids]
