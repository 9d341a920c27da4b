"""Where photos are used, for people: the stories of each, with the state of each edition that shows it."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.urls import reverse

from articles.editorial.shown_states import ShownState, state_of
from articles.models import Article, ArticlePhoto, Author, Draft, Status
from articles.models.photo_uses import stories_of
from newsroom import editions
from newsroom.editions.columns import columns

COLUMNS = [*columns("title"), *columns("status"), *columns("published_at"), "original_language", "lead_photo"]


@dataclass
class Use:
    """A story that shows the photo."""

    name: str
    address: str
    states: list
    """[(edition, its state as far as the photo is in it)]"""


@dataclass
class Uses:
    count: int = 0
    """Of stories."""
    named: list[Use] = field(default_factory=list)
    """The newest ones; none if the person may not see stories."""
    portrait_of: list[str] = field(default_factory=list)

    @property
    def more(self):
        return self.count - len(self.named)


def uses_of(photos, *, may_see_stories, most):
    """Return {photo: Uses}, with at most so many stories named for each."""
    stories = stories_of(photos)
    uses = defaultdict(Uses, {photo: Uses(len(ids)) for photo, ids in stories.items()})
    for author in Author.objects.filter(photo__in=photos):
        uses[author.photo_id].portrait_of.append(str(author))
    if may_see_stories:
        newest = {photo: sorted(ids, reverse=True)[:most] for photo, ids in stories.items()}
        name_stories(uses, newest)
    return uses


def name_stories(uses, newest):
    """Add the stories of {photo: ids} to the uses of the photo."""
    ids = {pk for ids in newest.values() for pk in ids}
    drafts = Prefetch("drafts", Draft.objects.only("article", "language", "title"))
    stories = Article.objects.only(*COLUMNS).prefetch_related(drafts).in_bulk(ids) if ids else {}
    places = places_of(newest, ids)
    for photo, of_photo in newest.items():
        for story in filter(None, map(stories.get, of_photo)):
            address = reverse("admin:articles_article_change", args=[story.pk])
            uses[photo].named.append(Use(str(story), address, states_in(story, photo, places[photo, story.pk])))


def places_of(photos, stories):
    """Return {(photo, story): {code of the edition: whether it is in what readers have or had}}."""
    places, found = defaultdict(dict), ArticlePhoto.objects.filter(photo__in=photos, article__in=stories).order_by()
    for photo, story, code, in_draft in found.values_list("photo", "article", "language", "in_draft"):
        places[photo, story][code] = places[photo, story].get(code, False) or not in_draft
    return places


def states_in(story, photo, places):
    """Return [(edition, state)] of the editions of a story that show a photo. A photo may be in a draft alone."""
    states = []
    for here in story.editions():
        code, is_lead = here.edition.code, story.lead_photo_id == photo and here.status != Status.UNPUBLISHED
        if is_lead or places.get(code):
            states.append((here.edition, state_of(here, None)))
        elif code in places:
            states.append((here.edition, ShownState.DRAFT))
    return states or [(editions.BY_CODE[story.original_language], ShownState.DRAFT)]
