"""What to read after a story: what the desk picked, then the newest of the same section."""

from django.db.models import F, FilteredRelation, Q

from articles.models import Article

MOST = 4


def related_to(article):
    picked = FilteredRelation("related_to", condition=Q(related_to__article=article.pk))
    near = Q(pick__isnull=False)
    if article.category_id:
        near |= Q(category=article.category_id)
    stories = Article.objects.published().for_cards().annotate(pick=picked).filter(near).exclude(pk=article.pk)
    return list(stories.order_by(F("pick__position").asc(nulls_last=True), "-published_at", "-pk")[:MOST])
