"""What stands on an edition's front and in the side column, and where. No story stands there twice."""

from dataclasses import dataclass, field

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from articles.models import Article, BreakingLine, Category, FrontPick, Kind, PopularPlace

SECOND, BESIDE, FEED, PICKS, POPULAR, IN_BLOCK = 3, 2, 8, 4, 5, 4
# Enough of the newest to fill the top even when a few are briefs.
NEWEST = 40


@dataclass
class Placed:
    """The newest stories, and those that the desk gave a place, each list in its order."""

    newest: list
    popular: list
    picks: list
    breaking: Article | None


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


def compose():
    """The active edition's front, from the newest down: three queries, however many stories there are."""
    placed = place(NEWEST)
    newest = [story for story in placed.newest if story != placed.breaking]
    if not newest:  # the only story there is leads
        return Front(lead=placed.breaking)
    stories = [story for story in newest if story.kind != Kind.BRIEF] or newest
    front = Front(breaking=placed.breaking, lead=stories[0])
    front.second, front.beside = stories[1 : 1 + SECOND], stories[1 + SECOND : 1 + SECOND + BESIDE]
    shown = {story.pk for story in (front.breaking, front.lead, *front.second, *front.beside) if story}
    front.picks = take(placed.picks, PICKS, shown)  # before the feed, which would take the newest of them
    front.feed = take(newest, FEED, shown)
    front.popular = take(placed.popular, POPULAR, shown)
    for section, candidates in by_section():
        if stories_here := take(candidates, IN_BLOCK, shown):
            front.blocks.append((section, sorted(stories_here, key=lambda story: story.is_paid)))
    return front


def place(newest):
    """The `newest` stories of the active edition and all that have a place, in one query; none that was paid for."""
    stories = Article.objects.published().editorial()
    # Ids first, from small tables: to ask of every story whether it has a place would read them all.
    ids = (
        PopularPlace.objects.order_by()
        .values("article")
        .union(
            FrontPick.objects.order_by().values("article"),
            BreakingLine.objects.running().order_by().values("article"),
            Article.objects.filter(pk__in=stories.newest_first().values("pk")[:newest]).order_by().values("pk"),
        )
    )
    places = ("popular_place", "front_pick", "breaking_line")
    found = list(stories.filter(pk__in=ids).for_cards().select_related(*places).newest_first())
    running = [story for story in found if hasattr(story, "breaking_line") and story.breaking_line.is_running]
    return Placed(
        newest=found[:newest],
        popular=in_order("popular_place", found),
        picks=in_order("front_pick", found),
        breaking=max(running, key=lambda story: story.breaking_line.changed_at, default=None),
    )


def in_order(place, stories):
    placed = [story for story in stories if hasattr(story, place)]
    return sorted(placed, key=lambda story: (getattr(story, place).position, getattr(story, place).pk))


def take(candidates, most, shown):
    """The first `most` of the candidates that are not on the page yet; they are from now on."""
    taken = [story for story in candidates if story.pk not in shown][:most]
    shown.update(story.pk for story in taken)
    return taken


def by_section():
    """(section at the top of the tree, its newest stories and those of its subsections)."""
    tree = list(Category.objects.as_tree())
    tops = {section.pk: section.tree_path[0] for section in tree}
    # Per section as many as a block could need if all others were on the page already.
    wanted = IN_BLOCK + 2 + SECOND + BESIDE + FEED + PICKS + POPULAR
    place = Window(RowNumber(), partition_by=F("category"), order_by=[F("first_published_at").desc(), F("pk").desc()])
    ranked = Article.objects.published().for_cards().filter(category__isnull=False).annotate(place=place)
    newest = sorted(ranked.filter(place__lte=wanted), key=lambda story: (story.published_at, story.pk), reverse=True)
    for section in tree:
        if section.parent_id is None:
            yield section, [story for story in newest if tops[story.category_id] == section.pk]
