"""Stories by when they first appeared, and the archive's form."""

import calendar
import datetime

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from articles.filters import ArchiveFilter
from articles.models import Article
from articles.views.listings import listing
from articles.views.pages import page_of


def archive(request):
    stories = Article.objects.published().for_cards().newest_first()
    chosen = ArchiveFilter(request.GET or None, queryset=stories)
    # A wrong value finds nothing, and says why above the list.
    found = chosen.qs if not chosen.is_bound or chosen.form.is_valid() else stories.none()
    context = {"filter": chosen, "page": page_of(found, request), "query": query_without_page(request)}
    return render(request, "articles/archive.html", context)


def query_without_page(request):
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def year(request, year):
    return period(request, "articles/year.html", year, year.replace(month=12, day=31))


def month(request, month):
    last = calendar.monthrange(month.year, month.month)[1]
    return period(request, "articles/month.html", month, month.replace(day=last))


def day(request, day):
    return period(request, "articles/day.html", day, day)


def period(request, template, first, last):
    """What first appeared from `first` to `last`. A day without news says so; a day yet to come is no page."""
    if first > timezone.localdate() or first.year < 1900:
        raise Http404
    stories = Article.objects.first_published_between(first, last)
    context = {"first": first, "is_over": last < timezone.localdate()}
    if template == "articles/year.html":
        context["months"] = [datetime.date(first.year, month, 1) for month in months_of(first.year)]
    return listing(request, template, stories, context)


def months_of(year):
    """The months of a year in which something is to be read, as numbers."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    moments = Article.objects.published().first_published_between(first, last).order_by()
    return [moment.month for moment in moments.datetimes("first_published_at", "month")]
