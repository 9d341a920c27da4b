"""What to read after a story, and what is recalled in the middle of it: the desk's picks, then its section's newest."""

from django.db.models import F, FilteredRelation, Q

from articles.models import Article

MOST, MOST_RECALLED = 4, 6


def related_to(article):
    """(stories for the end, stories recalled in the text with their `recalled_after`), in one query."""
    picked = FilteredRelation("related_to", condition=Q(related_to__article=article.pk))
    near = Q(pick__isnull=False)
    if article.category_id:
        near |= Q(category=article.category_id)
    stories = Article.objects.published().editorial().for_cards().exclude(pk=article.pk)
    stories = stories.annotate(pick=picked, recalled_after=F("pick__after_paragraph")).filter(near)
    first = [F("recalled_after").asc(nulls_last=True), F("pick__position").asc(nulls_last=True)]
    found = stories.order_by(*first, "-published_at", "-pk")[: MOST + MOST_RECALLED]
    recalled = [story for story in found if story.recalled_after is not None]
    return [story for story in found if story.recalled_after is None][:MOST], recalled
