"""A feed of the comments on a story, newest first, in the letters of the edition."""

import re

from django.http import Http404, HttpResponse
from django.template.defaultfilters import linebreaks
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from articles.comments.models import Comment
from articles.views.article import find
from newsroom import editions
from newsroom.editions.transliteration import in_letters
from newsroom.serving import site_context

IN_A_FEED = 50
NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def comment_feed(request, day, slug):
    """Raise Http404 if nobody has commented: then no page leads here."""
    story = find(day, slug)
    comments = list(Comment.objects.under(story, editions.active())[:IN_A_FEED])
    if not comments:
        raise Http404
    address = site_context.of(request).absolute(story.get_absolute_url())
    feed = Atom1Feed(
        title=own_letters(request, _("Comments: %(title)s") % {"title": story.title}),
        link=f"{address}#comments",
        description="",
        language=editions.active().tag,
        feed_url=f"{address}comments/feed/",
    )
    for comment in comments:
        add(feed, request, comment, address)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def add(feed, request, comment, address):
    """Add a comment, with its text as escaped HTML."""
    letters = as_written if comment.other_language else own_letters
    name = (as_written if comment.name_language else own_letters)(request, comment.name)
    feed.add_item(
        title=name,
        link=f"{address}?comment={comment.pk}#comment-{comment.pk}",
        description=linebreaks(letters(request, comment.text), autoescape=True),
        unique_id=f"{address.partition('/' + editions.active().code + '/')[0]}/#comment-{comment.pk}",
        author_name=name,
        pubdate=comment.sent_at,
        updateddate=comment.sent_at,
    )


def as_written(_request, text):
    return NOT_IN_XML.sub("", text)


def own_letters(request, text):
    return as_written(request, in_letters(request, text))
