"""What to read after a story, and what is recalled in the middle of it: the desk's picks, then its section's newest."""

from django.db.models import F

from articles.models import Article

MOST, MOST_RECALLED = 4, 6


def related_to(article):
    """(stories for the end, stories recalled in the text with their `recalled_after`).

    Two queries, each of which reads an index: the desk's picks, and the newest of the section if they leave room.
    """
    stories = Article.objects.published().editorial().for_cards().exclude(pk=article.pk)
    picks = list(
        stories.filter(related_to__article=article.pk)
        .annotate(recalled_after=F("related_to__after_paragraph"))
        .order_by(F("recalled_after").asc(nulls_last=True), "related_to__position", "-published_at", "-pk")
    )[: MOST + MOST_RECALLED]
    recalled = [story for story in picks if story.recalled_after is not None]
    at_the_end = [story for story in picks if story.recalled_after is None][:MOST]
    if article.category_id and len(at_the_end) < MOST:
        newest = stories.filter(category=article.category_id).newest_first()[: MOST + len(picks)]
        at_the_end += [story for story in newest if story not in picks]
    return at_the_end[:MOST], recalled
