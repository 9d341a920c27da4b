"""What the frame of a page shows of the news: the feed, the popular list, a card's words."""

from django import template
from django.utils.safestring import mark_safe

from articles import front, story_text
from articles.models import Article

register = template.Library()

IN_FEED, IN_POPULAR = 5, 9


@register.inclusion_tag("components/feed.html")
def news_feed(without=None):
    stories = Article.objects.published().for_cards().newest_first()
    if without:
        stories = stories.exclude(pk=without.pk)
    return {"stories": stories[:IN_FEED]}


@register.inclusion_tag("components/popular.html")
def popular_stories(without=None):
    return {"stories": [story for story in front.popular() if story != without][:IN_POPULAR]}


@register.filter
def opening(article):
    return story_text.opening(article)


@register.filter
def as_html(cleaned):
    """Marks HTML that came out of a `CleanHTMLField`, and so through the allow-list."""
    return mark_safe(cleaned)
