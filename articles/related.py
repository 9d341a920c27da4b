"""The stories below a story and within its text: those that the desk picked, then the newest of its section."""

from articles.models import Article
from articles.places import places_of

MOST, MOST_RECALLED = 4, 6


def related_to(article, picks, request):
    """Return (stories shown below it, stories recalled within its text, which have `recalled_after`).

    `picks` are the `StoryParts.picks` of the story. Readers get those of them that are public.
    """
    at_the_end, recalled = [], []
    for story in places_of(request).stories(picks):
        story.recalled_after = picks[story.pk]
        (at_the_end if story.recalled_after is None else recalled).append(story)
    recalled.sort(key=lambda story: story.recalled_after)
    if len(at_the_end) < MOST and article.category_id:
        at_the_end += newest_of_section(article, picks)
    return at_the_end[:MOST], recalled[:MOST_RECALLED]


def newest_of_section(article, picks):
    stories = Article.objects.with_pictures().published().editorial().filter(category=article.category_id)
    return stories.exclude(pk__in=[article.pk, *picks]).newest_first()[:MOST]
