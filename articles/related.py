"""What to read after a story, and what is recalled in the middle of it: the desk's picks, then its section's newest."""

from django.db.models import F, FilteredRelation, Q

from articles.models import Article, RelatedArticle

MOST, MOST_RECALLED = 4, 6


def related_to(article):
    """(stories for the end, stories recalled in the text with their `recalled_after`), in one query."""
    stories = Article.objects.published().editorial().exclude(pk=article.pk)
    picked = FilteredRelation("related_to", condition=Q(related_to__article=article.pk))
    first = [F("recalled_after").asc(nulls_last=True), F("pick__position").asc(nulls_last=True)]
    found = (
        stories.with_pictures()
        .annotate(pick=picked, recalled_after=F("pick__after_paragraph"))
        .filter(pk__in=candidates(article, stories))
        .order_by(*first, "-published_at", "-pk")[: MOST + MOST_RECALLED]
    )
    recalled = [story for story in found if story.recalled_after is not None]
    return [story for story in found if story.recalled_after is None][:MOST], recalled


def candidates(article, stories):
    """A subquery of ids, each part from an index: a condition on all stories of the section would read them all."""
    picked = RelatedArticle.objects.filter(article=article.pk).order_by().values("related")
    if not article.category_id:
        return picked
    newest = stories.filter(category=article.category_id).newest_first().values("pk")[: MOST + MOST_RECALLED]
    return picked.union(Article.objects.filter(pk__in=newest).order_by().values("pk"))
