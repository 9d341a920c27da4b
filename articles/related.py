"""What to read after a story, and what is recalled in the middle of it: the desk's picks, then its section's newest."""

from articles import places
from articles.models import Article, RelatedArticle

MOST, MOST_RECALLED = 4, 6


def related_to(article, request):
    """(stories for the end, stories recalled in the text with their `recalled_after`)."""
    picks = RelatedArticle.objects.in_order(article)
    at_the_end, recalled = [], []
    for story in places.of(request, others=picks).stories(picks):
        story.recalled_after = picks[story.pk]
        (at_the_end if story.recalled_after is None else recalled).append(story)
    recalled.sort(key=lambda story: story.recalled_after)
    if len(at_the_end) < MOST and article.category_id:
        at_the_end += newest_of_section(article, picks)
    return at_the_end[:MOST], recalled[:MOST_RECALLED]


def newest_of_section(article, picks):
    stories = Article.objects.with_pictures().published().editorial().filter(category=article.category_id)
    return stories.exclude(pk__in=[article.pk, *picks]).newest_first()[:MOST]
