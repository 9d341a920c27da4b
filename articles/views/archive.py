"""Lists of stories by the date of their first publication, and the archive with its filters."""

import calendar
import datetime
from urllib.parse import urlencode

from django.db.models import Exists
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from articles.filters import ArchiveFilter
from articles.models import Article
from articles.views.listings import listing
from articles.views.pages import ON_A_PAGE, page_number, page_of


def archive(request):
    stories = Article.objects.for_cards().published()
    most = ON_A_PAGE * page_number(request) + 1
    chosen = ArchiveFilter(request.GET or None, queryset=stories.newest_first(), most=most, request=request)
    # With an invalid value, the list is empty and the form shows the error above it.
    is_valid = chosen.is_bound and chosen.form.is_valid()
    results = chosen.qs if is_valid or not chosen.is_bound else stories.none()
    filled_in = {name: value for name, value in chosen.form.cleaned_data.items() if value} if is_valid else {}
    context = {"filter": chosen, "page": page_of(results, request), "shared_query": filled_in}
    return render(request, "articles/archive.html", context | {"query": urlencode(filled_in)})


def year(request, year):
    require_past(year)
    months = [datetime.date(year.year, month, 1) for month in months_of(year.year)]
    return period(request, "articles/year.html", year, year.replace(month=12, day=31), months=months)


def month(request, month):
    last = calendar.monthrange(month.year, month.month)[1]
    return period(request, "articles/month.html", month, month.replace(day=last))


def day(request, day):
    return period(request, "articles/day.html", day, day)


def period(request, template, first, last, **more):
    """List the stories first published from `first` to `last`.

    A past day without stories has a page that says so. A future day has none.
    """
    require_past(first)
    # Ordered by first publication, which is the day in their URLs, and not by publication in this edition, because
    # there is an index on the former.
    stories = Article.objects.for_cards().first_published_between(first, last).order_by("-first_published_at", "-pk")
    context = {"first": first, "is_over": last < timezone.localdate()}
    return listing(request, template, stories, context | more)


def require_past(day):
    """Raise Http404 for a day in the future, or one for which time zones can't be calculated."""
    if day > timezone.localdate() or day.year < 1900:
        raise Http404


def months_of(year):
    """Return the numbers of the months of a year that have stories in the active edition."""
    conditions = {number: is_read_in(datetime.date(year, number, 1)) for number in range(1, 13)}
    # One row is enough: the conditions don't refer to it.
    answers = Article.objects.order_by().values_list(*conditions.values())[:1]
    return [number for row in answers for number, is_read in zip(conditions, row, strict=True) if is_read]


def is_read_in(month):
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    return Exists(Article.objects.published().first_published_between(month, last))
