"""The public list of corrections, clarifications, updates and retractions of an edition."""

from django.shortcuts import render

from articles.models import Correction
from articles.views.pages import page_of


def corrections(request):
    return render(request, "articles/corrections.html", {"page": page_of(Correction.objects.for_list(), request)})
