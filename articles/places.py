"""The newest stories of the active edition, and those that the desk gave a place. None of them is paid for."""

from functools import cached_property

from articles.models import Article, BreakingLine, FrontPick, PopularPlace
from newsroom.database import versioned
from newsroom.database.versioned import computed_from


@computed_from(PopularPlace)
def popular_ids():
    return ids_in_order(PopularPlace)


@computed_from(FrontPick)
def picked_ids():
    return ids_in_order(FrontPick)


def ids_in_order(model):
    return list(model.objects.order_by("position", "pk").values_list("article", flat=True))


@computed_from(BreakingLine)
def breaking_lines():
    """The lines that haven't ended, the last changed first. They end one by one while this list is held."""
    return list(BreakingLine.objects.running().order_by("-changed_at", "pk"))


class Places:
    """The stories with a place, for one page. One query fetches them all, and those with the ids in `others`."""

    def __init__(self, tables, others=()):
        self.tables, self.others = tables, others

    @cached_property
    def popular(self):
        """The numbered list of popular stories, in its order."""
        return self.stories(self.tables.get(popular_ids))

    @cached_property
    def picks(self):
        """The editor's choice, in its order."""
        return self.stories(self.tables.get(picked_ids))

    @cached_property
    def breaking(self):
        """The story of the breaking line that is running, the last one changed; None if there is none."""
        for line in self._running:
            if story := self._fetched.get(line.article_id):
                story.breaking_text = line.text or story.title
                return story
        return None

    @property
    def _running(self):
        return [line for line in self.tables.get(breaking_lines) if line.is_running]

    def stories(self, ids):
        """Return those of `ids` that readers may see, in this order."""
        return [self._fetched[pk] for pk in ids if pk in self._fetched]

    @cached_property
    def _fetched(self):
        ids = {*self.tables.get(popular_ids), *(line.article_id for line in self._running)}
        ids.update(self.others)
        return Article.objects.with_pictures().published().editorial().in_bulk(ids) if ids else {}


def of(request, others=()):
    """The places of the page that answers a request. Its first caller may need other stories as well."""
    if not hasattr(request, "places"):
        request.places = Places(versioned.of(request), others)
    return request.places
