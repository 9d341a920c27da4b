from urllib.parse import urlencode

from django.shortcuts import render

from articles.models import Article
from articles.views.pages import page_of

MOST_CHARACTERS = 100


def search(request):
    """List stories that have every word in the headline, the lead or the text.

    Kazakh word forms and spellings in other alphabets are not found yet.
    """
    words = request.GET.get("q", "")[:MOST_CHARACTERS].replace("\0", "").strip()
    stories = Article.objects.for_cards().published().newest_first()
    page = page_of(stories.containing(words) if words else stories.none(), request)
    return render(request, "articles/search.html", {"words": words, "page": page, "query": urlencode({"q": words})})
