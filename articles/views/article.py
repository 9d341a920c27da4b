from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import render

from articles import related, story_text
from articles.models import Article, ArticlePhoto, Byline

WITH_ROWS = (
    Prefetch("bylines", Byline.objects.select_related("author")),
    Prefetch("placed_photos", ArticlePhoto.objects.select_related("photo")),
)


def article(request, day, slug):
    return show(request, find(day, slug))


def find(day, slug):
    """The story at an address of the active edition; Http404 if readers have none there."""
    stories = Article.objects.published().for_cards().select_related("category__parent__parent")
    story = stories.prefetch_related("tags", *WITH_ROWS).filter(slug=slug).first()
    if story is None or story.day != day:
        raise Http404
    return story


def show(request, story, *, comment_form=None):
    original = story.original_edition
    context = {
        "article": story,
        "canonical": story.get_absolute_url(),
        "original_address": story.address_in(original),
        "original_title": story.in_edition("title", original),
        "blocks": story_text.blocks(story),
        "related": related.related_to(story),
        "address_in": story.address_in,
        "comment_form": comment_form,
    }
    return render(request, "articles/article.html", context)
