from django.shortcuts import render

from articles.front import compose
from newsroom.database import versioned


def front(request):
    return render(request, "articles/front.html", {"front": compose(versioned.of(request))})
