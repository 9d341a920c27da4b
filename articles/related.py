"""The stories below a story and within its text: those that the desk picked, then the newest of its section."""

from articles.models import Article
from articles.places import places_of
from newsroom.content.nodes import story_keys

MOST, MOST_RECALLED = 4, 6


def related_to(article, picks, request):
    """Return (stories shown below it, {key: story} of those recalled within its text).

    `picks` are the `StoryParts.picks` of the story. Readers get those stories that are public.
    """
    keys = [key for key in story_keys(article.body) if key != article.key]
    picked, found = places_of(request).stories_and_recalled(picks, keys)
    others = {story.pk for story in found.values()}
    at_the_end = [story for story in picked if story.pk not in others]
    if len(at_the_end) < MOST and article.category_id:
        at_the_end += newest_of_section(article, {*picks, *others})
    return at_the_end[:MOST], dict([*found.items()][:MOST_RECALLED])


def newest_of_section(article, picks):
    stories = Article.objects.with_pictures().published().editorial().filter(category=article.category_id)
    return stories.exclude(pk__in=[article.pk, *picks]).newest_first()[:MOST]
