"""The front page of an edition as readers will have it at a later time, if nobody does anything until then.

It is composed by the code that composes it for readers (`articles/front.py`), which is told the time. Packages whose
time comes until then are written and taken back. Only headlines of planned changes are added here, because they are in
drafts until then.
"""

from contextlib import nullcontext
from datetime import timedelta
from itertools import chain
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import override

from articles.editorial import draft_versions
from articles.editorial.packages.ahead import as_if_due_out
from articles.editorial.schedule import changes_of_front
from articles.front import compose
from articles.models import Draft, PlannedChange
from newsroom.database.cached_values import CachedValues
from newsroom.editions.columns import set_value_in

MINUTE = timedelta(minutes=1)
MOST_MOMENTS = 8


class Shown(NamedTuple):
    """A story and its words in one part of the front page."""

    pk: int
    words: str


class Parts(NamedTuple):
    """What the front page shows, in its order."""

    breaking: list
    places: dict
    picks: list
    feed: list
    popular: list
    blocks: list


def parts_at(edition, at=None):
    """Return the front page (`articles/front.py`) and its `Parts` at a time; None means now."""
    with override(edition.code), as_if_due_out(at) if at else nullcontext():
        front = compose(CachedValues(), at)
        if at:
            add_planned_words(front, edition, at)
        return front, parts_of(front)


def parts_of(front):
    return Parts(
        breaking=[Shown(front.breaking.pk, front.breaking.breaking_text)] if front.breaking else [],
        places={place: shown(story) for place, story in front.places.items()},
        picks=[*map(shown, front.picks)],
        feed=[*map(shown, front.feed)],
        popular=[*map(shown, front.popular)],
        blocks=[(section.pk, [*map(shown, stories)]) for section, stories in front.blocks],
    )


def shown(story):
    return Shown(story.pk, story.title)


def add_planned_words(front, edition, at):
    """Give the stories the headlines that they will have. A change that is refused then is not known now."""
    stories = stories_of(front)
    due = PlannedChange.objects.filter(language=edition.stored_in, publish_at__lte=at)
    for plan in due.filter(article__in={story.pk for story in stories}):
        title = planned_title(plan)
        for story in stories if title else ():
            if story.pk == plan.article_id:
                rename(story, edition, title)


def stories_of(front):
    in_blocks = [stories for _section, stories in front.blocks]
    lists = [front.places.values(), front.picks, front.feed, front.popular, *in_blocks]
    return [story for story in (front.breaking, front.lead, *front.second, *front.beside, *chain(*lists)) if story]


def planned_title(plan):
    """Return the headline that was approved; None if it is not known any more."""
    draft = Draft.objects.filter(article=plan.article_id, language=plan.language).first()
    content = draft and draft_versions.known_content(draft, plan.version)
    return content and content.fields["title"]


def rename(story, edition, title):
    if getattr(story, "breaking_text", None) == story.title:
        story.breaking_text = title
    set_value_in(story, "title", edition, title)


def moments_of(edition):
    """Return the next times at which the front page will change, to the minute after which it has changed."""
    times = {to_full_minute(moment) for moment in changes_of_front(edition, timezone.now(), MOST_MOMENTS)}
    return sorted(times)[:MOST_MOMENTS]


def to_full_minute(moment):
    full = moment.replace(second=0, microsecond=0)
    return full if full == moment else full + MINUTE


def changed(before, after):
    """Return what a front page shows otherwise than before: (places, `Shown` that are new in any other part)."""
    places = {place for place, one in after.places.items() if before.places.get(place) != one}
    return places, set(others_in(after)) - set(others_in(before))


def others_in(parts):
    """Yield (name of the part, story) of everything but the numbered places."""
    for name in ("breaking", "picks", "feed", "popular"):
        yield from ((name, one) for one in getattr(parts, name))
    for pk, stories in parts.blocks:
        yield from ((pk, one) for one in stories)
