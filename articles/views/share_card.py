"""The pictures that messengers show of a link."""

from django.http import HttpResponse
from django.utils.cache import get_conditional_response

from articles.models import Article
from articles.share_cards import cards
from articles.views.article import at

FOR_GOOD = "public, max-age=31536000, immutable"
FOR_NOW = "public, max-age=300"


def story_card(request, day, slug, version):
    return answer(request, cards.of_story(request, at(Article.objects.for_cards(), day, slug)), version)


def site_card(request, version):
    return answer(request, cards.of_site(request), version)


def answer(request, card, version):
    """The card as it is now. At the address of an earlier version it stands for a short time only: no redirect, which
    many a messenger does not follow for a picture, and which could go round between machines with other fonts.
    """
    etag = f'"{card.version}"'
    headers = {"Cache-Control": FOR_GOOD if version == card.version else FOR_NOW, "ETag": etag}
    response = HttpResponse(content_type=card.type, headers=headers)
    conditional = get_conditional_response(request, etag=etag, response=response)
    if conditional is response:
        response.content = cards.content_of(card)
    return conditional
