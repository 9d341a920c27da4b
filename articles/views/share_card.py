"""Share cards: the pictures that messengers show with a link."""

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
    """Return the current card, at the URL of an earlier version with a short cache time.

    An earlier version isn't redirected, for two reasons: many messengers don't follow redirects for pictures, and
    servers with different fonts could redirect to each other in a loop.
    """
    etag = f'"{card.version}"'
    headers = {"Cache-Control": FOR_GOOD if version == card.version else FOR_NOW, "ETag": etag}
    response = HttpResponse(content_type=card.type, headers=headers)
    conditional = get_conditional_response(request, etag=etag, response=response)
    if conditional is response:
        response.content = cards.content_of(card)
    return conditional
