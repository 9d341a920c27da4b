"""What stands on an edition's front and in the side column, and where. No story stands there twice."""

from dataclasses import dataclass, field

from articles import places
from articles.models import Article, Category, Kind, Photo
from articles.sections import section_tree

SECOND, BESIDE, FEED, PICKS, POPULAR, IN_BLOCK = 3, 2, 8, 4, 5, 4
# Enough of the newest to fill the top even when a few are briefs.
NEWEST = 40


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

    @property
    def newest_at(self):
        """When the newest of its stories appeared; None for an empty front."""
        top = [self.breaking, self.lead, *self.beside, *self.second, *self.feed]
        return max((story.published_at for story in top if story), default=None)


def compose(tables):
    """The active edition's front, from the newest down: five queries, however many stories there are.

    Places are given to stories of which little more than the headline is known. Then the cards of those that show more
    are fetched together.
    """
    placed = places.Places(tables, tables.get(places.picked_ids))
    breaking, newest = placed.breaking, Article.objects.for_lines().published().editorial().newest_first()[:NEWEST]
    front = Front(breaking=breaking)
    if others := [story for story in newest if story != breaking]:
        fill(front, others, placed, list(tables.get(section_tree).values()))
    else:  # the only story there is leads
        front.breaking, front.lead = None, breaking
    fetch_cards(front, tables)
    return front


def fill(front, newest, placed, tree):
    stories = [story for story in newest if story.kind != Kind.BRIEF] or newest
    front.lead, front.second = stories[0], stories[1 : 1 + SECOND]
    front.beside = stories[1 + SECOND : 1 + SECOND + BESIDE]
    shown = {story.pk for story in (front.breaking, front.lead, *front.second, *front.beside) if story}
    front.picks = take(placed.picks, PICKS, shown)  # before the feed, which would take the newest of them
    front.feed = take(newest, FEED, shown)
    front.popular = take(placed.popular, POPULAR, shown)
    front.blocks = by_section(tree, shown)


def fetch_cards(front, tables):
    """Put cards in place of the stories and ids that stand for them, where more than a headline is shown."""
    candidates = {pk for _, ids in front.blocks for pk in ids}
    shown = [story.pk for story in (front.lead, *front.second, *front.picks) if story]
    # A hundred pictures are found by their ids with half as many reads as by a join.
    cards = Article.objects.for_cards().with_pictures_apart().published().in_bulk(candidates.union(shown))
    front.lead = front.lead and cards.get(front.lead.pk)
    if front.lead:
        front.lead.category = tables.get(section_tree).get(front.lead.category_id)
    if front.lead and front.lead.lead_photo_id:  # the only one with a caption
        front.lead.lead_photo = Photo.objects.get(pk=front.lead.lead_photo_id)
    front.second = [cards[story.pk] for story in front.second if story.pk in cards]
    front.picks = [cards[story.pk] for story in front.picks if story.pk in cards]
    front.blocks = [(section, newest_of(ids, cards)) for section, ids in front.blocks]


def newest_of(ids, cards):
    """A section's block: the newest stories, those that are paid for last."""
    stories = [cards[pk] for pk in ids if pk in cards]
    stories.sort(key=lambda card: (card.published_at, card.pk), reverse=True)
    return sorted(stories[:IN_BLOCK], key=lambda card: card.is_paid)


def take(candidates, most, shown):
    """The first `most` of the candidates that are not on the page yet; they are from now on."""
    taken = [story for story in candidates if story.pk not in shown][:most]
    shown.update(story.pk for story in taken)
    return taken


def by_section(tree, shown):
    """[(section at the top of the tree, ids of the newest of its stories and its subsections' that aren't `shown`)]."""
    stories = Article.objects.published().exclude(pk__in=shown)
    newest = Category.objects.newest_ids(stories, IN_BLOCK)
    blocks = {section.pk: (section, []) for section in tree if section.parent_id is None}
    for section in tree:
        blocks[section.tree_path[0]][1].extend(newest[section.pk])
    return [(section, ids) for section, ids in blocks.values() if ids]
