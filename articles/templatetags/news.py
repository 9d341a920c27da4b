"""What the frame of a page shows of the news: breaking news, the feed, the popular list, a card's words."""

from django import template

from articles import front, story_text
from articles.models import Article
from articles.share_cards import cards
from articles.story_cards import VARIANTS, cards_of
from newsroom.templatetags.site import saves_data

register = template.Library()

IN_FEED, IN_POPULAR = 5, 9


def placed(context):
    """What the side column is made of: asked for once, whichever of its parts a page has."""
    request = context["request"]
    if not hasattr(request, "placed"):
        request.placed = front.place(
            IN_FEED + 2, Article.objects.for_feed()
        )  # the story of the page and the breaking one may be among them
    return request.placed


@register.inclusion_tag("components/breaking.html", takes_context=True)
def breaking_news(context, without=None):
    """The line that is running; not under the story that it leads to."""
    story = placed(context).breaking
    return {"story": story if story != without else None}


@register.inclusion_tag("components/feed.html", takes_context=True)
def news_feed(context, without=None):
    shown = placed(context)
    stories = [story for story in shown.newest if story not in (without, shown.breaking)]
    return {"stories": stories[:IN_FEED]}


@register.inclusion_tag("components/popular.html", takes_context=True)
def popular_stories(context, without=None):
    return {"stories": [story for story in placed(context).popular if story != without][:IN_POPULAR]}


@register.inclusion_tag("components/cards.html", takes_context=True)
def story_cards(context, stories, variant):
    """Cards of some stories in a variant of `articles/story_cards.py`."""
    variant = VARIANTS[variant]
    return {"cards": cards_of(stories, variant, saves_data(context)), "variant": variant}


@register.simple_tag(takes_context=True)
def share_card(context, story=None):
    """The card of a story, else that of the paper: where it is, and how large."""
    request = context["request"]
    return cards.of_story(request, story) if story else cards.of_site(request)


@register.filter
def opening_words(article, count):
    """The first words of what a story says below its headline."""
    return story_text.opening_words(article, count)
