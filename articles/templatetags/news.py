"""What the frame of a page shows of the news: breaking news, the feed, the popular list, a card's words."""

import re

from django import template

from articles import story_text
from articles.list_cards import VARIANTS, cards_of
from articles.models import Article, Author, Tag
from articles.places import places_of
from articles.sections import sections_by_id, sections_with_stories
from articles.share_cards import cards
from newsroom.templatetags.site import saves_data

register = template.Library()

IN_FEED, IN_POPULAR = 5, 9
LIST = re.compile(r"(section|tag|author)/([-\w]+)/?(?:[?#]|\Z)")
"""The address, below the edition, of the list of a section, tag or author."""


@register.inclusion_tag("components/breaking.html", takes_context=True)
def breaking_news(context, without=None):
    """The breaking line, except on the page of the story that it leads to."""
    story = places_of(context["request"]).breaking
    return {"story": story if story != without else None}


@register.inclusion_tag("components/feed.html", takes_context=True)
def news_feed(context, without=None):
    # Two more than are shown: the story of the page and the breaking one may be among them.
    newest = Article.objects.for_feed().published().editorial().newest_first()[: IN_FEED + 2]
    elsewhere = (without, places_of(context["request"]).breaking)
    stories = [story for story in newest if story not in elsewhere]
    return {"stories": stories[:IN_FEED]}


@register.inclusion_tag("components/popular.html", takes_context=True)
def popular_stories(context, without=None):
    popular = places_of(context["request"]).popular
    return {"stories": [story for story in popular if story != without][:IN_POPULAR]}


@register.simple_tag(takes_context=True)
def links_with_pages(context, links):
    """Leave out links to sections, tags and authors that have no stories in the edition, and therefore no page."""
    lists = {link: LIST.match(link.address).groups() for link in links if link.is_ours and LIST.match(link.address)}
    shown = set(existing(lists.values(), context.request))
    return [link for link in links if link not in lists or lists[link] in shown]


def existing(lists, request):
    """Yield those of some (kind, key) that have a page in the active edition."""
    if sections := [one for one in lists if one[0] == "section"]:
        keys = {section.key for section in sections_with_stories(request)}
        yield from (one for one in sections if one[1] in keys)
    for kind, model in {"tag": Tag, "author": Author}.items():
        if keys := [key for kind_of_list, key in lists if kind_of_list == kind]:
            found = model.objects.with_stories().filter(key__in=keys).values_list("key", flat=True)
            yield from ((kind, key) for key in found)


@register.inclusion_tag("components/cards.html", takes_context=True)
def story_cards(context, stories, variant):
    """Cards of some stories in a variant of `articles/list_cards.py`."""
    variant = VARIANTS[variant]
    sections = sections_by_id(context["request"])
    return {"cards": cards_of(stories, variant, sections, saves_data(context)), "variant": variant}


@register.simple_tag(takes_context=True)
def share_card(context, story=None):
    """The card of a story, else that of the paper: where it is, and how large."""
    request = context["request"]
    return cards.of_story(request, story) if story else cards.of_site(request)


@register.filter
def opening_words(article, count):
    """The first words of what a story says below its headline."""
    return story_text.opening_words(article, count)
