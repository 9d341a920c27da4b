from django.shortcuts import render

from articles.front import compose


def front(request):
    return render(request, "articles/front.html", {"front": compose()})
