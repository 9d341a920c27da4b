from django.shortcuts import render

from articles.front import compose
from newsroom.database.cached_values import cached_values


def front(request):
    return render(request, "articles/front.html", {"front": compose(cached_values(request))})
