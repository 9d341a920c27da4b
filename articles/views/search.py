"""The search. It reads texts with regular expressions; an index will replace it."""

from urllib.parse import urlencode

from django.shortcuts import render

from articles.matching import first_matching
from articles.models import Article
from articles.models.article_queries import containing
from articles.views.pages import ON_A_PAGE, page_number, page_of

MOST_CHARACTERS = 100


def search(request):
    """List stories that have every word in the headline, the lead or the text. Other forms of a word are not found."""
    words = request.GET.get("q", "")[:MOST_CHARACTERS].replace("\0", "").strip()
    stories = Article.objects.for_cards().filter(pk__in=found(words, request)).published().newest_first()
    own_query = {"q": words} if words else {}
    context = {"words": words, "page": page_of(stories, request), "own_query": own_query}
    return render(request, "articles/search.html", context | {"query": urlencode(own_query)})


def found(words, request):
    """Return the ids of the newest stories that have the words, as many as the page needs to know.

    The newest hundred are searched first. A word that many stories have is found often enough among a few of them.
    """
    condition = containing(words)
    if condition is None:
        return []
    newest = Article.objects.published().newest_first().values_list("pk", flat=True)

    def matching(ids):
        return Article.objects.published().filter(condition, pk__in=ids).values_list("pk", flat=True)

    return first_matching(newest, matching, ON_A_PAGE * page_number(request) + 1, piece=100, growth=1.1)
