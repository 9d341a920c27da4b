"""Stories that the desk has placed: at the top, popular ones, the editor's choice, breaking news. None is paid for."""

from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property  # that of Python 3.11 lets all threads wait for one's query

from articles.models import Article, BreakingLine, FrontPick, FrontSlot, PopularPlace
from newsroom import editions
from newsroom.database.cached_values import cached_values, computed_from


@computed_from(PopularPlace)
def popular_ids():
    return ids_in_order(PopularPlace)


@computed_from(FrontPick)
def picked_ids():
    return ids_in_order(FrontPick)


def ids_in_order(model):
    return list(model.objects.order_by("position", "pk").values_list("article", flat=True))


@computed_from(FrontSlot)
def slots_in(code):
    """Return [(position, id of a story, until when)] of a stored edition, also those whose time is over."""
    rows = FrontSlot.objects.filter(language=code).order_by("position")
    return list(rows.values_list("position", "article", "until"))


@computed_from(BreakingLine)
def breaking_lines():
    """The lines that haven't ended, the last changed first. The list is cached, so callers look at `until` again."""
    return list(BreakingLine.objects.running().order_by("-changed_at", "pk"))


class Places:
    """The placed stories of one page in the active edition, now or `at` a later time."""

    def __init__(self, cached, at=None):
        self.cached, self.at = cached, at
        self._found, self._asked = {}, set()

    @property
    def popular(self):
        """The numbered list of popular stories, in its order."""
        return self.stories(self.cached.get(popular_ids))

    @property
    def picks(self):
        """The editor's choice, in its order."""
        return self.stories(self.cached.get(picked_ids))

    @cached_property
    def slots(self):
        """{place at the top of the front page: the story that readers see there}. Only the front page asks for it."""
        placed = self.cached.get(slots_in, editions.active().stored_in)
        running = {pk: position for position, pk, until in placed if self.is_before(until)}
        # The front page also shows the editor's choice: one query fetches both.
        found = {story.pk: story for story in self.stories([*running, *self.cached.get(picked_ids)])}
        return {position: found[pk] for pk, position in running.items() if pk in found}

    @cached_property
    def breaking(self):
        """The story of the breaking line that is running, the last one changed; None if there is none."""
        running = {line.article_id: line for line in self.cached.get(breaking_lines) if self.is_before(line.until)}
        story = next(iter(self.stories(running)), None)
        if story:
            story.breaking_text = running[story.pk].text or story.title
        return story

    def is_before(self, end):
        """Whether the time of the page is before an end. None is no end."""
        return end is None or end > (self.at or timezone.now())

    def stories(self, ids):
        """Return those of `ids` that readers may see, in this order.

        The first query also fetches the stories that almost every page shows, so it is often the only one.
        """
        if missing := {*ids, *self.cached.get(popular_ids), *self._breaking_ids} - self._asked:
            self._asked |= missing
            self._found |= Article.objects.with_pictures().published(self.at).editorial().in_bulk(missing)
        return [self._found[pk] for pk in ids if pk in self._found]

    def stories_and_recalled(self, ids, keys):
        """Return (the stories of `ids`, {key: story} of the others), both as `stories` does, with the same query."""
        if not keys:
            return self.stories(ids), {}
        self._asked |= {*ids, *self.cached.get(popular_ids), *self._breaking_ids}
        wanted = Article.objects.with_pictures().published(self.at).editorial().annotate(own_key=F("key"))
        found = list(wanted.filter(Q(pk__in=self._asked) | Q(key__in=keys)))
        self._found |= {story.pk: story for story in found}
        by_key = {story.own_key: story for story in found}
        return self.stories(ids), {key: by_key[key] for key in keys if key in by_key}

    @property
    def _breaking_ids(self):
        return [line.article_id for line in self.cached.get(breaking_lines)]


def places_of(request):
    """Return the places of the page that answers a request."""
    if not hasattr(request, "places"):
        request.places = Places(cached_values(request))
    return request.places
