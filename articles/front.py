"""What stands on an edition's front, and where. No story stands there twice, and nothing is empty."""

from dataclasses import dataclass, field

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from articles.models import Article, Category, Kind

SECOND, BESIDE, FEED, POPULAR, IN_BLOCK = 3, 2, 8, 5, 4
# Enough of the newest to fill the top even when a few are briefs.
NEWEST = 40


@dataclass
class Front:
    lead: Article | None = None
    beside: list = field(default_factory=list)
    second: list = field(default_factory=list)
    feed: list = field(default_factory=list)
    popular: list = field(default_factory=list)
    blocks: list = field(default_factory=list)


def compose():
    """The active edition's front, from the newest down: four queries, however many stories there are."""
    newest = list(Article.objects.published().for_cards().newest_first()[:NEWEST])
    stories = [story for story in newest if story.kind != Kind.BRIEF] or newest
    front = Front(lead=stories[0] if stories else None)
    front.second, front.beside = stories[1 : 1 + SECOND], stories[1 + SECOND : 1 + SECOND + BESIDE]
    shown = {story.pk for story in [*stories[:1], *front.second, *front.beside]}
    front.feed = take(newest, FEED, shown)
    front.popular = take(popular(), POPULAR, shown)
    for section, candidates in by_section():
        if stories_here := take(candidates, IN_BLOCK, shown):
            front.blocks.append((section, stories_here))
    return front


def take(candidates, most, shown):
    """The first `most` of the candidates that are not on the page yet; they are from now on."""
    taken = [story for story in candidates if story.pk not in shown][:most]
    shown.update(story.pk for story in taken)
    return taken


def popular():
    listed = Article.objects.published().for_cards().filter(popular_place__isnull=False)
    return list(listed.order_by("popular_place__position"))


def by_section():
    """(section at the top of the tree, its newest stories and those of its subsections)."""
    tree = list(Category.objects.as_tree())
    tops = {section.pk: section.tree_path[0] for section in tree}
    # Per section as many as a block could need if all others were on the page already.
    wanted = IN_BLOCK + 1 + SECOND + BESIDE + FEED + POPULAR
    place = Window(RowNumber(), partition_by=F("category"), order_by=[F("first_published_at").desc(), F("pk").desc()])
    ranked = Article.objects.published().for_cards().filter(category__isnull=False).annotate(place=place)
    newest = sorted(ranked.filter(place__lte=wanted), key=lambda story: (story.published_at, story.pk), reverse=True)
    for section in tree:
        if section.parent_id is None:
            yield section, [story for story in newest if tops[story.category_id] == section.pk]
